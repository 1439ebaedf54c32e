"""What is known of a service that tells it apart from others: as little as a name, or a whole listing. Knows no
tables.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self
from uuid import UUID

from directory.geography import Gazetteer, Point, Postcode
from directory.geography.names import plain
from directory.oruk.records import PlaceRecord, ServiceRecord
from directory.queries.duplicates.keys import email_keys, number_keys, phone_keys, postcode_key, site_keys
from directory.vocabulary import TermKind

_WORD = re.compile(r"[a-z]{4,}")
"""Shorter words stand in every description."""

MOST_TEXT: Final = 4_000
"""Letters of a description that are read."""

EMPTY: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by its postcode, its point, or both; an empty postcode or no point is not known."""

    postcode: str = ""
    point: Point | None = None

    @classmethod
    def at(cls, postcode: str, point: Point | None = None, gazetteer: Gazetteer | None = None) -> Self:
        """A place by what was typed as its postcode; without a point of its own it has that of the postcode."""
        key = postcode_key(postcode)
        if point is None and key and gazetteer:
            known = gazetteer.lookup(Postcode.parse(key))
            point = known.point if known else None
        return cls(key, point)


@dataclass(frozen=True, slots=True)
class Described:
    """A service as far as it is known; whatever is empty is not known, and speaks neither for nor against.

    Attributes:
        organisation: the name of its group.
        words: the longer words of its description, each once.
        towns: the words that name its town.
        phones, emails, sites, numbers: keys as `duplicates.keys` writes them, of the service and of its group.
        kinds: codes of the kinds of activity it is.
        days: the weekdays it takes place on, as iCalendar has them.
        service_id: the listing that it is, if it is one.
        organisation_id: the group that offers it, if it is one of ours.
    """

    name: str = ""
    organisation: str = ""
    words: frozenset[str] = EMPTY
    spots: tuple[Spot, ...] = ()
    towns: frozenset[str] = EMPTY
    phones: frozenset[str] = EMPTY
    emails: frozenset[str] = EMPTY
    sites: frozenset[str] = EMPTY
    numbers: frozenset[str] = EMPTY
    kinds: frozenset[str] = EMPTY
    days: frozenset[str] = EMPTY
    service_id: UUID | None = None
    organisation_id: UUID | None = None

    @classmethod
    def said(
        cls,
        *,
        name: str = "",
        organisation: str = "",
        texts: Iterable[str] = (),
        spots: Iterable[Spot] = (),
        towns: Iterable[str] = (),
        phones: Iterable[str] = (),
        emails: Iterable[str] = (),
        urls: Iterable[str] = (),
        numbers: Iterable[tuple[str, str]] = (),
        kinds: Iterable[str] = (),
        days: Iterable[str] = (),
        service_id: UUID | None = None,
        organisation_id: UUID | None = None,
    ) -> Self:
        """What somebody typed, or a table holds, put into keys.

        Args:
            numbers: pairs of a scheme of org-id.guide (GB-CHC for charities) and a number in it.
        """
        mailboxes = email_keys(emails)
        return cls(
            name=name,
            organisation=organisation,
            words=longer_words(texts),
            spots=tuple(dict.fromkeys(spot for spot in spots if spot != Spot())),
            towns=frozenset(word for town in towns for word in plain(town).split()),
            phones=phone_keys(phones),
            emails=mailboxes,
            sites=site_keys(urls, mailboxes),
            numbers=number_keys(numbers),
            kinds=frozenset(kinds),
            days=frozenset(days),
            service_id=service_id,
            organisation_id=organisation_id,
        )

    @classmethod
    def of(cls, record: ServiceRecord, *, gazetteer: Gazetteer | None = None, public_only: bool = False) -> Self:
        """What a record says. Its keys are the source's, so the listing and the group that it is are not known.

        Args:
            public_only: leave out stewards, contacts that are not public, and places whose address is hidden.
        """
        group = record.organisation
        contacts = [contact for contact in record.contacts if contact.public or not public_only]
        places = [place for place in record.places if place.address_public or not public_only]
        return cls.said(
            name=record.name,
            organisation=group.name,
            texts=(record.summary, record.description),
            spots=(Spot.at(place.postcode, _point(place), gazetteer) for place in places),
            towns=(place.city for place in places),
            phones=(group.phone, *(contact.phone for contact in contacts)),
            emails=_emails(record, (contact.email for contact in contacts), public_only=public_only),
            urls=(record.url, group.url),
            numbers=group.identifiers,
            kinds=(term.code for term in record.terms if term.kind is TermKind.CATEGORY),
            days=(day for time in record.times if time.recurrence for _, day in time.recurrence.byday),
        )


def longer_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of four letters or more in some texts, each once."""
    return frozenset(_WORD.findall(" ".join(texts)[:MOST_TEXT].lower()))


def _emails(record: ServiceRecord, of_contacts: Iterable[str], *, public_only: bool) -> tuple[str, ...]:
    stewards = () if public_only else record.organisation.stewards
    return (record.email, record.organisation.email, *of_contacts, *stewards)


def _point(place: PlaceRecord) -> Point | None:
    # Of a hidden address we know the middle of a district only, where many services would seem to meet.
    if place.latitude is None or place.longitude is None or not place.address_public:
        return None
    return Point(place.latitude, place.longitude)
