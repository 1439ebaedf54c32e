"""The queries: two hundred, mixed as link workers ask them, the same for every size of the corpus."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from tests.benchmarks.corpus import SEED, zipf
from tests.benchmarks.plain import NEEDS, Listing, PlainQuery
from tests.benchmarks.words import GENERAL, rare_words, topic_words

QUERIES = 200
SURE = 200
"""Every word that is asked for stands in one of the first so many listings. A word that no listing holds is where
engines part: some look for one that resembles it."""

KM_PER_MILE = 1.609344

_WORDS = ((0, 0.25), (1, 0.3), (2, 0.3), (3, 0.15))
_RADII_MILES = (2, 3, 5, 10, 15, 20)
_AGES = (4, 15, 20, 35, 52, 68, 80)


def queries(listings: Iterable[Listing], points: npt.NDArray[np.float64], count: int = QUERIES) -> list[PlainQuery]:
    """Queries about a corpus.

    Args:
        listings: its first ``SURE`` listings.
        points: where people can be who ask.
    """
    rng = np.random.default_rng([SEED, 1])
    held = frozenset(word for each in listings for word in f"{each.name} {each.description}".lower().split())
    return [_query(number, rng, held, points) for number in range(count)]


def _query(number: int, rng: np.random.Generator, held: frozenset[str], points: npt.NDArray[np.float64]) -> PlainQuery:
    topic = int(rng.choice(NEEDS, p=zipf(NEEDS, 0.6)))
    words = _words(rng, topic, held)
    place = points[rng.integers(len(points))]
    return PlainQuery(
        number=number,
        latitude=float(place[0]),
        longitude=float(place[1]),
        words=words,
        need=topic if rng.random() < (0.35 if words else 0.7) else None,
        radius_km=float(rng.choice(_RADII_MILES)) * KM_PER_MILE if rng.random() < 0.8 else None,
        age=int(rng.choice(_AGES)) if rng.random() < 0.4 else None,
        day=int(rng.integers(7)) if rng.random() < 0.2 else None,
        accepting=bool(rng.random() < 0.35),
    )


def _words(rng: np.random.Generator, topic: int, held: frozenset[str]) -> tuple[str, ...]:
    """Words of the need, now and then one of groups of any kind, seldom a made-up one."""
    wanted = rng.choice([count for count, _ in _WORDS], p=[share for _, share in _WORDS])
    lists = [_of(words, held) for words in (topic_words(topic), GENERAL[:80], rare_words())]
    chosen: list[str] = []
    while len(chosen) < wanted:
        kind = lists[rng.choice(3, p=[0.8, 0.15, 0.05])]
        word = kind[rng.integers(len(kind))]
        if word not in chosen:
            chosen.append(word)
    return tuple(chosen)


def _of(words: Iterable[str], held: frozenset[str]) -> list[str]:
    return [word for word in words if word in held]
