"""What comes of a threshold: how many of the same are found, and how many of the found are the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from directory.queries.duplicates import LIKELY, likeness
from tests.benchmarks.duplicates.pairs import Pair

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a threshold does with labelled pairs."""

    threshold: float
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of those found, how many are the same."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of those that are the same, how many are found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "precision": round(self.precision, 4), "recall": round(self.recall, 4)}


@dataclass(frozen=True, slots=True)
class Kind:
    """How many pairs of one kind reach the threshold."""

    name: str
    same: bool
    pairs: int
    found: int


class Scored:
    """Labelled pairs with their scores."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.scores: dict[tuple[bool, str], list[float]] = defaultdict(list)
        for pair in pairs:
            self.scores[pair.same, pair.kind].append(likeness(pair.one, pair.other).score)

    def add(self, other: "Scored") -> None:
        """Take in the pairs of another source."""
        for key, scores in other.scores.items():
            self.scores[key] += scores

    def at(self, threshold: float = LIKELY) -> Figures:
        """What comes of a threshold, of all kinds together."""
        same = [score for (is_same, _), scores in self.scores.items() if is_same for score in scores]
        others = [score for (is_same, _), scores in self.scores.items() if not is_same for score in scores]
        right = sum(score >= threshold for score in same)
        return Figures(threshold, right, sum(score >= threshold for score in others), len(same) - right)

    def kinds(self, threshold: float = LIKELY) -> Iterator[Kind]:
        """What comes of a threshold for each kind: first those that are the same."""
        for (is_same, name), scores in sorted(self.scores.items(), key=lambda each: not each[0][0]):
            yield Kind(name, is_same, len(scores), sum(score >= threshold for score in scores))

    def curve(self) -> list[Figures]:
        """What comes of each threshold."""
        return [self.at(threshold) for threshold in THRESHOLDS]
