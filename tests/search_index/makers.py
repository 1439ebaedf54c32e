"""Documents and queries that are valid by themselves."""

from datetime import UTC, date, datetime
from typing import Any

from search_index.conditions import ANYONE
from search_index.documents import Condition, Document, Facts, Hits, Point, Query

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
HERE = Point(54.52, -1.55)
KM_NORTH = 1 / 111.195
"""Degrees of latitude in a kilometre."""


def a_document(id_: str = "a", **values: Any) -> Document:
    """A service that anyone can come to, at the very place that is searched from, confirmed today."""
    return Document(
        **{
            "id": id_,
            "name": f"Service {id_}",
            "points": (HERE,),
            "conditions": (Condition(ANYONE),),
            "confirmed_on": TODAY,
            **values,
        }
    )


def away(km: float) -> Point:
    """A point so many kilometres to the north."""
    return Point(HERE.latitude + km * KM_NORTH, HERE.longitude)


def a_query(text: str = "", **values: Any) -> Query:
    """A query at the still moment of the tests, that does not look further than it is told."""
    return Query(**{"now": NOW, "text": text, "widen": False, **values})


def aged(years: int) -> Facts:
    """A client of that age."""
    return Facts(ages=(years * 12, years * 12 + 12))


def found(hits: Hits) -> list[str]:
    """The ids of the hits, in their order."""
    return [hit.id for hit in hits.hits]


def on(day: int, month: int = 11) -> date:
    """A day of this year."""
    return date(2026, month, day)
