"""A listing that is not kept yet, as the card that navigators will see."""

from datetime import UTC, datetime, time
from typing import Final
from uuid import UUID

from sqlmodel import Session

from directory.eligibility import Client
from directory.oruk.ical import Recurrence, write_byday
from directory.oruk.records import CapacityRecord, CostRecord, PlaceRecord, RuleRecord, ServiceRecord, TimeRecord
from directory.queries.rows import (
    AreaRow,
    AtLocationRow,
    CapacityRow,
    ContactRow,
    CostRow,
    OrganisationRow,
    PlaceRow,
    RuleRow,
    ScheduleRow,
    ServiceRow,
)
from directory.queries.search import Surroundings
from directory.queries.search.cards import Dealer, ServiceCard
from directory.vocabulary import Way
from search_index.documents import Fit, Hit, Score

NO_KEY: Final = UUID(int=0)
"""The key of a listing that has none yet."""

_FOUND: Final = Hit(str(NO_KEY), None, None, Fit.ASK, None, *Score(0, 0, 0, 0, 0, 0))


def preview(session: Session, record: ServiceRecord, around: Surroundings) -> ServiceCard:
    """The card of what a record says, for a client of whom nothing is known."""
    dealer = Dealer(
        session=session,
        name_of=around.gazetteer.district_name,
        labels=around.labels.read(session),
        client=Client(),
        near=None,
        now=around.now,
        fresh_days=around.fresh_days,
        unconfirmed_days=around.unconfirmed_days,
    )
    return dealer.card(1, _FOUND, row_of(record))


def row_of(record: ServiceRecord) -> ServiceRow:
    """What a record says, as it is read for a card."""
    group = record.organisation
    return ServiceRow(
        id=NO_KEY,
        name=record.name,
        summary=record.summary,
        description=record.description,
        email=record.email,
        alert=record.alert,
        joining=record.joining,
        referral_url=record.referral_url,
        times_note=record.times_note,
        in_person=Way.IN_PERSON in record.ways,
        online=Way.ONLINE in record.ways,
        by_phone=Way.PHONE in record.ways,
        home_visit=Way.HOME_VISIT in record.ways,
        confirmed_on=record.confirmed_on,
        organisation=OrganisationRow(group.name, group.phone, group.email),
        capacity=_capacity(record.capacity) if record.capacity else None,
        source_id=None,
        told_by_councillor=False,
        at_locations=[AtLocationRow(_place(place)) for place in record.places],
        schedules=list(map(_schedule, record.times)),
        costs=list(map(_cost, record.costs)),
        contacts=[ContactRow(each.role, each.phone, each.email, each.public) for each in record.contacts],
        areas=[AreaRow(area.code, area.name) for area in record.areas],
        rules=list(map(_rule, record.rules)),
    )


def _place(place: PlaceRecord) -> PlaceRow:
    where = (place.name, place.address, place.city, place.postcode)
    return PlaceRow(*where, place.latitude, place.longitude, place.address_public)


def _schedule(row: TimeRecord) -> ScheduleRow:
    when = row.recurrence or Recurrence()
    return ScheduleRow(
        freq=when.freq,
        interval=when.interval,
        byday=write_byday(when.byday),
        bymonthday=",".join(map(str, when.bymonthday)),
        bymonth=",".join(map(str, when.bymonth)),
        dtstart=when.dtstart,
        valid_from=when.since,
        valid_to=when.until,
        opens_at=when.opens_at,
        closes_at=when.closes_at,
        description=row.description,
    )


def _cost(cost: CostRecord) -> CostRow:
    return CostRow(cost.option, cost.amount, cost.note, cost.valid_from, cost.valid_to)


def _rule(rule: RuleRecord) -> RuleRow:
    ages = (rule.minimum_age, rule.maximum_age)
    return RuleRow(rule.kind, rule.strict, rule.excluded, *ages, list(rule.among), rule.valid_from, rule.valid_to)


def _capacity(said: CapacityRecord) -> CapacityRow:
    room = (said.status, said.places_free, said.places_total, said.wait_weeks, said.next_intake_on, said.note)
    return CapacityRow(*room, datetime.combine(said.stated_on, time(12), UTC))
