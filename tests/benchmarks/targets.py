"""How much quicker we mean to be: the milliseconds of another engine over ours, in the same run."""

from dataclasses import dataclass

from tests.benchmarks.peers import family
from tests.benchmarks.plain import Order

IN_FULL_AT_MOST = 2.5
"""Everything that the product adds may cost so many times the bare work."""


@dataclass(frozen=True, slots=True)
class Target:
    """At least so many times as quick, at the median and at the 95th percentile; None: nothing is promised."""

    p50: float
    p95: float | None = None


_TARGETS: dict[int, dict[str, Target | dict[Order, Target]]] = {
    10_000: {
        "lucene": {Order.BEST: Target(8, 5), Order.NEAREST: Target(8, 4)},
        "tantivy": Target(5, 7),
        "sqlite": Target(14),
        "postgresql": Target(22),
        "whoosh-naive": Target(2000),
    },
    100_000: {
        "lucene": {Order.BEST: Target(7, 2), Order.NEAREST: Target(5, 1.1)},
        "tantivy": Target(9, 8),
        "sqlite": Target(40),
        "postgresql": Target(35),
    },
    200_000: {
        "lucene": {Order.BEST: Target(5, 1.8), Order.NEAREST: Target(4, 1.2)},
        "tantivy": Target(6, 7),
        "sqlite": Target(40),
        "postgresql": Target(35),
    },
}


def target(engine: str, listings: int, order: Order) -> Target | None:
    """What is promised beside an engine; None: nothing, at this size."""
    found = _TARGETS.get(listings, {}).get(family(engine))
    return found[order] if isinstance(found, dict) else found
