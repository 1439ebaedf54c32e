"""Whatever the feed tells is as it describes itself, and as the standard has it."""

import importlib.util
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from config import Settings
from directory.actions.exchange import import_feed
from directory.database import Database
from directory.factory import create_app
from directory.geography import FileGazetteer
from directory.oruk.documents import read_documents
from directory.oruk.openapi import LISTS
from directory.resources import Resources
from tests.checking_client import CheckingClient
from tests.oruk.schemas import faults
from tests.shared import CHECK, DISTRICTS, SCHEMAS, needs_shared
from tests.views.oruk.feed import Feed


def test_the_feed_says_which_standard_it_keeps_to(feed: Feed) -> None:
    said = feed.document("/")
    assert said == {
        "version": "HSDS-UK-3.0",
        "profile": "https://openreferraluk.org/specifications/3.0/",
        "openapi_url": "http://localhost/oruk/v3/openapi.json",
    }
    assert faults("api_details", said) == []
    described = feed.document("/openapi.json")
    assert described["servers"] == [{"url": "http://localhost/oruk/v3"}]
    assert described["x-hsds-version"] == "HSDS-UK-3.0"


def test_its_address_is_that_of_the_directory_where_that_is_said(feed: Feed, app: Flask, settings: Settings) -> None:
    app.extensions["settings"] = settings.model_copy(update={"address": "https://directory.example/"})
    assert feed.document("/")["openapi_url"] == "https://directory.example/oruk/v3/openapi.json"


def test_its_description_is_not_sent_again(feed: Feed) -> None:
    first = feed.get("/openapi.json").headers
    assert first["Cache-Control"] == "public, max-age=3600"
    assert feed.get("/openapi.json", {"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.usefixtures("island")
@pytest.mark.parametrize("each", LISTS, ids=lambda each: each.entity)
def test_no_answer_has_a_field_that_is_not_declared_or_lacks_one_that_is_promised(feed: Feed, each: Any) -> None:
    asked = [{}, *({name: "true"} for name in ("full", "full_service", "minimal") if name in each.questions)]
    for parameters in asked:
        page = feed.document(each.path, per_page=500, **parameters)
        assert page["contents"]
        assert faults(f"{each.entity}_page", page) == []
    for record in page["contents"][:10]:
        assert faults(each.entity, feed.document(f"{each.path}/{record['id']}")) == []


def test_refusals_are_as_they_are_described(feed: Feed) -> None:
    for address in ("/services?page=0", "/services/nonsense", "/nothing"):
        assert faults("problem", feed.get(address).get_json()) == []


@pytest.mark.usefixtures("island")
def test_nothing_is_null_or_empty(feed: Feed) -> None:
    for each in LISTS:
        for record in feed.every(each.path, full="true", full_service="true"):
            assert not [path for path, value in _leaves(record) if value in (None, "", [], {})]


@needs_shared
def test_the_demonstration_district_has_no_fault(demonstration: Resources) -> None:
    app = create_app(Settings(home=demonstration.home), demonstration)
    assert _findings(app) == []


@needs_shared
@pytest.mark.skipif(not DISTRICTS.exists(), reason=f"{DISTRICTS} is not here")
def test_real_districts_have_no_fault(
    app: Flask, web_database: Database, resources: Resources, full_gazetteer: FileGazetteer
) -> None:
    resources.__dict__["gazetteer"] = full_gazetteer
    with web_database.writing() as session, DISTRICTS.open("rb") as stream:
        documents = read_documents(stream)
        report = import_feed(session, documents, source="real", gazetteer=full_gazetteer, publish=True)
    assert report.created > 300
    assert _findings(app) == []


def _findings(app: Flask) -> list[Any]:
    """What the checker finds that is more than a hint."""
    tool = importlib.util.spec_from_file_location("oruk_check", CHECK)
    assert tool
    assert tool.loader
    checking = importlib.util.module_from_spec(tool)
    tool.loader.exec_module(checking)
    app.test_client_class = CheckingClient
    found = checking.check(checking.flask_getter(app.test_client(), "/oruk/v3"), SCHEMAS)
    assert found["official"]
    assert found["house"]
    return [each for each in found["findings"] if each[0] != "info"]


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for name, each in value.items():
            yield from _leaves(each, f"{path}.{name}")
    elif isinstance(value, list) and value:
        for each in value:
            yield from _leaves(each, path)
    else:
        yield path, value
