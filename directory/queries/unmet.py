"""Needs that are not met: what counts as a search without a good answer, which of them were most, and which needs have
no service at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from directory.models import Location, Service, ServiceArea, ServiceAtLocation, UnmetSearch, published_services
from directory.queries.search import SearchPage

NOT_A_LACK = frozenset({"turned_down", "spelling"})
"""What is done to find more that says nothing of what there is."""


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """A need, and how many searches for it were not answered well."""

    need: str
    searches: int


def needs_unmet(page: SearchPage) -> Iterator[tuple[str, str]]:
    """The need of a search that was not answered well, with the postcode district it was made from.

    Only of the first page of a search as it was typed: who narrows down by filters asks for less than there is. And
    only from one postcode district, so that a count is of somewhere.
    """
    criteria, place = page.criteria, page.place
    as_typed = criteria.widen and criteria.page == 1 and not (criteria.filters or criteria.every or criteria.keeping)
    if not as_typed or place is None or len(place.outcodes) != 1:
        return
    if page.total and not page.steps - NOT_A_LACK:
        return
    [outcode] = place.outcodes
    # The strongest alone: a search is counted once.
    yield from ((need, outcode) for need, _ in page.needs[:1])


def most_unmet(session: Session, *, today: date, most: int = 20) -> list[UnmetNeed]:
    """The needs that most searches of the last twelve months did not find a good answer to."""
    searches = func.sum(col(UnmetSearch.searches))
    chosen = (
        select(UnmetSearch.need, searches)
        .where(col(UnmetSearch.month) > today - timedelta(days=365))
        .group_by(col(UnmetSearch.need))
        .order_by(searches.desc(), col(UnmetSearch.need))
        .limit(most)
    )
    return [UnmetNeed(need, number) for need, number in session.exec(chosen)]


def services_of(session: Session, district: str) -> list[UUID]:
    """The published services that take place in a district, or that say they cover it."""
    held = (
        select(ServiceAtLocation.service_id)
        .join(Location, col(Location.id) == col(ServiceAtLocation.location_id))
        .where(col(Location.district) == district)
    )
    covering = select(ServiceArea.service_id).where(col(ServiceArea.code) == district)
    wanted = published_services().where(or_(col(Service.id).in_(held), col(Service.id).in_(covering)))
    ids = select(Service.id).where(col(Service.id).in_(wanted.with_only_columns(col(Service.id))))
    return list(session.exec(ids.order_by(col(Service.id))))
