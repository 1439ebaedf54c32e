"""What other rooms can say of a service that is asked for: how far it is, whom it shuts out, when it takes place.

Each gives a test of a service's key, made from a few columns of all rows with one select.
"""

from collections.abc import Callable, Iterator
from uuid import UUID

import numpy as np
from sqlalchemy import Table
from sqlmodel import Session, col, select

from directory.eligibility import AgeRange, Client, verdict_of
from directory.geography import distances_km
from directory.models import EligibilityRule, Location, Schedule, ServiceAtLocation
from directory.queries.current import is_over, recurrence_of
from directory.queries.eligibility import rule_of
from directory.queries.oruk.around import Around
from directory.queries.oruk.asked import ServicesAsked
from directory.queries.rows import RuleRow, ScheduleRow
from directory.vocabulary import RuleKind, Verdict

Test = Callable[[UUID], bool]
"""Whether the service with this key may stay."""

_METRES_IN_A_KM = 1000


def tests_of(session: Session, asked: ServicesAsked, around: Around) -> Iterator[Test]:
    """The tests that a service has to pass.

    Raises:
        InputError: a postcode is asked for that we do not know, or an age that nobody has.
    """
    near = links_near(session, asked, around)
    if near is not None:
        yield frozenset(near.values()).__contains__
    if asked.minimum_age is not None or asked.maximum_age is not None:
        yield _states_ages(session, asked, around)
    if asked.age is not None:
        yield _lets_in(session, AgeRange.exactly(asked.age), around)
    if asked.day or asked.starts_from or asked.ends_by:
        yield _takes_place(session, asked, around)


def links_near(session: Session, asked: ServicesAsked, around: Around) -> dict[UUID, UUID] | None:
    """The links of services to places within the distance that is asked for, with the keys of the services; None if
    none is asked for. Of a hidden address only the middle of its postcode district is known here, too.

    Raises:
        InputError: we do not know where the postcode is.
    """
    if asked.postcode is None or asked.metres is None:
        return None
    point = around.point(asked.postcode)
    placed = select(
        ServiceAtLocation.id, ServiceAtLocation.service_id, Location.latitude, Location.longitude
    ).join(Location, col(Location.id) == col(ServiceAtLocation.location_id))
    rows = session.exec(placed.where(col(Location.latitude).is_not(None))).all()
    points = np.array([row[2:] for row in rows], dtype=np.float64).reshape(-1, 2)
    is_near = distances_km(point, points[:, 0], points[:, 1]) * _METRES_IN_A_KM <= asked.metres
    return {rows[place][0]: rows[place][1] for place in np.flatnonzero(is_near)}


def _states_ages(session: Session, asked: ServicesAsked, around: Around) -> Test:
    raise NotImplementedError


def _lets_in(session: Session, ages: AgeRange, around: Around) -> Test:
    """No rule about age that is in force shuts them out. Where none says anything, nobody is."""
    client, shut_out = Client(ages=ages), set()
    for service_id, row in _age_rules(session):
        rule = rule_of(row, around.gazetteer.district_name)
        if rule.in_force(around.today) and verdict_of(rule, client) is Verdict.NO:
            shut_out.add(service_id)
    return lambda key: key not in shut_out


def _takes_place(session: Session, asked: ServicesAsked, around: Around) -> Test:
    """One row of the timetable that is not over has the day and the times."""
    rows = session.exec(select(Schedule.service_id, *(getattr(Schedule, name) for name in ScheduleRow._fields)))
    found = {key for key, *values in rows if _is_then(ScheduleRow(*values), asked, around)}
    return found.__contains__


def _is_then(row: ScheduleRow, asked: ServicesAsked, around: Around) -> bool:
    return (
        not is_over(row, around.today)
        and (not asked.day or asked.day in recurrence_of(row).weekdays)
        and (asked.starts_from is None or (row.opens_at is not None and row.opens_at >= asked.starts_from))
        and (asked.ends_by is None or (row.closes_at is not None and row.closes_at <= asked.ends_by))
    )


def _age_rules(session: Session) -> Iterator[tuple[UUID, RuleRow]]:
    columns = (getattr(EligibilityRule, name) for name in RuleRow._fields)
    rules = select(EligibilityRule.service_id, *columns).where(col(EligibilityRule.kind) == RuleKind.AGE)
    for service_id, *values in session.exec(rules):
        yield service_id, RuleRow(*values)
