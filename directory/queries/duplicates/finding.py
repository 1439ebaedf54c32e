"""Is it here already? The listings that are likely the one described, for whoever registers, adds or decides."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlmodel import Session

from directory.errors import NotFoundError
from directory.geography import Gazetteer, Postcode
from directory.queries.duplicates.candidates import candidates
from directory.queries.duplicates.described import Described, Spot
from directory.queries.duplicates.likeness import Likeness, likeness
from directory.queries.duplicates.reading import KnownListing, read_listings
from directory.queries.duplicates.weights import LIKELY, POSSIBLE
from directory.vocabulary import ModerationStatus

_SHOWN: Final = {ModerationStatus.PUBLISHED}
_WRITTEN: Final = set(ModerationStatus) - {ModerationStatus.DRAFT}


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A listing that may be the one described.

    Attributes:
        place: where it is in words that may be shown; empty: not known, or not public.
        score: how likely it is the same, 0 to 1.
        reasons: what speaks for it, the strongest first, without a telephone number or an address in them.
    """

    service_id: UUID
    organisation_id: UUID
    name: str
    organisation: str
    place: str
    status: ModerationStatus
    score: float
    reasons: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        """Whether it is very likely the same, and not only worth a look."""
        return self.score >= LIKELY


def likely_duplicates(
    session: Session,
    described: Described,
    *,
    gazetteer: Gazetteer | None = None,
    limit: int = 5,
    excluding: Collection[UUID] = (),
    at_least: float = POSSIBLE,
    public_only: bool = True,
    among: Collection[ModerationStatus] | None = None,
) -> list[LikelyDuplicate]:
    """The listings that are likely the one described, the likeliest first; a name, a postcode, a telephone number, a
    web address or a number of a register alone will do.

    It is never a pair that was found to be two, nor a listing that has been merged into another. The number of selects
    does not grow with the number of listings.

    Args:
        gazetteer: says where a postcode is that was typed.
        excluding: listings that are out of the question; the described one itself always is.
        at_least: the score from which one is told of.
        public_only: compare only with what anybody can see. Whoever is no moderator must not learn, by trying
            addresses, whose they are.
        among: listings of which statuses are compared; unless given those that are published, or, for who may see what
            is private, all but drafts.
    """
    if gazetteer:
        described = replace(described, spots=tuple(_placed(spot, gazetteer) for spot in described.spots))
    statuses = frozenset(among or (_SHOWN if public_only else _WRITTEN))
    ids = candidates(session, described, public_only=public_only, statuses=statuses, excluding=excluding)
    compared = [(known, likeness(described, known.described)) for known in _read(session, ids, public_only=public_only)]
    found = [_told(known, how) for known, how in compared if how.score >= at_least]
    return sorted(found, key=lambda each: (-each.score, each.name, each.service_id))[:limit]


def described_listing(session: Session, service_id: UUID, *, public_only: bool = False) -> Described:
    """What tells one of our listings apart.

    Raises:
        NotFoundError: there is no such listing.
    """
    for known in _read(session, [service_id], public_only=public_only):
        return known.described
    raise NotFoundError("There is no such listing")


def _read(session: Session, ids: list[UUID], *, public_only: bool) -> list[KnownListing]:
    return read_listings(session, ids, public_only=public_only) if ids else []


def _placed(spot: Spot, gazetteer: Gazetteer) -> Spot:
    if spot.point or not spot.postcode:
        return spot
    known = gazetteer.lookup(Postcode.parse(spot.postcode))
    return replace(spot, point=known.point if known else None)


def _told(known: KnownListing, how: Likeness) -> LikelyDuplicate:
    described = known.described
    return LikelyDuplicate(
        service_id=known.service_id,
        organisation_id=known.organisation_id,
        name=described.name,
        organisation=described.organisation,
        place=known.place,
        status=known.status,
        score=how.score,
        reasons=how.reasons,
    )
