"""Which of many new listings look like another one, of theirs or of the directory: a feed brings thousands at once, of
which each cannot be asked for with selects of its own.

Only those are compared that share a word of their name and something that tells a group or a place: a postcode, a
telephone number, an address of mail or web, a number of a register; or all the words of their names.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from directory.models import Merge, Service
from directory.oruk.records import ServiceRecord
from directory.queries.duplicates.described import Described
from directory.queries.duplicates.likeness import likeness
from directory.queries.duplicates.names import COMMON, words
from directory.queries.duplicates.reading import read_listings
from directory.queries.duplicates.weights import LIKELY
from directory.vocabulary import ModerationStatus

_MOST: Final = 3
"""Listings that each is compared with: those that share most."""

_CROWD: Final = 12
"""Listings that share a key: of more it says nothing, and to compare all of them would take for ever."""

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """A new listing, and one that it looks like, by our keys."""

    new: UUID
    other: UUID
    name: str
    score: float
    reasons: tuple[str, ...]


def likely_pairs(there: "Blocks", new: Mapping[UUID, ServiceRecord]) -> Iterator[LikelyPair]:
    """For each new listing the one it is likeliest the same as, if there is one that likely is; in the order in which
    they came, each pair once. It needs no session, since it may take a while.

    Args:
        there: what the directory has beside them (`known_blocks`); the new ones are put to it.
        new: the listings as they came, by the keys that they have, or would have.
    """
    for key, record in new.items():
        described = Described.of(record)
        sharing = there.sharing(described)
        scored = [(likeness(described, other, least=LIKELY), other_key, other) for other_key, other in sharing]
        best = max(scored, key=lambda each: each[0].score, default=None)
        if best and best[0].score >= LIKELY:
            yield LikelyPair(key, best[1], best[2].name, round(best[0].score, 3), best[0].reasons)
        there.add(key, described)


def known_blocks(session: Session, new: Collection[UUID]) -> "Blocks":
    """What the directory has beside some new listings, ready to be compared with them."""
    blocks = Blocks()
    for key, described in _there(session, new) if new else ():
        blocks.add(key, described)
    return blocks


def _there(session: Session, new: Collection[UUID]) -> Iterator[tuple[UUID, Described]]:
    """What the directory has beside the new ones."""
    merged = select(Merge.gone_id).where(col(Merge.undone_at).is_(None))
    others = select(Service.id).where(col(Service.status) != ModerationStatus.DRAFT, col(Service.id).not_in(merged))
    keys = (key for key in session.exec(others.order_by(col(Service.id))).all() if key not in new)
    while some := list(islice(keys, _AT_ONCE)):
        for known in read_listings(session, some, public_only=False):
            yield known.service_id, known.described


class Blocks:
    """Listings by the keys that they have."""

    def __init__(self) -> None:
        self._described: dict[UUID, Described] = {}
        self._by_key: defaultdict[str, list[UUID]] = defaultdict(list)

    def add(self, key: UUID, described: Described) -> None:
        self._described[key] = described
        for shared in _keys(described):
            self._by_key[shared].append(key)

    def sharing(self, described: Described) -> list[tuple[UUID, Described]]:
        """Those that share most with one."""
        found: Counter[UUID] = Counter()
        for shared in _keys(described):
            some = self._by_key.get(shared, ())
            if len(some) <= _CROWD:
                found.update(some)
        return [(key, self._described[key]) for key, _ in found.most_common(_MOST)]


def _keys(described: Described) -> Iterable[str]:
    """What two listings that are one share."""
    said = sorted({word for word in words(described.name) if word not in COMMON})
    telling = (
        *described.numbers,
        *described.emails,
        *described.phones,
        *described.sites,
        *(spot.postcode for spot in described.spots if spot.postcode),
    )
    yield " ".join(said)
    yield from (f"{word} {mark}" for mark in dict.fromkeys(telling) for word in said)
