"""Records as hypothesis makes them up: everything that a listing can say, in the form in which it is kept."""

from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st

from directory.oruk.ical import WEEKDAYS, Recurrence, parse_byday, write_byday
from directory.oruk.records import (
    LONGEST_INTERVAL,
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
from tests.makers import HARBOUR

Anything = TypeVar("Anything")

# PostgreSQL keeps no character of number nought, and no half of a pair.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
NAMES = TEXTS.map(str.strip).filter(bool)
PAST = st.dates(date(2020, 1, 1), NOW.date())
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SPANS = st.tuples(st.none() | DAYS, st.none() | DAYS).map(
    lambda span: (min(span), max(span)) if span[0] and span[1] else span  # type: ignore[type-var]  # both are dates
)
CLOCK = st.none() | st.times(time(0), time(23, 59)).map(lambda at: at.replace(microsecond=0))


def several(each: st.SearchStrategy[Anything], least: int = 0) -> st.SearchStrategy[tuple[Anything, ...]]:
    """Some of a kind, each once."""
    return st.lists(each, min_size=least, max_size=2, unique=True).map(tuple)


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """Any that a timetable can hold, but for one that says nothing."""
    since, until = draw(SPANS)
    numbers = st.integers(-5, 5)
    byday = draw(several(st.tuples(numbers, st.sampled_from(WEEKDAYS))))
    return Recurrence(
        freq=draw(st.sampled_from(["WEEKLY", "MONTHLY"])),
        interval=draw(st.integers(1, LONGEST_INTERVAL)),
        byday=parse_byday(write_byday(byday)),
        bymonthday=draw(several(st.integers(1, 31) | st.integers(-31, -1))),
        bymonth=draw(several(st.integers(1, 12))),
        dtstart=draw(st.none() | DAYS),
        since=since,
        until=until,
        opens_at=draw(CLOCK),
        closes_at=draw(CLOCK),
    )


@st.composite
def places(draw: st.DrawFn) -> PlaceRecord:
    """A place in one of three postcodes, or in none that is known; its point is as it is kept."""
    near = {"latitude": HARBOUR.latitude, "longitude": HARBOUR.longitude}
    where: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"postcode": "ZZ1 1AA", **near},
                {"postcode": "ZZ1 1AA", "latitude": 54.53, "longitude": -1.56},
                {"postcode": "ZZ3 3ZZ"},
                {"postcode": "by the sea"},
                {"latitude": 55.0, "longitude": -2.0},
                {"postcode": "ZZ8 8ZZ", "address_public": False},
                {"postcode": "ZZ2 1AA", "address_public": False, "latitude": 54.9, "longitude": -1.55},
            ]
        )
    )
    features = draw(st.sets(st.sampled_from(["access:lift", "access:step-free"])))
    texts = {name: draw(TEXTS) for name in ("name", "address", "city", "region", "directions")}
    return PlaceRecord(**texts, **where, features=tuple(sorted(features, reverse=True)))


CODES: dict[RuleKind, list[str]] = {
    RuleKind.GENDER: list(Gender),
    RuleKind.CIRCUMSTANCE: list(Circumstance),
    RuleKind.REFERRER: list(Referrer),
    RuleKind.RESIDENCE: ["X06000001", "ZZ1"],
}


@st.composite
def rules(draw: st.DrawFn) -> RuleRecord:
    """A rule of any kind."""
    since, until = draw(SPANS)
    kind = draw(st.sampled_from(list(RuleKind)))
    aged = kind is RuleKind.AGE
    return RuleRecord(
        kind=kind,
        strict=draw(st.booleans()),
        excluded=draw(st.booleans()),
        minimum_age=draw(st.integers(0, 60)) if aged else None,
        maximum_age=draw(st.none() | st.integers(60, 125)) if aged else None,
        among=draw(several(st.sampled_from(CODES[kind]), least=1)) if kind in CODES else (),
        valid_from=since,
        valid_to=until,
    )


TERMS = st.sampled_from(
    [
        TermRecord(
            kind=TermKind.NEED, code="need:connect.lonely", label="Loneliness and isolation", taxonomy="Fingerpost"
        ),
        TermRecord(kind=TermKind.CATEGORY, code="category:walking-group", label="Walking group", taxonomy="Fingerpost"),
        TermRecord(kind=TermKind.FOREIGN, code="9", label="Tea", taxonomy="Theirs"),
        TermRecord(kind=TermKind.FOREIGN, code="9", label="Sport", taxonomy="Another"),
        TermRecord(kind=TermKind.FOREIGN, code="10", label="Music", taxonomy="Other"),
    ]
)

AMOUNTS = st.none() | st.integers(0, 99_999).map(lambda pence: Decimal(pence) / 100)
COSTS = st.tuples(TEXTS, AMOUNTS, TEXTS, SPANS).map(
    lambda said: CostRecord(option=said[0], amount=said[1], note=said[2], valid_from=said[3][0], valid_to=said[3][1])
)
FEW = st.none() | st.integers(0, 9)
CAPACITIES = st.builds(
    CapacityRecord,
    status=st.sampled_from(list(CapacityStatus)),
    stated_on=PAST,
    places_free=FEW,
    places_total=st.none() | st.integers(9, 20),
    wait_weeks=FEW,
    next_intake_on=st.none() | DAYS,
    note=TEXTS,
)
GROUPS = st.builds(
    OrganisationRecord,
    id=NAMES,
    name=NAMES,
    description=TEXTS,
    url=TEXTS,
    email=TEXTS,
    phone=TEXTS,
    identifiers=several(st.tuples(st.sampled_from(["GB-CHC", "GB-COH"]), NAMES)).map(sorted).map(tuple),
    stewards=several(st.sampled_from(["one@private.example", "two@private.example"])).map(sorted).map(tuple),
)
RECORDS = st.builds(
    ServiceRecord,
    id=NAMES,
    organisation=GROUPS,
    name=NAMES,
    summary=TEXTS,
    description=TEXTS,
    url=TEXTS,
    email=TEXTS,
    alert=TEXTS,
    joining=TEXTS,
    referral_url=TEXTS,
    times_note=TEXTS,
    eligibility_note=TEXTS,
    ways=st.sets(st.sampled_from(list(Way))).map(lambda ways: tuple(way for way in Way if way in ways)),
    places=several(places()),
    times=several(st.builds(TimeRecord, recurrence=st.none() | recurrences(), description=TEXTS)),
    costs=several(COSTS),
    contacts=several(st.builds(ContactRecord, role=TEXTS, phone=TEXTS, email=TEXTS, public=st.booleans())),
    areas=several(st.builds(AreaRecord, code=st.sampled_from(["X06000001", "ZZ1", ""]), name=NAMES)),
    terms=several(TERMS),
    rules=several(rules()),
    languages=several(st.sampled_from(["cy", "en", "ur"])),
    capacity=st.none() | CAPACITIES,
    confirmed_on=st.none() | PAST,
    changed_on=st.none() | PAST,
)
"""Everything that a listing can say."""
