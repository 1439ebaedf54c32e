"""Which listings are worth comparing with a description: those that share a key with it, found by a few selects.

To compare takes a tenth of a millisecond, so that not every listing of a county can be. Postcodes and numbers of
registers are looked up in indexes. Names, telephone numbers and addresses are kept as they were typed, so that these
columns are read as a whole, by the database alone: some milliseconds each for ten thousand listings.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, literal, or_
from sqlmodel import Session, col, select

from directory.models import (
    Contact,
    Location,
    Merge,
    NotTheSame,
    Organisation,
    OrganisationIdentifier,
    Service,
    ServiceAtLocation,
    Steward,
)
from directory.queries.duplicates.described import Described
from directory.queries.duplicates.names import COMMON, words
from directory.vocabulary import ModerationStatus

MOST: Final = 60
"""Listings that are compared: those that share most."""

_PER_KEY: Final = 500
"""Listings that one select finds: a council's telephone number may stand at hundreds, of which those are compared that
share something else, too.
"""

_MOST_WORDS: Final = 5
"""Words of a name that are looked for, the longest first: they say most."""

_SUBSCRIBER: Final = 9
"""Last digits of a telephone number that are looked for: before them it is written in many ways."""

_IDENTIFYING, _TELLING, _HINTING = 5, 3, 2
"""What a shared key counts when there are too many: a number of a register, a web site, a postcode."""

_PHONE_MARKS: Final = " -()."

Found: TypeAlias = Any
"""A select of the keys of services and of how many keys each of them shares."""


def candidates(
    session: Session,
    described: Described,
    *,
    public_only: bool,
    statuses: Collection[ModerationStatus],
    excluding: Iterable[UUID],
) -> list[UUID]:
    """The keys of the listings of some statuses that share most with a description, those that share most first.

    Those that are gone since they were merged, or were found to be another service, are none.
    """
    shared: Counter[UUID] = Counter()
    may_be_one = _may_be_one(described, statuses, excluding)
    for weight, found in _selects(described, public_only=public_only):
        for service_id, hits in session.exec(found.where(may_be_one)):
            shared[service_id] += weight * hits
    # Of those that share as much those come first whose names were found first.
    return [service_id for service_id, _ in shared.most_common(MOST)]


def _may_be_one(
    described: Described, statuses: Collection[ModerationStatus], excluding: Iterable[UUID]
) -> ColumnElement[bool]:
    seen = col(Service.status).in_(sorted(statuses))
    merged = select(Merge.gone_id).where(col(Merge.undone_at).is_(None))
    own = [described.service_id] if described.service_id else []
    conditions = [seen, col(Service.id).not_in(merged), col(Service.id).not_in([*excluding, *own])]
    if described.service_id:
        conditions.append(col(Service.id).not_in(_found_to_be_others(described.service_id)))
    return and_(*conditions)


def _found_to_be_others(service_id: UUID) -> Any:
    first, second = col(NotTheSame.first_id), col(NotTheSame.second_id)
    other = case((first == service_id, second), else_=first)
    return select(other).where(or_(first == service_id, second == service_id))


def _selects(described: Described, *, public_only: bool) -> Iterator[tuple[int, Found]]:
    """What to select for each kind of key that a description has, and what one of it counts."""
    if pieces := name_pieces(f"{described.name} {described.organisation}"):
        yield 1, _by_name(pieces)
    if described.numbers:
        yield _IDENTIFYING, _by_number(described.numbers)
    if described.emails:
        yield _IDENTIFYING, _by_email(described.emails, public_only=public_only)
    if described.phones:
        yield _IDENTIFYING, _by_phone(described.phones, public_only=public_only)
    if described.sites:
        yield _TELLING, _by_site(described.sites)
    if postcodes := {spot.postcode for spot in described.spots} - {""}:
        yield _HINTING, _by_postcode(postcodes, public_only=public_only)


def _by_number(numbers: Iterable[str]) -> Found:
    # With what people write before and behind it, a number is found by its digits as they are usually written.
    bare = [key.partition(" ")[2] for key in numbers]
    usual = {spelt for number in bare for spelt in (number, number.upper(), number.rjust(8, "0"))}
    holders = select(OrganisationIdentifier.organisation_id).where(col(OrganisationIdentifier.identifier).in_(usual))
    return _of(col(Service.organisation_id).in_(holders))


def _by_email(emails: Iterable[str], *, public_only: bool) -> Found:
    wanted = sorted(emails)
    contacts = _contacts(func.lower(Contact.email).in_(wanted), public_only=public_only)
    holders = [
        func.lower(Service.email).in_(wanted),
        col(Service.id).in_(contacts),
        _of_groups(func.lower(Organisation.email).in_(wanted)),
    ]
    if not public_only:
        stewards = select(Steward.organisation_id).where(col(Steward.email).in_(wanted))
        holders.append(col(Service.organisation_id).in_(stewards))
    return _of(or_(*holders))


def _by_phone(phones: Iterable[str], *, public_only: bool) -> Found:
    ends = sorted({phone[-_SUBSCRIBER:] for phone in phones})
    contacts = _contacts(_has_digits(Contact.phone, ends), public_only=public_only)
    return _of(or_(col(Service.id).in_(contacts), _of_groups(_has_digits(Organisation.phone, ends))))


def _has_digits(column: Any, ends: Iterable[str]) -> ColumnElement[bool]:
    """Whether a telephone number, however it is written, has one of some endings in it."""
    bare = column
    for mark in _PHONE_MARKS:
        bare = func.replace(bare, mark, "")
    # Nobody puts a space between the last two digits, and to look for those first spares most of the replacing.
    return or_(*(and_(col(column).contains(end[-2:]), bare.contains(end)) for end in ends))


def _by_site(sites: Iterable[str]) -> Found:
    def has(*columns: Any) -> ColumnElement[bool]:
        return or_(*(func.lower(each).contains(site, autoescape=True) for each in columns for site in sorted(sites)))

    return _of(or_(has(Service.url, Service.email), _of_groups(has(Organisation.url, Organisation.email))))


def _by_postcode(postcodes: Iterable[str], *, public_only: bool) -> Found:
    at = select(ServiceAtLocation.service_id).join(Location).where(col(Location.postcode).in_(sorted(postcodes)))
    if public_only:
        at = at.where(col(Location.address_public))
    return _of(col(Service.id).in_(at))


def _by_name(pieces: Iterable[str]) -> Found:
    """The services in whose name, or their group's, most pieces of a name stand."""
    written = func.lower(Service.name + " " + Organisation.name)
    # Apostrophes are left out and put in as people please.
    for mark in "'’":
        written = func.replace(written, mark, "")
    # Made once for each row, and not again for each piece.
    names = select(Service.id, written.label("said")).join(Organisation).cte("names").prefix_with("MATERIALIZED")
    has = [names.c.said.contains(piece, autoescape=True) for piece in pieces]
    hits = sum((case((each, 1), else_=0) for each in has), literal(0))
    found = select(Service.id, hits).join(names, names.c.id == Service.id).where(or_(*has))
    return found.order_by(hits.desc(), func.length(names.c.said), col(Service.id)).limit(_PER_KEY)


def name_pieces(name: str) -> list[str]:
    """The halves of the words that say most of a name: where a word has one slip, one half of it is right."""
    spelt = dict.fromkeys(word for word in words(name) if len(word) > 1)
    telling = [word for word in spelt if word not in COMMON] or list(spelt)
    longest = sorted(telling, key=len, reverse=True)[:_MOST_WORDS]
    return list(dict.fromkeys(piece for word in longest for piece in _halves(word.rstrip("s") or word)))


def _halves(word: str) -> tuple[str, ...]:
    """Of a short word the whole: its halves stand in too many others."""
    middle = len(word) // 2
    return (word[:middle], word[middle:]) if len(word) >= 6 else (word,)


def _of(condition: ColumnElement[bool]) -> Found:
    return select(Service.id, literal(1)).where(condition).order_by(col(Service.id)).limit(_PER_KEY)


def _of_groups(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return col(Service.organisation_id).in_(select(Organisation.id).where(condition))


def _contacts(condition: ColumnElement[bool], *, public_only: bool) -> Any:
    found = select(Contact.service_id).where(condition)
    return found.where(col(Contact.public)) if public_only else found
