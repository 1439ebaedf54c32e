"""A district of made-up services, in which every filter of the feed lets some through and leaves some out."""

from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from directory.oruk.ical import WEEKDAYS, Recurrence
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.vocabulary import CapacityStatus, Circumstance, Gender, Referrer, RuleKind, TermKind, Way
from tests.conftest import NOW

TODAY = NOW.date()

SIZE = 40
"""Services in the district."""

WORDS = ("Tea", "table", "chair", "knitting", "Caffi", "CAFÉ", "walk", "100%", "under_score", "o'clock", "Ŵyl")
POSTCODES = ("ZZ1 1AA", "ZZ1 1AB", "ZZ1 2AA", "ZZ2 1AA")
AREAS = (
    (),
    (AreaRecord(code="X06000001", name="Normal Harbour"),),
    (AreaRecord(code="X06000002", name="Far Normal"),),
    (AreaRecord(code="ZZ1"), AreaRecord(code="X06000002")),
    (AreaRecord(name="The old town"),),
    (AreaRecord(code="ZZ2", name="ZZ2"), AreaRecord(name="Round the bay")),
    (AreaRecord(code="W05000001", name="A ward elsewhere"),),
)
TERMS = (
    TermRecord(kind=TermKind.NEED, code="need:connect.lonely"),
    TermRecord(kind=TermKind.NEED, code="need:connect"),
    TermRecord(kind=TermKind.CATEGORY, code="category:coffee-morning"),
    TermRecord(kind=TermKind.FOREIGN, code="9", label="Tea", taxonomy="Theirs"),
    TermRecord(kind=TermKind.FOREIGN, code="9", label="Sport", taxonomy="Another"),
)
_OVER = TODAY - timedelta(days=30)
_LATER = TODAY + timedelta(days=30)


def district(size: int = SIZE, seed: int = 7) -> list[ServiceRecord]:
    """So many services, always the same."""
    chance = Random(seed)
    return [_service(chance, number) for number in range(size)]


def _service(chance: Random, number: int) -> ServiceRecord:
    return ServiceRecord(
        id=f"s{number}",
        organisation=_group(chance.randrange(9)),
        name=f"{chance.choice(WORDS)} {chance.choice(WORDS)}",
        summary=chance.choice(["", f"A {chance.choice(WORDS)} for all."]),
        description=" ".join(chance.choices(WORDS, k=chance.randrange(4))),
        ways=tuple(way for way in Way if chance.random() < 0.3),
        places=tuple(_place(chance, each) for each in chance.sample(POSTCODES, chance.choice([0, 1, 1, 1, 2]))),
        times=tuple(_time(chance) for _ in range(chance.randrange(3))),
        costs=(CostRecord(option="Members", amount=Decimal("1.50")),) if chance.random() < 0.3 else (),
        contacts=(ContactRecord(role="Secretary", phone="01632 960002"),) if chance.random() < 0.3 else (),
        areas=chance.choice(AREAS),
        terms=tuple(chance.sample(TERMS, chance.randrange(3))),
        rules=tuple(_rule(chance) for _ in range(chance.randrange(3))),
        languages=("cy",) if chance.random() < 0.2 else (),
        capacity=_capacity(chance) if chance.random() < 0.5 else None,
        confirmed_on=TODAY - timedelta(days=chance.randrange(200)) if chance.random() < 0.5 else None,
    )


def _group(number: int) -> OrganisationRecord:
    return OrganisationRecord(
        id=f"o{number}",
        name=f"{WORDS[number]} society",
        description="For the island." if number % 2 else "",
        phone="01632 960001" if number % 3 else "",
        identifiers=(("GB-CHC", f"99{number}"),) if number % 2 else (),
    )


def _place(chance: Random, postcode: str) -> PlaceRecord:
    features = chance.sample(["access:step-free", "access:lift"], chance.randrange(3))
    hidden = chance.random() < 0.2
    return PlaceRecord(
        name="Hall", address="1 Quay", postcode=postcode, features=tuple(features), address_public=not hidden
    )


def _time(chance: Random) -> TimeRecord:
    opens = chance.choice([None, time(9, 30), time(14), time(22)])
    closes = chance.choice([None, time(12), time(16), time(1)]) if opens else None
    span = chance.choice([(None, None), (None, None), (_OVER - timedelta(days=90), _OVER), (_LATER, None)])
    freq = chance.choice(["", "WEEKLY", "WEEKLY", "MONTHLY"])
    if not freq and chance.random() < 0.3:
        return TimeRecord(description="By arrangement")
    return TimeRecord(
        recurrence=Recurrence(
            freq=freq,
            byday=tuple((1 if freq == "MONTHLY" else 0, day) for day in chance.sample(WEEKDAYS, 2)) if freq else (),
            dtstart=chance.choice([_OVER, _LATER, TODAY]) if not freq else None,
            since=span[0],
            until=span[1],
            opens_at=opens,
            closes_at=closes,
        )
    )


def _rule(chance: Random) -> RuleRecord:
    since, until = chance.choice([(None, None), (None, None), (None, _OVER), (_LATER, None)])
    kind = chance.choice([RuleKind.AGE, RuleKind.AGE, RuleKind.GENDER, RuleKind.CIRCUMSTANCE, RuleKind.REFERRER])
    strict = chance.random() < 0.7
    if kind is RuleKind.AGE:
        lowest, highest = chance.choice([(18, None), (60, None), (11, 17), (None, 25), (0.5, 4), (18, 65)])
        return RuleRecord(
            kind=kind, strict=strict, minimum_age=lowest, maximum_age=highest, valid_from=since, valid_to=until
        )
    among = {
        RuleKind.GENDER: Gender.FEMALE,
        RuleKind.CIRCUMSTANCE: Circumstance.CARER,
        RuleKind.REFERRER: Referrer.SELF,
    }
    return RuleRecord(kind=kind, strict=strict, among=(among[kind],), valid_from=since, valid_to=until)


def _capacity(chance: Random) -> CapacityRecord:
    stated = date(2026, 11, 20) if chance.random() < 0.6 else date(2026, 6, 1)
    return CapacityRecord(
        status=chance.choice(list(CapacityStatus)), stated_on=stated, places_free=chance.choice([None, 0, 3])
    )
