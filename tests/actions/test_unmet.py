"""Counting searches that met no good answer."""

from datetime import date

from sqlmodel import Session, col, select

from directory.actions.unmet import Unmet, count_unmet
from directory.models import UnmetSearch
from directory.queries.unmet import UnmetNeed, most_unmet

LONELY = Unmet("need:connect.lonely", "DL3", date(2026, 11, 1))


def test_what_was_counted_is_added_to(session: Session) -> None:
    count_unmet(session, {LONELY: 2, LONELY._replace(outcode="DL1"): 1})
    count_unmet(session, {LONELY: 3})
    session.expire_all()
    rows = session.exec(select(UnmetSearch).order_by(col(UnmetSearch.outcode))).all()
    assert [(row.outcode, row.searches) for row in rows] == [("DL1", 1), ("DL3", 5)]


def test_the_most_frequent_needs_of_a_year_come_first(session: Session) -> None:
    falls = LONELY._replace(need="need:body.falls")
    old = falls._replace(month=date(2025, 10, 1))
    count_unmet(session, {LONELY: 2, LONELY._replace(outcode="DL1"): 2, falls: 3, old: 90})
    assert most_unmet(session, today=date(2026, 11, 21)) == [
        UnmetNeed("need:connect.lonely", 4),
        UnmetNeed("need:body.falls", 3),
    ]
