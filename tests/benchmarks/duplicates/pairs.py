"""Pairs of descriptions that are labelled: the same service, or not."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import cycle
from random import Random
from uuid import NAMESPACE_OID, UUID, uuid5

from directory.geography import Gazetteer
from directory.oruk.records import ServiceRecord
from directory.queries.duplicates import Described
from tests.benchmarks.duplicates.damage import all_damages
from tests.benchmarks.duplicates.homes import Homes
from tests.benchmarks.duplicates.lookalikes import all_lookalikes

ANY_OTHER = "any other listing"
"""The kind of pair of a second entry and a listing that is not the one it was made of."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two descriptions, how the second was made, and whether they are of one service."""

    kind: str
    one: Described
    other: Described
    same: bool


@dataclass(frozen=True)
class Source:
    """Listings to make pairs of.

    Attributes:
        known: names of groups that are in it twice, which nothing is made of and nothing compared with.
    """

    name: str
    records: Sequence[ServiceRecord]
    gazetteer: Gazetteer
    known: frozenset[str] = frozenset()

    @cached_property
    def homes(self) -> Homes:
        return Homes(self.gazetteer)

    @cached_property
    def single(self) -> list[ServiceRecord]:
        """The listings that are in it once."""
        return [record for record in self.records if record.organisation.name not in self.known]

    def half(self, *, tuned: bool) -> list[ServiceRecord]:
        """The listings that weights were tuned on, or the others; all of a group are in one half."""
        return [record for record in self.single if _is_tuned_on(record) is tuned]

    def describe(self, record: ServiceRecord, *, second: bool = False) -> Described:
        """A record as a listing of ours; whoever enters it a second time makes another entry for the group, too."""
        group = f"{self.name} {record.organisation.id} {second}"
        return replace(Described.of(record, gazetteer=self.gazetteer), organisation_id=_key(group))


def pairs(source: Source, *, tuned: bool, seed: int = 1) -> Iterator[Pair]:
    """All labelled pairs of half of a source: of each listing a second entry damaged in each way, a pair of each kind
    that looks alike, and one of the second entries beside every other listing there is.
    """
    chance = Random(seed)
    chosen = source.half(tuned=tuned)
    yield from _second_entries(source, chosen, chance)
    yield from _lookalikes(source, chosen, chance)
    yield from _others(source, chosen, chance)


def _second_entries(source: Source, chosen: Sequence[ServiceRecord], chance: Random) -> Iterator[Pair]:
    for record in chosen:
        one = source.describe(record)
        for kind, damage in all_damages(source.homes).items():
            damaged = damage(record, chance)
            if damaged != record:
                yield Pair(kind, one, source.describe(damaged, second=True), same=True)


def _lookalikes(source: Source, chosen: Sequence[ServiceRecord], chance: Random) -> Iterator[Pair]:
    for record in chosen:
        for kind, lookalike in all_lookalikes(source.homes).items():
            other = chance.choice([each for each in chosen if each.organisation.id != record.organisation.id])
            if made := lookalike(record, other, chance):
                yield Pair(kind, source.describe(made[0]), source.describe(made[1]), same=False)


def _others(source: Source, chosen: Sequence[ServiceRecord], chance: Random) -> Iterator[Pair]:
    described = [(record.id, source.describe(record)) for record in source.single]
    for record, damage in zip(chosen, cycle(all_damages(source.homes).values()), strict=False):
        second = source.describe(damage(record, chance), second=True)
        yield from (Pair(ANY_OTHER, other, second, same=False) for key, other in described if key != record.id)


def _is_tuned_on(record: ServiceRecord) -> bool:
    return hashlib.sha256(record.organisation.id.encode()).digest()[0] % 2 == 0


def _key(text: str) -> UUID:
    return uuid5(NAMESPACE_OID, text)
