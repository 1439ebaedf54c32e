"""Which searches are counted as having met no good answer, and what of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import select

from config import Settings
from directory.database import Database
from directory.models import UnmetSearch
from directory.oruk.records import PlaceRecord, TermRecord
from directory.resources import Resources
from directory.vocabulary import TermKind
from tests.checking_client import CheckingClient
from tests.makers import a_record
from tests.views.conftest import Publish

Counted = Callable[[], list[tuple[str, str, str, int]]]

LONELY = (TermRecord(kind=TermKind.NEED, code="need:connect.lonely"),)


@pytest.fixture
def counted(resources: Resources, web_database: Database) -> Counted:
    """What has been counted since."""

    def counted() -> list[tuple[str, str, str, int]]:
        resources.unmet.keep()
        with web_database.reading() as session:
            rows = session.exec(select(UnmetSearch)).all()
            return [(row.need, row.outcode, row.month.isoformat(), row.searches) for row in rows]

    return counted


def test_a_need_that_nobody_serves_is_counted_and_no_word_of_it(
    client: CheckingClient, listed: Publish, counted: Counted
) -> None:
    listed(a_record(places=(PlaceRecord(postcode="ZZ2 1AA"),)))
    for name in ("Mabel", "Edith"):
        client.get(f"/search?postcode=ZZ1+1AA&q={name}+is+lonely")
    assert counted() == [("need:connect.lonely", "ZZ1", "2026-11-01", 2)]


@pytest.mark.parametrize(
    "address",
    [
        "/search?postcode=ZZ1+1AA&q=lonely&exact=1",
        "/search?postcode=ZZ1+1AA&q=lonely&keep=further",
        "/search?postcode=ZZ1+1AA&q=lonely&day=day:tue",
        "/search?postcode=ZZ1+1AA&q=lonely&page=2",
        "/search?postcode=ZZ1+1AA&q=xyzzy",
        "/search?postcode=ZZ1+1AA",
        "/search?q=lonely",
        "/search?postcode=Atlantis&q=lonely",
    ],
)
def test_no_other_search_is_counted(client: CheckingClient, counted: Counted, address: str) -> None:
    client.get(address)
    assert counted() == []


def test_a_search_that_is_answered_is_not_counted(client: CheckingClient, listed: Publish, counted: Counted) -> None:
    listed(*(a_record(id=f"s{number}", name=f"Lonely {number}", terms=LONELY) for number in range(12)))
    client.get("/search?postcode=ZZ1+1AA&q=lonely")
    assert counted() == []


def test_nothing_is_counted_where_that_is_not_wanted(
    make_app: Callable[[Settings], Flask], tmp_path: Path, counted: Counted
) -> None:
    client = make_app(Settings(home=tmp_path, count_unmet=False)).test_client()
    client.get("/search?postcode=ZZ1+1AA&q=lonely")
    assert counted() == []
    assert "we add one to a number" not in client.get("/privacy").text


def test_the_page_on_privacy_says_so(client: CheckingClient) -> None:
    assert "we add one to a number" in client.get("/privacy").text
