"""What other rooms can say of a service that is asked for: its terms, how far it is, whom it shuts out, when it is.

Each gives a test of a service's key, made from a few columns of all rows with a few selects.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from directory.eligibility import AgeRange, Client, verdict_of
from directory.models import EligibilityRule, Schedule
from directory.oruk.records import RuleRecord
from directory.oruk.writer.rules import ages_told
from directory.queries.current import is_over, recurrence_of
from directory.queries.eligibility import rule_of
from directory.queries.oruk.around import Around
from directory.queries.oruk.asked import ServicesAsked
from directory.queries.oruk.linked import linked_services
from directory.queries.oruk.nearness import links_near
from directory.queries.rows import ScheduleRow
from directory.vocabulary import RuleKind, Verdict

Test = Callable[[UUID], bool]
"""Whether the service with this key may stay."""


def tests_of(session: Session, asked: ServicesAsked, around: Around) -> Iterator[Test]:
    """The tests that a service has to pass.

    Raises:
        InputError: a postcode is asked for that we do not know, or an age that nobody has.
    """
    for linked in linked_services(session, asked, around.context):
        yield linked.__contains__
    if (near := links_near(session, asked, around)) is not None:
        yield {service for service, _ in near}.__contains__
    if asked.minimum_age is not None or asked.maximum_age is not None:
        yield _states_ages(session, asked, around)
    if asked.age is not None:
        yield _lets_in(session, Client(ages=AgeRange.exactly(asked.age)), around)
    if asked.day or asked.starts_from or asked.ends_by:
        yield _takes_place(session, asked, around)


def _states_ages(session: Session, asked: ServicesAsked, around: Around) -> Test:
    """Of what the documents say, the lowest age is not below and the highest not above; what is not said is neither."""
    rules = defaultdict[UUID, list[tuple[Any, ...]]](list)
    for key, *values in _age_rows(session):
        rules[key].append((*values,))

    @cache
    def told(*rows: tuple[Any, ...]) -> tuple[float | None, float | None]:
        """Many services have the same rules: what they come to is worked out once."""
        return ages_told([_record(values) for values in rows], around.context)

    def states(key: UUID) -> bool:
        lowest, highest = told(*rules.get(key, ()))
        return (asked.minimum_age is None or (lowest is not None and lowest >= asked.minimum_age)) and (
            asked.maximum_age is None or (highest is not None and highest <= asked.maximum_age)
        )

    return states


def _lets_in(session: Session, client: Client, around: Around) -> Test:
    """No rule about age that is in force shuts them out. Where none says anything, nobody is shut out."""

    @cache
    def shuts_out(*values: Any) -> bool:
        """Whether a rule does. Many services have the same: each is judged once."""
        rule = rule_of(_record(values), around.context.name_of)
        return rule.in_force(around.context.today) and verdict_of(rule, client) is Verdict.NO

    shut_out = {key for key, *values in _age_rows(session) if shuts_out(*values)}
    return lambda key: key not in shut_out


def _age_rows(session: Session) -> Iterable[Any]:
    """The key of a service, and what a rule of it about age says, for each."""
    chosen = select(EligibilityRule.service_id, *_columns(EligibilityRule, _OF_RULE))
    rows: Iterable[Any] = session.exec(chosen.where(col(EligibilityRule.kind) == RuleKind.AGE))
    return rows


def _record(values: Iterable[Any]) -> RuleRecord:
    return RuleRecord.model_construct(**dict(zip(_OF_RULE, values, strict=True)))


def _takes_place(session: Session, asked: ServicesAsked, around: Around) -> Test:
    """One row of the timetable that is not over has the day and the times."""
    rows = session.exec(select(Schedule.service_id, *_columns(Schedule, ScheduleRow._fields)))
    found = {key for key, *values in rows if _is_then(ScheduleRow(*values), asked, around)}
    return found.__contains__


def _is_then(row: ScheduleRow, asked: ServicesAsked, around: Around) -> bool:
    return (
        not is_over(row, around.context.today)
        and (not asked.day or asked.day in recurrence_of(row).weekdays)
        and (asked.starts_from is None or (row.opens_at is not None and row.opens_at >= asked.starts_from))
        and (asked.ends_by is None or (row.closes_at is not None and row.closes_at <= asked.ends_by))
    )


def _columns(table: type[Any], names: Iterable[str]) -> list[Any]:
    return [getattr(table, name) for name in names]


_OF_RULE = "kind strict excluded minimum_age maximum_age valid_from valid_to".split()
