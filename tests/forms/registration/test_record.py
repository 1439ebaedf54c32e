"""What the answers of a registration say of a service."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from directory.forms.registration import STEPS, keeper_of, record_of
from directory.forms.steps import Around, Stop
from directory.forms.walk import Walk
from directory.oruk.ical import Recurrence
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    ContactRecord,
    CostRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TimeRecord,
)
from directory.vocabulary import CapacityStatus, RuleKind, Way

Said = dict[str, str | list[str]]


def walk(around: Around, answers: dict[str, Said]) -> Walk:
    kept = {
        name: {field: [value] if isinstance(value, str) else value for field, value in typed.items()}
        for name, typed in answers.items()
    }
    return Walk(STEPS, kept, around)


def record(around: Around, **answers: Said) -> ServiceRecord:
    """What some answers say, all of which have to be right."""
    going = walk(around, {name.replace("_", "-"): typed for name, typed in answers.items()})
    answered = {stop.name: form for stop, form in going.answered}
    assert answered.keys() == going.answers.keys()
    return record_of(answered.values())


def errors(around: Around, name: str, typed: Said, **others: Said) -> list[str]:
    """What is said against one answer."""
    going = walk(around, {**others, name: typed})
    form = going.form(Stop(next(step for step in STEPS if step.name == name.partition("-")[0])))
    form.validate()
    return [error for field in form for error in field.errors]


def test_nothing_said_is_nothing_known(around: Around) -> None:
    said = record(around)
    assert (said.description, said.rules, said.places, said.ways) == ("", (), (), ())


def test_who_it_is(around: Around) -> None:
    group: Said = {"group": "Kettle CIO", "charity": "1234567", "company": "1234567", "web": "kettle.example"}
    said = record(around, name={"name": "Tea"}, group=group)
    assert (said.name, said.organisation.name, said.url) == ("Tea", "Kettle CIO", "https://kettle.example")
    assert said.organisation.identifiers == (("GB-CHC", "1234567"), ("GB-COH", "01234567"))
    assert record(around, name={"name": "Tea"}, group={}).organisation.name == "Tea"


def test_what_it_helps_with_is_what_was_ticked_and_is_known(around: Around) -> None:
    ticked: Said = {"suggested": ["need:connect.lonely", "need:made-up"], "others": ["need:body.falls", "access:lift"]}
    assert [term.code for term in record(around, suits=ticked).terms] == ["need:connect.lonely", "need:body.falls"]


def test_two_places_each_with_what_it_offers(around: Around) -> None:
    said = record(
        around,
        ways={"ways": ["in_person", "phone"]},
        place={"postcode": "zz11aa", "building": "Hall", "address": "1 Quay", "shown": "yes", "directions": "Bus 1"},
        access={"features": ["access:lift", "access:made-up"]},
        place_2={"postcode": "ZZ1 1AB", "shown": "no"},
        access_2={"features": ["access:step-free"]},
    )
    assert said.ways == (Way.IN_PERSON, Way.PHONE)
    assert said.places == (
        PlaceRecord(name="Hall", address="1 Quay", postcode="ZZ1 1AA", directions="Bus 1", features=("access:lift",)),
        PlaceRecord(postcode="ZZ1 1AB", address_public=False, features=("access:step-free",)),
    )


def test_a_place_is_not_asked_for_where_nobody_comes_to_one(around: Around) -> None:
    going = walk(around, {"ways": {"ways": ["phone"]}, "place": {"postcode": "ZZ1 1AA"}})
    assert not {"place", "access"} & {stop.name for stop in going.stops}
    assert record_of(form for _, form in going.answered).places == ()


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", "Enter a postcode, like SK8 3JA"),
        ("the pier", "Enter a full UK postcode, like SK8 3JA"),
        ("ZZ1 IAA", "Did you mean ZZ1 1AA?"),
        ("ZZ7 7ZZ", "We do not know this postcode. Check it, or say below that it is right"),
    ],
)
def test_postcodes_are_looked_up(around: Around, typed: str, refusal: str) -> None:
    assert refusal in errors(around, "place", {"postcode": typed})[0]


def test_a_new_postcode_can_be_used_all_the_same(around: Around) -> None:
    assert errors(around, "place", {"postcode": "ZZ7 7ZZ", "sure": "y"}) == []


def test_whose_people_it_is_for(around: Around) -> None:
    areas = "normal harbour\nZZ2\n\nBack of the Hill"
    known = (AreaRecord(code="X06000001", name="Normal Harbour"), AreaRecord(code="ZZ2", name="ZZ2"))
    mainly = record(around, areas={"cover": "mainly", "areas": areas})
    assert mainly.areas == (*known, AreaRecord(name="Back of the Hill"))
    assert mainly.rules == ()
    only = record(around, areas={"cover": "only", "areas": "Normal Harbour\nzz 2"})
    assert only.rules == (RuleRecord(kind=RuleKind.RESIDENCE, among=("X06000001", "ZZ2")),)
    assert record(around, areas={"cover": "anywhere", "areas": "ZZ2"}).areas == ()


def test_who_is_turned_away_for_an_area_that_we_cannot_tell_is_said_in_words(around: Around) -> None:
    said = record(around, areas={"cover": "only", "areas": "Back of the Hill"}, who={"depends": "anyone", "note": "Hm"})
    assert said.rules == (RuleRecord(kind=RuleKind.ANYONE),)
    assert said.eligibility_note == "Only for people who live in: Back of the Hill\nHm"


WEEKLY = Recurrence("WEEKLY", byday=((0, "TU"), (0, "TH")), opens_at=time(14), closes_at=time(16))
MONTHLY = Recurrence("MONTHLY", byday=((2, "TH"), (4, "TH"), (-1, "TH")), opens_at=time(10))
FORTNIGHTLY = Recurrence("WEEKLY", 2, ((0, "TU"),), dtstart=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("often", "when", "recurrence", "words"),
    [
        ("weekly", {"days": ["TH", "TU"], "opens": "2pm", "closes": "4pm"}, WEEKLY, "Every Tuesday and Thursday"),
        ("monthly", {"weeks": ["-1", "2", "4"], "days": ["TH"], "opens": "10"}, MONTHLY, "Second, fourth and last Th"),
        ("fortnightly", {"first": "24 November"}, FORTNIGHTLY, "Every 2 weeks on Tuesday"),
    ],
)
def test_when_it_takes_place(around: Around, often: str, when: Said, recurrence: Recurrence, words: str) -> None:
    [row] = record(around, often={"often": often}, when=when).times
    assert row == TimeRecord(recurrence=recurrence)
    assert recurrence.in_words().startswith(words)


def test_several_times_each_with_what_is_to_be_said_of_it(around: Around) -> None:
    said = record(
        around,
        often={"often": "weekly"},
        when={"days": ["TU"], "term": "y", "note": "Not in August"},
        often_2={"often": "words"},
        when_2={"note": "Two walks a month"},
    )
    assert said.times[1] == TimeRecord(description="Two walks a month")
    assert said.times_note == "In school term time only\nNot in August"


def test_when_it_takes_place_may_be_asked_before_how_often_is_put_right(around: Around) -> None:
    answered = walk(around, {"often": {"often": "9999"}, "when": {"days": ["MO"]}}).answered
    [row] = record_of(form for _, form in answered).times
    assert row.recurrence == Recurrence("WEEKLY", byday=((0, "MO"),))


@pytest.mark.parametrize(
    ("often", "typed", "refusal"),
    [
        ("weekly", {}, "Tick at least one day"),
        ("monthly", {"days": ["TU"]}, "Tick at least one week of the month"),
        ("fortnightly", {}, "Enter the date on which it is next"),
        ("weekly", {"days": ["TU"], "closes": "4pm"}, "Say when it starts, too"),
        ("words", {}, "Say when it takes place"),
    ],
)
def test_times_that_cannot_be(around: Around, often: str, typed: Said, refusal: str) -> None:
    assert errors(around, "when", typed, often={"often": often}) == [refusal]


def test_who_can_come(around: Around) -> None:
    said = record(
        around,
        who={"depends": ["ages", "genders", "circumstances"]},
        ages={"youngest": "60", "strict": "mainly"},
        gender={"genders": ["female"], "strict": "only"},
        circumstances={"circumstances": ["veteran", "carer"], "strict": "only"},
        joining={"referrers": ["gp", "self"], "joining": "Ring first", "form": "kettle.example/form"},
    )
    assert said.rules == (
        RuleRecord(kind=RuleKind.AGE, strict=False, minimum_age=60),
        RuleRecord(kind=RuleKind.GENDER, among=("female",)),
        RuleRecord(kind=RuleKind.CIRCUMSTANCE, among=("carer", "veteran")),
        RuleRecord(kind=RuleKind.REFERRER, among=("self", "gp")),
    )
    assert (said.joining, said.referral_url) == ("Ring first", "https://kettle.example/form")


def test_it_is_for_anyone_or_depends_on_something(around: Around) -> None:
    refusal = "Tick either that anyone can come, or what it depends on"
    assert errors(around, "who", {"depends": ["anyone", "ages"]}) == [refusal]
    assert errors(around, "ages", {"youngest": "60", "oldest": "50"}) == [
        "The highest age has to be at or above the lowest"
    ]


@pytest.mark.parametrize(
    ("typed", "cost"),
    [
        ({"cost": "free"}, CostRecord(amount=Decimal(0))),
        ({"cost": "donation", "note": "tea 50p"}, CostRecord(amount=Decimal(0), note="donations are welcome; tea 50p")),
        ({"cost": "price", "amount": "£2.50"}, CostRecord(amount=Decimal("2.50"))),
        ({"cost": "words", "note": "£5 a year"}, CostRecord(note="£5 a year")),
    ],
)
def test_what_it_costs(around: Around, typed: Said, cost: CostRecord) -> None:
    assert record(around, cost=typed).costs == (cost,)


def test_what_is_missing_of_the_cost_is_asked_for(around: Around) -> None:
    assert errors(around, "cost", {"cost": "price"}) == ["Enter an amount in pounds, like 2.50"]
    assert errors(around, "cost", {"cost": "words"}) == ["Say what it costs, in your own words"]


def test_room_and_contacts_and_languages(around: Around) -> None:
    said = record(
        around,
        room={"room": "waiting_list", "weeks": "6"},
        contact={"phone": "01632 960001", "role": "The secretary", "shown": "yes"},
        contact_2={"email": "Secret@kettle.example", "shown": "no"},
        languages={"languages": ["cy", "en", "xx"]},
    )
    assert said.capacity == CapacityRecord(
        status=CapacityStatus.WAITING_LIST, stated_on=date(2026, 11, 21), wait_weeks=6
    )
    assert said.contacts == (
        ContactRecord(role="The secretary", phone="01632 960001"),
        ContactRecord(email="secret@kettle.example", public=False),
    )
    assert sorted(said.languages) == ["cy", "en"]


def test_who_keeps_it_is_no_part_of_what_it_says(around: Around) -> None:
    going = walk(around, {"keeper": {"email": "Keeper@private.example", "agreed": "y"}})
    forms: list[Any] = [form for _, form in going.answered]
    assert keeper_of(forms) == "keeper@private.example"
    assert "keeper" not in record_of(forms).model_dump_json()


def test_nobody_is_written_to_who_has_not_agreed(around: Around) -> None:
    refused = errors(around, "keeper", {"email": "keeper@private.example"})
    assert refused == ["Tick the box, so that we may ask you whether your listing is still right"]
