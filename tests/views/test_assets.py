"""Addresses of our own files."""

import pytest
from flask import Flask

from directory.resources import STATIC
from directory.views.assets import static_address
from tests.checking_client import CheckingClient
from tests.pages import Page


@pytest.mark.parametrize("name", ["fingerpost.css", "icon.svg", "vendor/govuk-frontend.min.css"])
def test_an_address_carries_a_mark_of_the_content(app: Flask, client: CheckingClient, name: str) -> None:
    with app.test_request_context():
        address = static_address(name)
    assert address.startswith(f"/static/{name}?v=")
    answer = client.get(address)
    assert answer.data == (STATIC / name).read_bytes()
    assert "max-age=86400" in answer.headers["Cache-Control"]


def test_every_file_that_a_page_names_is_there(client: CheckingClient) -> None:
    page = Page(client.get("/"))
    files = {address for address in page.every("href", "src") if address.startswith("/static/")}
    assert len(files) >= 3
    for address in files:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", ["../factory.py", "..%2ffactory.py", "%2e%2e/factory.py", "/etc/passwd", "vendor/"])
def test_no_other_file_can_be_had(client: CheckingClient, path: str) -> None:
    assert client.get(f"/static/{path}", follow_redirects=True).status_code == 404
