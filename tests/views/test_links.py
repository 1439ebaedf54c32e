"""Addresses of the same page with something added or taken away."""

import pytest
from flask import Flask

from directory.views import links

SEARCH = "/search?postcode=ZZ1+1AA&q=tea&day=day%3Atue&day=day%3Awed&accepting=y&age=84&page=3&sort="


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (lambda: links.with_(radius="5"), "postcode=ZZ1+1AA&q=tea&day=day:tue&day=day:wed&accepting=y&age=84&radius=5"),
        (lambda: links.with_(accepting=""), "postcode=ZZ1+1AA&q=tea&day=day:tue&day=day:wed&age=84"),
        (lambda: links.with_(q="choir"), "postcode=ZZ1+1AA&day=day:tue&day=day:wed&accepting=y&age=84&q=choir"),
        (
            lambda: links.adding("not", "age:84"),
            "postcode=ZZ1+1AA&q=tea&day=day:tue&day=day:wed&accepting=y&age=84&not=age:84",
        ),
        (
            lambda: links.adding("day", "day:tue"),
            "postcode=ZZ1+1AA&q=tea&day=day:wed&accepting=y&age=84&day=day:tue",
        ),
        (lambda: links.without("day"), "postcode=ZZ1+1AA&q=tea&accepting=y&age=84"),
        (lambda: links.without("day", "day:tue"), "postcode=ZZ1+1AA&q=tea&day=day:wed&accepting=y&age=84"),
        (lambda: links.without("never"), "postcode=ZZ1+1AA&q=tea&day=day:tue&day=day:wed&accepting=y&age=84"),
        (lambda: links.unfiltered(), "postcode=ZZ1+1AA&q=tea&age=84"),
        (lambda: links.page(2), "postcode=ZZ1+1AA&q=tea&day=day:tue&day=day:wed&accepting=y&age=84&page=2"),
        (lambda: links.page(1), "postcode=ZZ1+1AA&q=tea&day=day:tue&day=day:wed&accepting=y&age=84"),
    ],
)
def test_a_link_keeps_the_rest_of_the_address(app: Flask, made: object, address: str) -> None:
    assert callable(made)
    with app.test_request_context(SEARCH):
        assert made() == f"/search?{address}"


def test_a_parameter_cannot_change_where_a_link_leads(app: Flask) -> None:
    hostile = (
        "/search?_external=1&_scheme=javascript&_anchor=x&_method=POST&endpoint=listing.show&service_id=1&values=2"
    )
    with app.test_request_context(hostile):
        address = links.with_(q="tea")
    assert address == (
        "/search?_external=1&_scheme=javascript&_anchor=x&_method=POST&endpoint=listing.show&service_id=1&values=2&q=tea"
    )
