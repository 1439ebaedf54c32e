"""What was looked at already, in words."""

import pytest

from directory.geography import Gazetteer
from directory.oruk.records import ContactRecord, OrganisationRecord, PlaceRecord
from directory.queries.link_check import Answered
from directory.queries.moderation.checks import Check, checks_of
from tests.conftest import NOW
from tests.makers import a_record

GROUP = OrganisationRecord(id="o1", name="Harbour Kettle Club")


def of_place(gazetteer: Gazetteer, **values: object) -> list[tuple[bool, str]]:
    place = PlaceRecord.model_validate({"name": "Hall", "postcode": "ZZ1 1AA", **values})
    made = checks_of(a_record(places=(place,), organisation=GROUP), gazetteer, ())
    return [(check.fine, check.words) for check in made]


def test_a_postcode_that_is_known(gazetteer: Gazetteer) -> None:
    assert of_place(gazetteer) == [(True, "ZZ1 1AA is a postcode in Normal Harbour")]


def test_one_that_is_not_and_one_that_is_missing(gazetteer: Gazetteer) -> None:
    assert of_place(gazetteer, postcode="ZZ8 8ZZ") == [(False, "We do not know the postcode ZZ8 8ZZ")]
    assert of_place(gazetteer, postcode="by the sea") == [(False, "We do not know the postcode by the sea")]
    assert of_place(gazetteer, postcode="") == [(False, "Hall has no postcode, so it is found by no distance")]


def test_one_that_went_out_of_use(gazetteer: Gazetteer) -> None:
    assert of_place(gazetteer, postcode="ZZ9 9ZZ")[0] == (False, "ZZ9 9ZZ went out of use in June 2019")


def test_a_town_that_is_where_the_postcode_is_and_one_that_is_not(gazetteer: Gazetteer) -> None:
    here = (True, "Normal Harbour is in Normal Harbour, as its postcode is")
    assert of_place(gazetteer, city="Normal Harbour")[1:] == [here]
    there = (False, "Normal Harbour is not in Far Normal")
    assert of_place(gazetteer, city="Normal Harbour", postcode="ZZ2 1AA")[1:] == [there]
    assert of_place(gazetteer, city="Atlantis")[1:] == []


def test_a_point_far_from_its_postcode(gazetteer: Gazetteer) -> None:
    near, far = {"latitude": 54.521, "longitude": -1.55}, {"latitude": 54.60, "longitude": -1.55}
    assert of_place(gazetteer, **near)[1:] == []
    assert of_place(gazetteer, **far)[1:] == [(False, "Its point on the map is 5.5 miles from ZZ1 1AA")]
    assert of_place(gazetteer, **far, address_public=False)[1:] == []


def test_mailboxes_that_letters_come_back_from(gazetteer: Gazetteer) -> None:
    contacts = (ContactRecord(email="open@kettle.example"), ContactRecord(email="hidden@kettle.example", public=False))
    record = a_record(places=(), organisation=GROUP, contacts=contacts)
    fine = Check(fine=True, words="Letters have not come back from open@kettle.example")
    assert checks_of(record, gazetteer, ()) == (fine,)
    lost = Check(fine=False, words="Letters come back from open@kettle.example")
    assert checks_of(record, gazetteer, {"open@kettle.example"}) == (lost,)
    told = Check(fine=False, words="Letters come back from an address that is not shown")
    assert checks_of(record, gazetteer, {"hidden@kettle.example"}) == (fine, told)


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://kettle.example/tea", True),
        ("http://www.kettle.example", True),
        ("kettle.example", False),
        ("ftp://kettle.example", False),
        ("https://localhost/", False),
        ("https://127.0.0.1/", False),
        ("https://[::1]/", False),
        ("https://bank.example@evil.example/", False),
        ("https://kettle.example:port/", False),
        ("javascript:alert(1)", False),
    ],
)
def test_web_addresses(gazetteer: Gazetteer, url: str, fine: bool) -> None:
    [check] = checks_of(a_record(places=(), organisation=GROUP, url=url), gazetteer, ())
    assert check.fine is fine


@pytest.mark.parametrize(
    ("alive", "told"),
    [
        (True, "https://kettle.example answered on Saturday 21 November 2026"),
        (False, "https://kettle.example did not answer on Saturday 21 November 2026. Its host takes too long"),
    ],
)
def test_whether_it_answered_when_it_was_asked(gazetteer: Gazetteer, alive: bool, told: str) -> None:
    url = "https://kettle.example"
    answered = {url: Answered(NOW, alive, "" if alive else "Its host takes too long")}
    record = a_record(places=(), organisation=GROUP, url=url)
    assert checks_of(record, gazetteer, (), answered) == (Check(fine=alive, words=told),)
