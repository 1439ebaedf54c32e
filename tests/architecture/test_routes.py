"""Promises about every address of the application."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect, Rule

from config import Settings
from directory.database import Database
from directory.views.guards import open_to_all
from tests.makers import make_service

KEPT = [line.split() for line in (Path(__file__).with_name("addresses.txt")).read_text().splitlines() if line[0] != "#"]
SAFE = {"GET", "HEAD", "OPTIONS"}


def routes(app: Flask) -> Iterator[Rule]:
    """Every route but that of files, which hold nobody's data."""
    return (rule for rule in app.url_map.iter_rules() if rule.endpoint != "static")


def test_every_route_has_a_guard(app: Flask) -> None:
    unguarded = [rule.rule for rule in routes(app) if "guard" not in app.view_functions[rule.endpoint].__dict__]
    assert unguarded == []


def test_no_view_can_have_two() -> None:
    guarded = open_to_all(lambda: "")
    with pytest.raises(TypeError, match="two guards"):
        open_to_all(guarded)


def test_what_saves_is_never_reached_by_reading(app: Flask) -> None:
    for rule in routes(app):
        saves = "saves" in app.view_functions[rule.endpoint].__dict__
        reads = bool(SAFE - {"OPTIONS"} & (rule.methods or set()))
        assert saves != reads, f"{rule.rule} should either be read or save"


def test_reading_changes_nothing(
    make_app: Callable[[Settings], Flask], settings: Settings, web_database: Database
) -> None:
    app = make_app(settings.model_copy(update={"demonstration": True}))  # it has pages that others lack
    client = app.test_client()
    with web_database.writing() as session:
        key = make_service(session).id
    run: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        run.append(statement.lstrip().split()[0].upper())

    event.listen(web_database.engine, "before_cursor_execute", note)
    try:
        for rule in routes(app):
            address = rule.rule.replace("<uuid:service_id>", str(key))
            assert "<" not in address, f"this test needs a value for {rule.rule}"
            assert client.get(address).status_code == 200
    finally:
        event.remove(web_database.engine, "before_cursor_execute", note)
    assert "SELECT" in run
    assert not {"INSERT", "UPDATE", "DELETE"} & set(run)


@pytest.mark.parametrize(("method", "address"), KEPT)
def test_no_address_vanishes(app: Flask, method: str, address: str) -> None:
    try:
        app.url_map.bind("localhost").match(address, method)
    except RequestRedirect:
        return
    except NotFound:
        pytest.fail(f"{address} led somewhere once, and people have kept it")


def test_every_address_is_kept(app: Flask) -> None:
    matched = {app.url_map.bind("localhost").match(address, method)[0] for method, address in KEPT}
    missing = {rule.endpoint for rule in routes(app)} - matched
    assert not missing, f"addresses.txt lacks {missing}"
