"""Feeds on pages: handed over, looked at, taken in."""

import csv
import json
import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from config import Settings
from directory import clock
from directory.access import Grant
from directory.actions.exchange import import_readings
from directory.cli.feeding import Feeding
from directory.models import FeedRecord
from directory.resources import Resources
from directory.vocabulary import Role
from tests.actions.exchange.feeds import readings, said
from tests.checking_client import CheckingClient
from tests.people import sign_in_as


@pytest.fixture
def administrator(client: CheckingClient) -> CheckingClient:
    sign_in_as(client, "first@normal.example", Grant(Role.ADMINISTRATOR))
    return client


@pytest.fixture
def work(resources: Resources, settings: Settings) -> Feeding:
    return Feeding(resources, settings)


def hand_over(client: CheckingClient, *records: Any, name: str = "feed.json", **fields: Any) -> Any:
    content = json.dumps(records).encode()
    page = client.get("/feeds")
    data = {"feed": "Neighbour", "file": (BytesIO(content), name), "csrf_token": token(page.text), **fields}
    return client.post("/feeds", data=data, content_type="multipart/form-data")


def token(page: str) -> str:
    found = page.partition('name="csrf_token" value="')[2]
    return found.partition('"')[0]


def test_a_feed_is_handed_over_looked_at_and_taken_in(administrator: CheckingClient, work: Feeding) -> None:
    answer = hand_over(administrator, said("s1"), {"id": "s2"}, publish="y")
    assert answer.status_code == 302
    page = administrator.get(answer.location)
    assert '<meta http-equiv="refresh"' in page.text
    work()
    page = administrator.get(answer.location)
    assert "What Neighbour would change" in page.text
    assert "s2: name: The service has no name" in page.text
    assert "http-equiv" not in page.text
    taken = administrator.post(f"{answer.location}/take-in", data={"csrf_token": token(page.text)})
    assert taken.status_code == 302
    work()
    assert "Neighbour was taken in" in administrator.get(answer.location).text
    assert administrator.post(f"{answer.location}/take-in", data={"csrf_token": token(page.text)}).status_code == 409
    assert "Neighbour" in administrator.get("/feeds").text


def test_what_would_change_is_shown_with_both_texts(
    administrator: CheckingClient, resources: Resources, work: Feeding
) -> None:
    with resources.database.writing() as session:
        for record in (said("s1", name="Tea table", description="Tea for two"), said("s2")):
            import_readings(
                session, readings([record]), source="Neighbour", gazetteer=resources.gazetteer, publish=True
            )
    answer = hand_over(administrator, said("s1", name="Tea table", description="Tea for three"), said("s2"))
    work()
    page = administrator.get(answer.location).text
    assert "Follow the feed (1)" in page
    assert ("<del" in page, "<ins" in page, "two" in page, "three" in page) == (True,) * 4


def test_of_many_changes_the_first_are_shown_and_the_rest_counted(
    administrator: CheckingClient, resources: Resources, work: Feeding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.views.exchange.MOST_COMPARED", 1)
    with resources.database.writing() as session:
        records = [said("s1"), said("s2"), said("s3")]
        import_readings(session, readings(records), source="Neighbour", gazetteer=resources.gazetteer, publish=True)
    changed = [said(f"s{number}", description=f"New {number}") for number in (1, 2, 3)]
    answer = hand_over(administrator, *changed)
    work()
    page = administrator.get(answer.location).text
    assert ("Follow the feed (3)" in page, "and 2 more" in page) == (True, True)
    assert ("New 1" in page, "New 2" in page) == (True, False)


def test_an_administrator_finds_the_feeds_from_the_account(administrator: CheckingClient) -> None:
    assert 'href="/feeds"' in administrator.get("/account").text


def test_the_problems_are_a_file(administrator: CheckingClient, work: Feeding) -> None:
    answer = hand_over(administrator, {"id": "=s2"})
    work()
    lines = administrator.get(f"{answer.location}/problems.csv").text.splitlines()
    assert lines[1] == "'=s2,name,The service has no name", "and no formula"


def test_what_is_gone_from_a_feed_is_listed_for_those_who_decide(
    administrator: CheckingClient, resources: Resources
) -> None:
    with resources.database.writing() as session:
        for records in ([said("s1", name="Tea table"), said("s2")], [said("s2")]):
            import_readings(session, readings(records), source="Neighbour", gazetteer=resources.gazetteer, publish=True)
    page = administrator.get("/feeds").text
    link = page.partition('href="/feeds/')[2].partition('"')[0]
    assert "Tea table" in administrator.get(f"/feeds/{link}").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"address": "https://feed.example"}, "Enter a web address, or choose a file"),
        ({"file": (BytesIO(b""), "")}, "Enter a web address, or choose a file"),
        ({"file": (BytesIO(b""), ""), "address": "feed"}, "begins with https:// or http://"),
        ({"feed": " "}, "Enter a name for the feed"),
        ({"name": "feed.exe"}, "Choose a file of JSON or CSV"),
    ],
)
def test_what_cannot_be_read_is_refused(administrator: CheckingClient, fields: dict[str, Any], said: str) -> None:
    answer = hand_over(administrator, **fields)
    assert (answer.status_code, said in answer.text) == (422, True)


class TestWaitingFiles:
    """A file outlives a form that was not right, which a browser does not let it."""

    @pytest.fixture
    def refused(self, administrator: CheckingClient) -> str:
        """The page after a form with a good file and no name."""
        answer = hand_over(administrator, said("s1"), name="Our groups.json", feed="")
        assert answer.status_code == 422
        return str(answer.text)

    @staticmethod
    def send(client: CheckingClient, page: str, **fields: Any) -> Any:
        kept = page.partition('name="kept" value="')[2].partition('"')[0]
        data = {"feed": "Neighbour", "csrf_token": token(page), "kept": kept, **fields}
        return client.post("/feeds", data=data, content_type="multipart/form-data")

    @staticmethod
    def files(settings: Settings) -> list[Path]:
        return list(settings.waiting_files.glob("*/records*"))

    def test_only_the_rest_is_mended(
        self, administrator: CheckingClient, work: Feeding, refused: str, settings: Settings
    ) -> None:
        assert "We have kept Our groups.json" in refused
        answer = self.send(administrator, refused)
        assert answer.status_code == 302
        work()
        assert "What Neighbour would change" in administrator.get(answer.location).text
        assert self.files(settings) == []

    def test_it_stays_while_the_rest_is_still_not_right(
        self, administrator: CheckingClient, refused: str, settings: Settings
    ) -> None:
        again = self.send(administrator, refused, feed=" ")
        assert (again.status_code, "We have kept Our groups.json" in again.text) == (422, True)
        assert len(self.files(settings)) == 1

    def test_another_file_takes_its_place(
        self, administrator: CheckingClient, refused: str, settings: Settings
    ) -> None:
        again = self.send(administrator, refused, feed="", file=(BytesIO(b"name\nTea"), "other.csv"))
        assert "We have kept other.csv" in again.text
        assert [file.name for file in self.files(settings)] == ["records.csv"]
        assert self.send(administrator, again.text, file=(BytesIO(b"[]"), "last.json")).status_code == 302
        assert self.files(settings) == []

    def test_an_address_takes_its_place_if_one_says_so(
        self, administrator: CheckingClient, refused: str, settings: Settings
    ) -> None:
        feed = {"address": "https://feed.example"}
        assert "Enter a web address, or choose a file" in self.send(administrator, refused, **feed).text
        assert self.send(administrator, refused, without="y", **feed).status_code == 302
        assert self.files(settings) == []

    def test_who_does_not_want_it_is_not_asked_again(
        self, administrator: CheckingClient, refused: str, settings: Settings
    ) -> None:
        again = self.send(administrator, refused, without="y", feed="")
        assert (again.status_code, "We have kept" in again.text) == (422, False)
        assert self.files(settings) == []

    def test_a_file_of_another_kind_is_not_kept(self, administrator: CheckingClient, settings: Settings) -> None:
        assert "We have kept" not in hand_over(administrator, name="feed.exe").text
        assert self.files(settings) == []

    @pytest.mark.parametrize("kept", ["", "nonsense", "../../secret", "5b1c9a52-4a47-4d0e-9f0e-0a8f4f1c6e11"])
    def test_a_key_that_names_none_is_no_file(self, administrator: CheckingClient, refused: str, kept: str) -> None:
        assert "Enter a web address, or choose a file" in self.send(administrator, refused, kept=kept).text

    def test_after_a_day_it_is_removed(
        self, administrator: CheckingClient, work: Feeding, refused: str, settings: Settings
    ) -> None:
        [file] = self.files(settings)
        before = clock.now() - timedelta(hours=25)
        os.utime(file.parent, (before.timestamp(), before.timestamp()))
        assert self.send(administrator, refused).status_code == 422
        work()
        assert self.files(settings) == []

    def test_the_oldest_makes_room(self, administrator: CheckingClient, settings: Settings) -> None:
        for _ in range(7):
            hand_over(administrator, said("s1"), feed="")
        assert len(self.files(settings)) == 5


def test_only_this_page_takes_large_files_and_only_from_administrators(
    administrator: CheckingClient,
) -> None:
    administrator.application.config["MAX_CONTENT_LENGTH"] = 20_000
    large = [said("s1", description="x" * 50_000)]
    assert hand_over(administrator, *large).status_code == 302
    sign_in_as(administrator, "looks@normal.example", Grant(Role.NAVIGATOR))
    body = {"file": (BytesIO(b"x" * 50_000), "feed.json")}
    assert administrator.post("/feeds", data=body, content_type="multipart/form-data").status_code in {403, 413}


def listing_of(client: CheckingClient, resources: Resources, *feeds: list[Any]) -> str:
    """The page of the first listing of a feed that was read so many times."""
    with resources.database.writing() as session:
        for records in feeds:
            import_readings(session, readings(records), source="Neighbour", gazetteer=resources.gazetteer, publish=True)
        key = session.exec(select(FeedRecord.service_id).where(col(FeedRecord.foreign_id) == "s1")).one()
    return client.get(f"/listing/{key}").text


def test_a_listing_says_where_it_comes_from(client: CheckingClient, resources: Resources) -> None:
    page = listing_of(client, resources, [said("s1")])
    assert "From Neighbour, read on" in page
    assert "known there as s1" in page
    assert "First published by" not in page


def test_a_listing_that_was_passed_on_says_who_published_it_first(client: CheckingClient, resources: Resources) -> None:
    island = {"name": "Island feed", "id": "tea-9", "licence": "CC BY 4.0", "url": "https://island.example"}
    page = listing_of(client, resources, [said("s1", fingerpost_source=island)])
    assert "From Neighbour, read on" in page
    assert "First published by Island feed, CC BY 4.0" in page
    rows = list(csv.DictReader(client.get("/data/listings.csv").get_data().decode("utf-8-sig").splitlines()))
    assert [(row["Source"], row["Licence"]) for row in rows] == [("Island feed", "CC BY 4.0")]


def test_a_licence_that_a_feed_does_not_state_is_not_made_up(client: CheckingClient, resources: Resources) -> None:
    listing_of(client, resources, [said("s1")])
    rows = list(csv.DictReader(client.get("/data/listings.csv").get_data().decode("utf-8-sig").splitlines()))
    assert [(row["Source"], row["Licence"]) for row in rows] == [("Neighbour", "")]


def test_a_postcode_that_was_found_in_the_text_says_so(client: CheckingClient, resources: Resources) -> None:
    page = listing_of(client, resources, [said("s1", description="We meet in the hall at ZZ1 1AA, all welcome.")])
    assert "We found this postcode in the text" in page


def test_what_its_words_suggest_is_marked_as_suggested(client: CheckingClient, resources: Resources) -> None:
    page = listing_of(client, resources, [said("s1", description="For people who feel lonely and isolated at home.")])
    assert "suggested by its words" in page


def test_that_it_is_gone_from_its_feed_is_told_to_those_who_decide(
    client: CheckingClient, resources: Resources
) -> None:
    page = listing_of(client, resources, [said("s1"), said("s2")], [said("s2")])
    assert "no longer in Neighbour" not in page
    sign_in_as(client, "first@normal.example", Grant(Role.ADMINISTRATOR))
    assert "no longer in Neighbour" in listing_of(client, resources)
