"""The listings: made up, the same on every machine, at the places of real postcodes.

There are as many postcodes as there are homes for them, so that a postcode drawn at random stands for people drawn at
random. A smaller corpus is the beginning of a larger one.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from directory.geography import Box, Gazetteer
from tests.benchmarks.plain import NEEDS, Listing
from tests.benchmarks.words import COMMON, GENERAL, rare_words, topic_words

AREAS = {
    "uk": Box(south=49.8, west=-8.7, north=60.9, east=1.8),
    "kent": Box(south=50.9, west=0.03, north=51.48, east=1.45),
}
"""Where listings can be: over a whole kingdom, or as close together as in one county."""

SEED = 2026

Numbers = npt.NDArray[Any]

_BLOCK = 1_000
_SHORTEST, _LONGEST = 40, 120
_TOPIC_WORDS = 12
_SHARES = (0.33, 0.22, 0.33, 0.12)
"""Of the words of a description: small ones, words of its needs, words of groups of any kind, rare ones."""

_AGES = ((0, 120, 0.35), (18, 120, 0.2), (50, 120, 0.08), (60, 120, 0.12), (11, 18, 0.08), (16, 25, 0.07), (0, 5, 0.1))
"""For whom listings are, and the share of each."""

_DAYS = ((1, 0.55), (2, 0.2), (5, 0.15), (7, 0.1))
"""On how many days of the week they take place, and the share of each."""

_HAS_ROOM = 0.7


def places(gazetteer: Gazetteer, area: str = "uk") -> npt.NDArray[np.float64]:
    """Latitude and longitude of every postcode of an area that has a place."""
    return gazetteer.dots(AREAS[area], limit=10_000_000)


def listings(count: int, points: npt.NDArray[np.float64]) -> Iterator[Listing]:
    """So many listings at some of these points."""
    blocks = (each for block in range(-(-count // _BLOCK)) for each in _block(block, points))
    return islice(blocks, count)


@cache
def zipf(size: int, steepness: float = 1.0) -> Numbers:
    """The shares of so many words, where the n-th occurs 1/n as often as the first (Zipf's law)."""
    weights = 1.0 / np.arange(1, size + 1) ** steepness
    shares: Numbers = weights / weights.sum()
    return shares


@cache
def _vocabulary() -> tuple[Numbers, Numbers]:
    """All words: those of needs, twelve each, then the small, the general and the rare ones; and where each begins."""
    topics = [word for need in range(NEEDS) for word in topic_words(need)]
    kinds: list[list[str] | tuple[str, ...]] = [topics, COMMON, GENERAL, rare_words()]
    starts = np.cumsum([0, *map(len, kinds)])
    return np.array([word for kind in kinds for word in kind], dtype=object), starts


def _block(number: int, points: npt.NDArray[np.float64]) -> Iterator[Listing]:
    rng = np.random.default_rng([SEED, number])
    needs = _needs(rng)
    names, descriptions = _names(rng, needs), _descriptions(rng, needs)
    ages = rng.choice(len(_AGES), _BLOCK, p=_shares(_AGES))
    days = _days(rng)
    rooms = rng.random(_BLOCK) < _HAS_ROOM
    where = points[rng.integers(len(points), size=_BLOCK)]
    for row in range(_BLOCK):
        youngest, oldest, _ = _AGES[ages[row]]
        yield Listing(
            id=number * _BLOCK + row,
            name=names[row],
            description=descriptions[row],
            needs=tuple(sorted(needs[row])),
            youngest=youngest,
            oldest=oldest,
            days=days[row],
            has_room=bool(rooms[row]),
            latitude=float(where[row, 0]),
            longitude=float(where[row, 1]),
        )


def _shares(table: tuple[tuple[Any, ...], ...]) -> list[float]:
    return [row[-1] for row in table]


def _needs(rng: np.random.Generator) -> list[list[int]]:
    """One to four needs each, the most telling first; some are far commoner than others."""
    counts = rng.choice([1, 2, 3, 4], _BLOCK, p=[0.4, 0.3, 0.2, 0.1])
    # The largest of logarithms with Gumbel's noise are a draw without putting back (Gumbel-max trick).
    keys = np.log(zipf(NEEDS, 0.6)) + rng.gumbel(size=(_BLOCK, NEEDS))
    order = np.argsort(-keys, axis=1)
    return [order[row, : counts[row]].tolist() for row in range(_BLOCK)]


def _days(rng: np.random.Generator) -> list[tuple[int, ...]]:
    counts = rng.choice([count for count, _ in _DAYS], _BLOCK, p=_shares(_DAYS))
    order = np.argsort(rng.random((_BLOCK, 7)), axis=1)
    return [tuple(sorted(order[row, : counts[row]].tolist())) for row in range(_BLOCK)]


def _topic(rng: np.random.Generator, need: Numbers) -> Numbers:
    """For each need one of its words, the common ones more often."""
    ranks = np.minimum(rng.exponential(3.5, len(need)).astype(int), _TOPIC_WORDS - 1)
    chosen: Numbers = need * _TOPIC_WORDS + ranks
    return chosen


def _names(rng: np.random.Generator, needs: list[list[int]]) -> list[str]:
    """A made-up word, a word of its first need, sometimes one of its last, and what kind of thing it is."""
    vocabulary, starts = _vocabulary()
    size = len(needs)
    rare = starts[3] + rng.choice(len(rare_words()), size, p=zipf(len(rare_words())))
    first = _topic(rng, np.array([each[0] for each in needs]))
    last = _topic(rng, np.array([each[-1] for each in needs]))
    kind = starts[2] + rng.choice(len(GENERAL), size, p=zipf(len(GENERAL), 0.8))
    both = rng.random(size) < 0.4
    rows = zip(rare, first, last, kind, both, strict=True)
    return [" ".join(vocabulary[[r, f, s, k] if two and f != s else [r, f, k]]).title() for r, f, s, k, two in rows]


def _descriptions(rng: np.random.Generator, needs: list[list[int]]) -> list[str]:
    vocabulary, starts = _vocabulary()
    lengths = rng.integers(_SHORTEST, _LONGEST + 1, len(needs))
    ends = np.cumsum(lengths)
    kinds = rng.choice(4, ends[-1], p=_SHARES)
    # Each word of a need is of any of the needs of the listing it stands in.
    listing = np.repeat(np.arange(len(needs)), lengths)
    padded = np.array([(each * 4)[:4] for each in needs])
    chosen = _topic(rng, padded[listing, rng.integers(4, size=ends[-1])])
    for kind, words, steepness in ((1, COMMON, 1.0), (2, GENERAL, 0.8), (3, rare_words(), 1.0)):
        # Kinds are numbered as their shares are, but in the vocabulary the words of needs come first.
        here = kinds == (0 if kind == 1 else kind)
        chosen[here] = starts[kind] + rng.choice(len(words), here.sum(), p=zipf(len(words), steepness))
    texts = vocabulary[chosen]
    return [" ".join(texts[end - length : end]) for end, length in zip(ends, lengths, strict=True)]
