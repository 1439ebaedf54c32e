"""The demonstration district: its files read as records, and taken in like any feed.

The files say how many days ago things were said, so that the district looks the same on every day.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from directory import clock
from directory.actions.exchange import ImportReport, import_readings
from directory.geography import Gazetteer
from directory.oruk.ical import WEEKDAYS, Recurrence
from directory.oruk.reader import Reading
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

SOURCE = "demonstration"
"""The name of the feed that the district is taken in as."""


_EVERY = r"^([0-9]+ )?(week|month)s?$"


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class _Place(_Written):
    name: str = ""
    address: str = ""
    postcode: str
    access: tuple[str, ...] = ()
    address_public: bool = True


class _Session(_Written):
    every: Annotated[str, Field(pattern=_EVERY)] = "week"
    days: tuple[str, ...] = ()
    dates: tuple[int, ...] = ()
    opens_at: time | None = Field(default=None, alias="from")
    closes_at: time | None = Field(default=None, alias="to")
    since: date | None = None
    season: tuple[str, str] | None = None
    on: date | None = None


class _Rule(_Written):
    ages: tuple[float | None, float | None] | None = None
    gender: tuple[Gender, ...] = ()
    lives_in: tuple[str, ...] = ()
    any_of: tuple[Circumstance, ...] = ()
    not_for: tuple[Circumstance, ...] = ()
    referred_by: tuple[Referrer, ...] = ()
    aim: bool = False


class _Cost(_Written):
    what: str = ""
    pounds: Decimal | None = None
    note: str = ""


class _Capacity(_Written):
    status: CapacityStatus
    days_ago: int
    free: int | None = None
    of: int | None = None
    weeks: int | None = None
    next_intake_days: int | None = None
    note: str = ""


class _Contact(_Written):
    role: str = ""
    phone: str = ""
    email: str = ""


class _Service(_Written):
    name: str
    summary: str = ""
    description: str = ""
    needs: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    how: tuple[Way, ...] = ()
    places: tuple[_Place, ...] = ()
    sessions: tuple[_Session, ...] = ()
    times_note: str = ""
    who: tuple[_Rule, ...] = ()
    anyone: bool = False
    covers: tuple[str, ...] = ()
    cost: tuple[_Cost, ...] = ()
    join: str = ""
    referral_link: str = ""
    website: str = ""
    email: str = ""
    languages: tuple[str, ...] = ()
    contact: _Contact | None = None
    alert: str = ""
    capacity: _Capacity | None = None
    confirmed_days_ago: int | None = None
    changed_days_ago: int | None = None


class DemonstrationGroup(_Written):
    """A group of the demonstration district as its file says it; the README beside the files explains every
    key.
    """

    name: str
    description: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    charity_number: str = ""
    steward: str = ""
    services: tuple[_Service, ...]


def load_demonstration(session: Session, folder: Path, gazetteer: Gazetteer) -> ImportReport:
    """Take in the demonstration district, and let everybody see it."""
    readings = (Reading(record) for record in records(folder, gazetteer, today=clock.today()))
    return import_readings(session, readings, source=SOURCE, gazetteer=gazetteer, publish=True)


def records(folder: Path, gazetteer: Gazetteer, *, today: date) -> Iterator[ServiceRecord]:
    """Every service of the district, as of a day.

    Raises:
        pydantic.ValidationError: a file does not keep to the format.
    """
    for group, place in groups(folder):
        organisation = _organisation(group, place)
        for number, service in enumerate(group.services, 1):
            yield _record(service, organisation, f"{place}/{number}", gazetteer, today)


def groups(folder: Path) -> Iterator[tuple[DemonstrationGroup, str]]:
    """Every group of the files of a folder, and where it stands ("connection/3")."""
    for path in sorted(folder.glob("*.yaml")):
        for number, written in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            yield DemonstrationGroup.model_validate(written), f"{path.stem}/{number}"


def _organisation(group: DemonstrationGroup, place: str) -> OrganisationRecord:
    return OrganisationRecord(
        id=place,
        name=group.name,
        description=group.description.strip(),
        url=group.website,
        email=group.email,
        phone=group.phone,
        identifiers=(("GB-CHC", group.charity_number),) if group.charity_number else (),
        stewards=(group.steward,) if group.steward else (),
    )


def _record(
    service: _Service, organisation: OrganisationRecord, id_: str, gazetteer: Gazetteer, today: date
) -> ServiceRecord:
    def day(days_ago: int | None) -> date | None:
        return None if days_ago is None else today - timedelta(days=days_ago)

    return ServiceRecord(
        id=id_,
        organisation=organisation,
        name=service.name,
        summary=service.summary,
        description=service.description.strip(),
        url=service.website,
        email=service.email,
        alert=service.alert,
        joining=service.join,
        referral_url=service.referral_link,
        times_note=service.times_note,
        ways=service.how,
        places=tuple(_place(place) for place in service.places),
        times=tuple(TimeRecord(recurrence=_recurrence(each)) for each in service.sessions),
        costs=tuple(CostRecord(option=cost.what, amount=cost.pounds, note=cost.note) for cost in service.cost),
        contacts=(ContactRecord(**service.contact.model_dump()),) if service.contact else (),
        areas=tuple(AreaRecord(code=code, name=gazetteer.district_name(code) or "") for code in service.covers),
        terms=tuple(_terms(service)),
        rules=tuple(_rules(service)),
        languages=service.languages,
        capacity=_capacity(service.capacity, today) if service.capacity else None,
        confirmed_on=day(service.confirmed_days_ago),
        changed_on=day(service.changed_days_ago),
    )


def _place(place: _Place) -> PlaceRecord:
    return PlaceRecord(
        name=place.name,
        address=place.address,
        city="Darlington",
        postcode=place.postcode,
        address_public=place.address_public,
        features=tuple(f"access:{feature}" for feature in place.access),
    )


def _terms(service: _Service) -> Iterator[TermRecord]:
    yield from (TermRecord(kind=TermKind.NEED, code=f"need:{need}") for need in service.needs)
    yield from (TermRecord(kind=TermKind.CATEGORY, code=f"category:{each}") for each in service.categories)


def _recurrence(session: _Session) -> Recurrence:
    if session.on:
        return Recurrence(dtstart=session.on, opens_at=session.opens_at, closes_at=session.closes_at)
    *number, unit = session.every.split()
    return Recurrence(
        freq="MONTHLY" if unit.startswith("month") else "WEEKLY",
        interval=int(number[0]) if number else 1,
        byday=tuple(_weekday(day) for day in session.days),
        bymonthday=session.dates,
        bymonth=_months(session.season) if session.season else (),
        dtstart=session.since,
        opens_at=session.opens_at,
        closes_at=session.closes_at,
    )


def _weekday(written: str) -> tuple[int, str]:
    """Read "tue", "2 thu" or "-1 fri"."""
    *number, day = written.split()
    return int(number[0]) if number else 0, next(code for code in WEEKDAYS if day.upper().startswith(code))


def _months(season: tuple[str, str]) -> tuple[int, ...]:
    """The months of a season such as ("04-01", "09-30"); also over the turn of the year."""
    first, last = (int(day.partition("-")[0]) for day in season)
    return tuple(range(first, last + 1)) if first <= last else (*range(first, 13), *range(1, last + 1))


def _rules(service: _Service) -> Iterator[RuleRecord]:
    if service.anyone:
        yield RuleRecord(kind=RuleKind.ANYONE)
    for rule in service.who:
        strict = not rule.aim
        if rule.ages:
            minimum, maximum = rule.ages
            yield RuleRecord(kind=RuleKind.AGE, strict=strict, minimum_age=minimum, maximum_age=maximum)
        for kind, among in _among(rule):
            yield RuleRecord(kind=kind, strict=strict, among=tuple(among))
        if rule.not_for:
            yield RuleRecord(kind=RuleKind.CIRCUMSTANCE, strict=strict, excluded=True, among=rule.not_for)


def _among(rule: _Rule) -> Iterator[tuple[RuleKind, Iterable[str]]]:
    kinds: tuple[tuple[RuleKind, Iterable[str]], ...] = (
        (RuleKind.GENDER, rule.gender),
        (RuleKind.RESIDENCE, rule.lives_in),
        (RuleKind.CIRCUMSTANCE, rule.any_of),
        (RuleKind.REFERRER, rule.referred_by),
    )
    return ((kind, among) for kind, among in kinds if among)


def _capacity(capacity: _Capacity, today: date) -> CapacityRecord:
    stated_on = today - timedelta(days=capacity.days_ago)
    intake = capacity.next_intake_days
    return CapacityRecord(
        status=capacity.status,
        stated_on=stated_on,
        places_free=capacity.free,
        places_total=capacity.of,
        wait_weeks=capacity.weeks,
        next_intake_on=None if intake is None else today + timedelta(days=intake),
        note=capacity.note,
    )
