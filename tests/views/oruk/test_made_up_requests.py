"""What schemathesis makes up from our OpenAPI document, right and wrong: each answer is one that the document tells of,
has no field that it does not, and none is a fault of ours.
"""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings

from directory.oruk.openapi import openapi_document
from tests.views.oruk.feed import Feed

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: ./test --set-up-only does it")

RIGHT, WRONG = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
STUB = "http://localhost/oruk/v3"
EXAMPLES = 10

LISTS = ("/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms")


def strategy(app: Flask, path: str, mode: Any) -> Any:
    """Requests of an address, as the document allows them or as it does not."""
    schema = schemathesis.openapi.from_dict(openapi_document(STUB, strict=True))
    schema.app = app
    return schema[path]["GET"].as_strategy(generation_mode=mode)


def try_all(requests: Any, mend: Any = lambda _: None) -> None:
    """Make requests, and look at what is answered."""

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(case=requests)
    def one(case: Any) -> None:
        mend(case)
        case.call_and_validate()

    one()


def with_a_place(case: Any) -> None:
    """Which postcodes there are the document cannot tell, nor that a distance is measured from one."""
    query = case.query or {}
    if {"postcode", "proximity"} & set(query):
        case.query = {**query, "postcode": "ZZ1 1AA"}


@pytest.mark.usefixtures("island")
@pytest.mark.parametrize("path", ["/", *LISTS])
def test_a_request_as_it_should_be_is_answered(app: Flask, path: str) -> None:
    try_all(strategy(app, path, RIGHT), with_a_place)


@pytest.mark.usefixtures("island")
@pytest.mark.parametrize("path", LISTS)
def test_a_request_as_it_should_not_be_is_refused(app: Flask, path: str) -> None:
    try_all(strategy(app, path, WRONG))


@pytest.mark.usefixtures("island")
@pytest.mark.parametrize("path", LISTS)
def test_single_records_are_as_they_are_described(app: Flask, feed: Feed, path: str) -> None:
    keys = sorted(feed.ids(path))

    def that_is_there(case: Any) -> None:
        made_up = case.path_parameters["id"]
        case.path_parameters["id"] = keys[hash(made_up) % len(keys)]

    try_all(strategy(app, f"{path}/{{id}}", RIGHT), that_is_there)
