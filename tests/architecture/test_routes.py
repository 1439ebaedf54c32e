"""Promises about every address of the application."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect, Rule

from directory.views.guards import open_to_all

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


def test_no_address_vanishes(app: Flask) -> None:
    gone = [address for method, address in KEPT if not leads_somewhere(app, method, address)]
    assert gone == [], "they led somewhere once, and people have kept them"


def leads_somewhere(app: Flask, method: str, address: str) -> bool:
    try:
        app.url_map.bind("localhost").match(address, method)
    except RequestRedirect:
        return True
    except NotFound:
        return False
    return True


def test_every_address_is_kept(app: Flask) -> None:
    matched = {app.url_map.bind("localhost").match(address, method)[0] for method, address in KEPT}
    missing = {rule.endpoint for rule in routes(app)} - matched
    assert not missing, f"addresses.txt lacks {missing}"
