"""Two listings that are always changed together: whoever sees only one of them changed has seen half a change."""

from dataclasses import dataclass

from search_index.documents import Document, Point, Query
from search_index.port import SearchIndex
from tests.benchmarks.peers.ours import NOW

NAME = "Zwilling"
GROUP = "round"
AT_SEA = Point(48.0, -12.0)
"""Where nobody asks for anything."""


@dataclass(frozen=True, slots=True)
class Twins:
    """What was seen of them: how often each round was there, by its number."""

    rounds: dict[int, int]

    @property
    def round(self) -> int:
        """The round that was seen last."""
        return max(self.rounds, default=-1)

    @property
    def together(self) -> bool:
        """Whether both were there, and of one round."""
        return list(self.rounds.values()) == [2]


def twins(number: int) -> list[Document]:
    """Both, as they are in a round."""
    tags = frozenset([f"{GROUP}:{number}"])
    return [Document(f"twin-{which}", f"{NAME} {which}", points=(AT_SEA,), tags=tags) for which in ("one", "two")]


def seen(index: SearchIndex) -> Twins:
    """What an index knows of them now."""
    hits = index.search(Query(now=NOW, text=NAME, facets=frozenset([GROUP]), widen=False))
    counts = {int(each.value.partition(":")[2]): each.count for each in hits.facets.get(GROUP, ())}
    if sum(counts.values()) != hits.total:
        return Twins({})
    return Twins(counts)
