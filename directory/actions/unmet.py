"""Counting searches that met no good answer. What was typed is never kept."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, update

from directory.models import UnmetSearch


class Unmet(NamedTuple):
    """A need that met no good answer, from a postcode district, in a month (its first day)."""

    need: str
    outcode: str
    month: date


def count_unmet(session: Session, searches: Mapping[Unmet, int]) -> None:
    """Add to what has been counted."""
    for unmet, number in searches.items():
        row = (
            col(UnmetSearch.need) == unmet.need,
            col(UnmetSearch.outcode) == unmet.outcode,
            col(UnmetSearch.month) == unmet.month,
        )
        more = update(UnmetSearch).where(*row).values(searches=col(UnmetSearch.searches) + number)
        if not session.exec(more).rowcount:
            session.add(UnmetSearch(**unmet._asdict(), searches=number))
            session.flush()
