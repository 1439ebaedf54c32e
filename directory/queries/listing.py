"""Everything that is known of one service, for its page."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from directory.clock import LONDON
from directory.eligibility.areas import is_postcode_district
from directory.errors import NotFoundError
from directory.geography import Point, Postcode, PostcodeError
from directory.models import Feed, FeedRecord, Location, Service, published_services, told_by_councillor
from directory.oruk.ical import listed, next_starts
from directory.oruk.records import OriginRecord
from directory.oruk.told import Told
from directory.queries.capacity import CapacityShown, capacity_shown, newest
from directory.queries.current import current_costs, recurrences_of
from directory.queries.describing import (
    ContactShown,
    contacts_shown,
    cost_in_words,
    freshness_in_words,
    place_in_words,
    point_of,
    session_in_words,
    times_in_words,
    ways_in_words,
)
from directory.queries.eligibility import Naming, rules_of
from directory.queries.labels import Labels
from directory.queries.loading import WITH_PARTS, WITH_WHOLE
from directory.queries.origins import OF_A_SERVICE, named_in, origins_of
from directory.queries.telling import Telling, tell
from directory.vocabulary import TermKind

SESSIONS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A place where a service takes place: in words, where it is if that may be shown, and what it offers."""

    words: str
    directions: str
    features: tuple[str, ...]
    point: Point | None
    postcode: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where an imported listing comes from.

    Attributes:
        record: what it is called there.
        first: who published it before its feed did, as that says; None: it names nobody else.
        gone_on: since when its feed no longer has it, for those who decide; None: it has.
        found: postcodes that stood in its text alone, so that nobody has said that it takes place there.
    """

    name: str
    licence: str
    read_on: date
    record: str = ""
    first: OriginRecord | None = None
    gone_on: date | None = None
    found: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A service with all that is known of it; what is not known is empty, and the page says so.

    Attributes:
        paragraphs: its description.
        who: a sentence for each of its rules; none: the group has not said who can come.
        aimed_at: what it says of who can come in its own words.
        covers: the areas whose people it is for.
        sessions: when it next takes place.
        told_by_councillor: whether its group has not confirmed what a councillor said of it.
        terms: for each of our lists the terms it is linked to, with their tags.
    """

    id: UUID
    name: str
    organisation: str
    about_organisation: str
    summary: str
    paragraphs: tuple[str, ...]
    alert: str
    url: str
    email: str
    organisation_url: str
    organisation_contact: ContactShown
    charity_numbers: tuple[str, ...]
    ways: tuple[str, ...]
    places: tuple[PlaceShown, ...]
    times: tuple[str, ...]
    sessions: tuple[str, ...]
    cost: str
    who: tuple[str, ...]
    aimed_at: str
    covers: str
    joining: str
    referral_url: str
    contacts: tuple[ContactShown, ...]
    languages: tuple[str, ...]
    needs: tuple[tuple[str, str], ...]
    categories: tuple[str, ...]
    capacity: CapacityShown
    freshness: str
    told_by_councillor: bool
    confirmed_on: date | None
    changed_on: date | None
    source: Source | None
    minimum_price: float | None


def listing(
    session: Session,
    service_id: UUID,
    labels: Labels,
    name_of: Naming,
    *,
    now: datetime,
    fresh_days: int,
    unconfirmed_days: int,
    among: SelectOfScalar[Service] | None = None,
) -> ListingPage:
    """Everything that is known of one service.

    Args:
        among: the services that whoever asks may see; those that are published unless given.

    Raises:
        NotFoundError: there is no such service, or not everybody may see it.
    """
    shown = published_services() if among is None else among
    found = shown.where(col(Service.id) == service_id).options(*WITH_PARTS)
    service = session.exec(found).first()
    if service is None:
        raise NotFoundError("There is no listing at this address, or it has been withdrawn")
    return listing_page(
        session, service, labels, name_of, now=now, fresh_days=fresh_days, unconfirmed_days=unconfirmed_days
    )


def listing_and_told(session: Session, service_id: UUID, telling: Telling) -> tuple[ListingPage, Told]:
    """Everything that is known of a published service, for its page and for machines, from one reading of it.

    Raises:
        NotFoundError: there is no such service, or not everybody may see it.
    """
    found = published_services().where(col(Service.id) == service_id).options(*WITH_WHOLE)
    service = session.exec(found).first()
    if service is None:
        raise NotFoundError("There is no listing at this address, or it has been withdrawn")
    page = listing_page(
        session,
        service,
        telling.labels,
        telling.gazetteer.district_name,
        now=telling.now,
        fresh_days=telling.fresh_days,
        unconfirmed_days=telling.unconfirmed_days,
    )
    return page, tell(service, telling, origins_of(session, [service.id]).get(service.id))


def listing_page(
    session: Session,
    service: Service,
    labels: Labels,
    name_of: Naming,
    *,
    now: datetime,
    fresh_days: int,
    unconfirmed_days: int,
) -> ListingPage:
    """What everybody sees of a service once it is published; whether it is, is not asked here."""
    today = now.astimezone(LONDON).date()
    organisation = service.organisation
    terms = sorted((link.term for link in service.terms), key=lambda term: (term.position, term.label, term.id))
    amounts = [float(cost.amount) for cost in current_costs(service, today) if cost.amount is not None]
    return ListingPage(
        id=service.id,
        name=service.name,
        organisation=organisation.name,
        about_organisation=organisation.description if organisation.description != organisation.name else "",
        summary=service.summary,
        paragraphs=tuple(part for part in service.description.split("\n") if part.strip()),
        alert=service.alert,
        url=service.url,
        email=service.email,
        organisation_url=organisation.url,
        organisation_contact=ContactShown("", organisation.phone, organisation.email),
        charity_numbers=tuple(sorted(_number(each.scheme, each.identifier) for each in organisation.identifiers)),
        ways=tuple(ways_in_words(service)),
        places=tuple(_place(at.location) for at in service.at_locations),
        times=tuple(times_in_words(service, today)),
        sessions=tuple(_sessions(service, now)),
        cost=cost_in_words(service, today),
        who=tuple(rule.sentence for rule in rules_of(service, name_of) if rule.in_force(today)),
        aimed_at=service.eligibility_note,
        covers=listed(_area_names(service, name_of)),
        joining=service.joining,
        referral_url=service.referral_url,
        contacts=contacts_shown(service),
        languages=tuple(labels[f"language:{row.code}"] for row in service.languages),
        needs=tuple((term.code, term.label) for term in terms if term.kind is TermKind.NEED),
        categories=tuple(term.label for term in terms if term.kind is not TermKind.NEED),
        capacity=capacity_shown(newest(service.capacities), now=now, fresh_days=fresh_days),
        freshness=freshness_in_words(service.confirmed_on, today, unconfirmed_days),
        told_by_councillor=_is_told_by_councillor(session, service),
        confirmed_on=service.confirmed_on,
        changed_on=service.details_changed_at.astimezone(LONDON).date() if service.details_changed_at else None,
        source=_source(session, service),
        minimum_price=min(amounts, default=None),
    )


def published_name(session: Session, service_id: UUID) -> str | None:
    """The name of a listing that anybody may see; None of any other."""
    service = session.exec(published_services().where(col(Service.id) == service_id)).first()
    return service.name if service else None


def _number(scheme: str, identifier: str) -> str:
    names = {"GB-CHC": "Charity", "GB-SC": "Scottish charity", "GB-NIC": "Northern Irish charity", "GB-COH": "Company"}
    return f"{names.get(scheme, scheme)} number {identifier}"


def _place(place: Location) -> PlaceShown:
    features = sorted((feature.term for feature in place.features), key=lambda term: (term.position, term.label))
    return PlaceShown(
        words=place_in_words(place),
        directions=place.directions if place.address_public else "",
        features=tuple(term.label for term in features),
        point=point_of(place),
        postcode=place.postcode if place.address_public else "",
    )


def _sessions(service: Service, now: datetime) -> list[str]:
    today = now.astimezone(LONDON).date()
    starts = next_starts(recurrences_of(service, today), now, SESSIONS_SHOWN)
    return [session_in_words(service, start.astimezone(LONDON), today) for start in starts]


def _area_names(service: Service, name_of: Naming) -> list[str]:
    """What people call the areas: never an official code, which tells them nothing."""
    known = (
        area.name or name_of(area.code) or (area.code if is_postcode_district(area.code) else "")
        for area in service.areas
    )
    return list(dict.fromkeys(filter(None, known)))


def _is_told_by_councillor(session: Session, service: Service) -> bool:
    return bool(session.exec(select(told_by_councillor(col(Service.id))).where(col(Service.id) == service.id)).one())


def _source(session: Session, service: Service) -> Source | None:
    found = session.exec(
        select(Feed, FeedRecord)
        .join(FeedRecord, col(FeedRecord.feed_id) == col(Feed.id))
        .where(col(FeedRecord.service_id) == service.id)
        .order_by(*OF_A_SERVICE)
    ).first()
    if found is None:
        return None
    feed, record = found
    gone_on = record.gone_at.astimezone(LONDON).date() if record.gone_at else None
    read_on = record.read_at.astimezone(LONDON).date()
    first = named_in(record.said)
    return Source(
        feed.name,
        feed.licence,
        read_on,
        record=record.foreign_id,
        first=first if first and first.name != feed.name else None,
        gone_on=gone_on,
        found=frozenset(_found_in_text(record)),
    )


def _found_in_text(record: FeedRecord) -> Iterator[str]:
    """The postcodes of a record that its source has only in its words, as we write them."""
    for place in (record.said or {}).get("places", ()):
        if place.get("found_in_text"):
            with suppress(PostcodeError):
                yield str(Postcode.parse(place.get("postcode", "")))
