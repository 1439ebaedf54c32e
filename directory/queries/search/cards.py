"""The hits as cards: everything a navigator must see of each, with the same few selects whatever their
number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session

from directory.clock import LONDON
from directory.eligibility import Client, Reason
from directory.geography import Point, geodesic_miles
from directory.queries.capacity import CapacityShown, capacity_shown
from directory.queries.describing import (
    ContactShown,
    contacts_shown,
    cost_in_words,
    freshness_in_words,
    next_start,
    place_in_words,
    point_of,
    session_in_words,
    times_in_words,
    ways_in_words,
)
from directory.queries.eligibility import Naming, assess_service, coverage_of, rules_of
from directory.queries.labels import Labels
from directory.queries.rows import PlaceRow, ServiceRow, published_rows
from directory.vocabulary import Verdict
from search_index.documents import Hit
from search_index.documents import Reason as Why

PARTS_IN_WORDS = {
    "name": "its name",
    "needs": "its needs",
    "keywords": "its kind of activity",
    "summary": "its summary",
    "organisation": "the name of its group",
    "description": "its description",
}


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """A hit as it is shown.

    Attributes:
        number: its place among all hits, from 1; the picture shows it too.
        source_id: the id it has in the feed it came with; else its own.
        distance_miles: None when it has no place, or nothing to measure from.
        reasons: a sentence for each rule of the service.
        times: when it takes place, a line for each row of the timetable.
        joining: how to come to it or be referred, in the group's words.
        contacts: where to ring or write.
        told_by_councillor: whether its group has not confirmed what a councillor said of it.
        why: why it is among the hits.
        hit: what the index said of it.
    """

    number: int
    id: UUID
    source_id: str
    name: str
    organisation: str
    summary: str
    alert: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    distance_miles: float | None
    place: str
    point: Point | None
    other_places: int
    ways: tuple[str, ...]
    capacity: CapacityShown
    next_start: datetime | None
    next_session: str
    times: tuple[str, ...]
    cost: str
    joining: str
    contacts: tuple[ContactShown, ...]
    referral_url: str
    freshness: str
    told_by_councillor: bool
    why: tuple[str, ...]
    hit: Hit


@dataclass(frozen=True, slots=True)
class Dealer:
    """What is needed to turn hits into cards."""

    session: Session
    name_of: Naming
    labels: Labels
    client: Client
    near: Point | None
    now: datetime
    fresh_days: int
    unconfirmed_days: int

    def deal(self, hits: Sequence[Hit], *, first: int) -> list[ServiceCard]:
        """Make the cards of some hits, numbered from ``first``. A service that has gone or been withdrawn since the
        index looked at it is passed over.
        """
        ids = [UUID(hit.id) for hit in hits]
        services = published_rows(self.session, ids)
        there = [(hit, services[id_]) for hit, id_ in zip(hits, ids, strict=True) if id_ in services]
        return [self.card(number, hit, service) for number, (hit, service) in enumerate(there, first)]

    def card(self, number: int, hit: Hit, service: ServiceRow) -> ServiceCard:
        """The card of a service."""
        today = self.now.astimezone(LONDON).date()
        rules, coverage = rules_of(service, self.name_of), coverage_of(service, self.name_of)
        assessment = assess_service(rules, coverage, self.client, on=today)
        place = self._place(hit, service)
        point = point_of(place)
        start = self._start(hit, service)
        return ServiceCard(
            number=number,
            id=service.id,
            source_id=service.source_id or str(service.id),
            name=service.name,
            organisation=service.organisation.name if service.organisation.name != service.name else "",
            summary=service.summary or opening(service.description),
            alert=service.alert,
            verdict=assessment.verdict,
            reasons=assessment.reasons,
            distance_miles=geodesic_miles(self.near, point) if self.near and point else None,
            place=place_in_words(place) if place else "",
            point=point,
            other_places=max(len(service.at_locations) - 1, 0),
            ways=tuple(ways_in_words(service)),
            capacity=capacity_shown(service.capacity, now=self.now, fresh_days=self.fresh_days),
            next_start=start,
            next_session=session_in_words(service, start, today),
            times=tuple(times_in_words(service, today)),
            cost=cost_in_words(service, today),
            joining=service.joining,
            contacts=contacts_shown(service),
            referral_url=service.referral_url,
            freshness=freshness_in_words(service.confirmed_on, today, self.unconfirmed_days),
            told_by_councillor=service.told_by_councillor,
            why=tuple(self._why(reason) for reason in hit.why),
            hit=hit,
        )

    def _start(self, hit: Hit, service: ServiceRow) -> datetime | None:
        """The next session. The index has counted out those of half a year; what is later is counted out here."""
        if hit.session is None:
            return next_start(service, self.now)
        return datetime.fromtimestamp(60 * hit.session, UTC).astimezone(LONDON)

    def _place(self, hit: Hit, service: ServiceRow) -> PlaceRow | None:
        """The place nearest to the client; without anything to measure from, the first."""
        places = [at.location for at in service.at_locations]
        located = [place for place in places if place.latitude is not None]
        if hit.place is not None and hit.place < len(located):
            return located[hit.place]
        return next(iter(places), None)

    def _why(self, reason: Why) -> str:
        """Why a service is a hit: "Bereavement: in its name and its description"."""
        said = self.labels[reason.value] if reason.kind == "need" else f"“{reason.value}”"
        where = [PARTS_IN_WORDS[part] for part in reason.where][:2]
        return f"{said}: in {' and '.join(where)}"


def opening(description: str, longest: int = 220) -> str:
    """The first words of a description, cut at a word."""
    first = description.strip().split("\n", 1)[0]
    return first if len(first) <= longest else first[: longest + 1].rsplit(" ", 1)[0].rstrip(",;:.–-") + " …"
