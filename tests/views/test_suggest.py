"""Suggestions while one types."""

import json

import pytest

from directory.oruk.records import OrganisationRecord, ServiceRecord
from tests.checking_client import CheckingClient
from tests.makers import a_record
from tests.pages import Page
from tests.views.conftest import Publish


def suggested(client: CheckingClient, **typed: str) -> list[tuple[str, str]]:
    answer = client.get("/suggest", query_string=typed)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Cache-Control"] == "no-store", "what is typed of a client stays on no shared machine"
    assert "Set-Cookie" not in answer.headers
    return [(each["text"], each["kind"]) for each in json.loads(answer.text)]


def named(*names: str) -> list[ServiceRecord]:
    return [a_record(id=f"s{number}", name=name) for number, name in enumerate(names)]


def test_needs_come_before_services(client: CheckingClient, listed: Publish) -> None:
    listed(*named("Lonely Planet readers", "Table"))
    found = suggested(client, q="lone")
    assert found == [("Loneliness and isolation", "need"), ("Lonely Planet readers", "service")]


def test_the_words_may_mean_a_need_that_is_called_otherwise(client: CheckingClient) -> None:
    assert suggested(client, q="lonely") == [("Loneliness and isolation", "need")]


def test_services_of_one_name_are_one_suggestion(client: CheckingClient, listed: Publish) -> None:
    listed(*named("Zumba", "Zumba", "Zumba", "Zither club"))
    assert suggested(client, q="z") == [("Zither club", "service"), ("Zumba", "service")]


def test_a_group_is_completed_too(client: CheckingClient, listed: Publish) -> None:
    group = OrganisationRecord(id="o", name="Zebra Hall friends")
    listed(*(a_record(id=name, name=name, organisation=group) for name in ("Tea", "Zumba")))
    assert suggested(client, q="z") == [("Zebra Hall friends", "group"), ("Zumba", "service")]


def test_many_needs_leave_room_for_services(client: CheckingClient, listed: Publish) -> None:
    listed(*named(*(f"Service {letter}" for letter in "abcdefghij")))
    kinds = [kind for _, kind in suggested(client, q="s")]
    assert len(kinds) == 8
    assert kinds.count("service") >= 4


@pytest.mark.parametrize(("typed", "first"), [("ZZ1 1A", "ZZ1 1AA"), ("norm", "Normal Harbour"), ("zz2", "ZZ2")])
def test_places_and_postcodes_are_completed(client: CheckingClient, typed: str, first: str) -> None:
    assert suggested(client, place=typed)[0] == (first, "place")


@pytest.mark.parametrize("typed", ["", " ", "\x00", "🍲", '" NOT [', "a" * 10_000, "%00", "<zzz>"])
def test_any_text_is_answered(client: CheckingClient, listed: Publish, typed: str) -> None:
    listed(*named("Table"))
    assert suggested(client, q=typed) == []
    assert suggested(client, place=typed) == []


def test_nothing_asked_is_nothing_suggested(client: CheckingClient) -> None:
    assert suggested(client) == []


def test_a_chosen_service_is_found_first(client: CheckingClient, listed: Publish) -> None:
    listed(*named("Tuesday tea table", "Tea and table tennis", "Monday tea table", "The table"))
    for text in ("Tuesday tea table", "Tea and table tennis", "The table"):
        [(chosen, _)] = [each for each in suggested(client, q=text) if each[0] == text]
        assert Page(client.get("/search", query_string={"q": chosen})).names[0] == text


def test_without_a_script_the_needs_are_there_to_choose_from(client: CheckingClient) -> None:
    for address in ("/", "/search?q=tea", "/search?postcode=Atlantis", "/search?age=640"):
        start = Page(client.get(address))
        [needs] = start.elements("datalist")
        boxes = {element.get("id"): element for element in start.elements("input")}
        assert boxes["q"].get("list") == needs.get("id")
        labels = [option.get("value") for option in needs.iter() if option.tag == "option"]
        assert "Loneliness and isolation" in labels
        assert labels == sorted(set(labels))
