"""Whatever anybody sends to any form, the answer is a sound page: never a fault, and never a way to another site."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from directory.forms.registration import STEPS
from directory.oruk.parts import PARTS
from tests.access.people import browser_of
from tests.access.table import PEOPLE, TABLE
from tests.access.things import Things
from tests.checking_client import CheckingClient, parsed
from tests.depth import examples

POSTS = 60

_NASTY = [
    "", " " * 500, "x" * 10_000, "9" * 5_000, "0" * 5_000, "a\0b", "\ud7ff\uffff\U0010ffff", "\u202egnp", "😀" * 50,
    "'; DROP TABLE service; --", "<script>alert(1)</script>", "{{7*7}}", "=cmd|' /C calc'!A0", "a\r\nBcc: x@x.example",
    "99999999999", "-1", "1e999", "NaN", "٣", "²", "0", "1", "31", "2026", "1,000.50", "£" + "9" * 15, "2026-02-30",
    "0000-00-00", "25:99", "//evil.example", "//[", "/\\evil", "http://[::1", "javascript:alert(1)", "[",
    "https://x.example/" + "a" * 3_000, "a" * 300 + "@x.example", "a@b.example", "evil\x01@normal.example", "ZZ1 1AA",
    "on", "yes", "another", "later", "remove", "07700 900000" * 30,
]  # fmt: skip
_ELSEWHERE = """
next then words deed seen based_on begun part-name part-costs share status weeks same ticked code shown answer area role
""".split()
"""Names of fields of other forms."""

_TYPED = st.one_of(st.sampled_from(_NASTY), st.text(max_size=40))
_QUERIES = st.sampled_from(["", "", "", "?next=//%5B", "?after=%00", "?say=zz", f"?page={'9' * 30}", "?by=%00"])

_FORMS = {
    "/listing/<service>/edit/name": [f"/listing/<service>/edit/{part.name}" for part in PARTS],
    "/register/<draft>/name": [f"/register/<draft>/{step.name}" for step in STEPS],
    "/listing/<service>/changes/2/undo": [f"/listing/<service>/changes/{number}/undo" for number in (2, "9" * 25)],
}
"""Addresses of the table that stand for others."""

ADDRESSES = [each for entry in TABLE if entry.method == "POST" for each in _FORMS.get(entry.template, [entry.template])]


Fields = dict[str, list[str]]


@pytest.fixture
def known() -> dict[str, Fields]:
    """The fields of the forms that somebody has seen, by where they are sent."""
    return {}


@pytest.fixture
def hosts(app: Flask) -> Iterator[int]:
    """Numbers of hosts from which nothing was sent yet, so that no limit is met."""
    app.config["WTF_CSRF_ENABLED"] = False
    return count()


@given(data=st.data())
@examples(POSTS)
def test_no_post_breaks_anything(
    app: Flask, things: Things, hosts: Iterator[int], known: dict[str, Fields], data: st.DataObject
) -> None:
    client = browser_of(app, things, data.draw(st.sampled_from(PEOPLE)))
    number = next(hosts)
    client.environ_base["REMOTE_ADDR"] = f"10.0.{number // 256}.{number % 256}"
    address = things.address(data.draw(st.sampled_from(ADDRESSES)))
    known[address] = known.get(address) or fields(client, address)
    answer = client.post(address + data.draw(_QUERIES), data=data.draw(filled_in(known[address])))
    assert answer.status_code < 500
    to = answer.location or "/"
    assert to.startswith("/")
    assert not to.startswith("//")


def filled_in(known: Fields) -> st.SearchStrategy[Fields]:
    """A form of which some fields are as they were, some are anything, and some are of other forms."""
    each = {name: _values(st.one_of(_TYPED, st.sampled_from(values))) for name, values in known.items()}
    return st.fixed_dictionaries({}, optional={**{name: _values(_TYPED) for name in _ELSEWHERE}, **each})


def _values(typed: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(typed, min_size=1, max_size=3)


def fields(client: CheckingClient, address: str) -> Fields:
    """The fields of the page at an address, or of the page that its form stands on, with what they hold."""
    pages = (client.get(part) for part in (address, address.rpartition("/")[0]) if part.count("/") > 1)
    page = next((each for each in pages if each.status_code == 200 and each.mimetype == "text/html"), None)
    found: Fields = {}
    for element in parsed(page.get_data(as_text=True))[0].iter() if page else ():
        if (
            element.tag in {"input", "select", "textarea", "button"}
            and element.get("name", "csrf_token") != "csrf_token"
        ):
            found.setdefault(element.get("name"), []).extend(_held(element))
    return found


def _held(element: Any) -> list[str]:
    options = [option.get("value") or "" for option in element.iter() if option.tag == "option"]
    return options or [element.get("value") or element.text or ""]
