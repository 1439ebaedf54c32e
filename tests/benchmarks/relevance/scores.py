"""What an answer is worth, given the grades of the listings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from math import log2

GOOD = 2
"""The grade from which a listing suits."""

FLOOD_SHARE, FLOOD = 0.25, 200
"""An answer of more than this share of a district, or of more listings than that, is a flood."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The listings that a way of searching gives for a query, the best first, and how many there are in all."""

    hits: Sequence[str]
    total: int


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of one answer, or the means over several.

    Attributes:
        ndcg: normalised discounted cumulative gain of the first 10; the gain of a grade is 2 to its power, less 1.
        p5: the share of good ones in the first 5.
        p5c: the same, where 1 can be reached by queries with fewer good listings, too.
        recall: the share of all good ones that is among the first 20.
        mrr: 1 over the place of the first good one.
        zero: whether nothing was found.
        flood: whether far too much was.
    """

    ndcg: float
    p5: float
    p5c: float
    recall: float
    mrr: float
    zero: float
    flood: float


def scored(answer: Answer, grades: Mapping[str, int], size: int) -> Scores:
    """Score the answer to a query in a district of so many listings."""
    gained = [grades.get(hit, 0) for hit in dict.fromkeys(answer.hits)]
    good = sum(grade >= GOOD for grade in grades.values())
    ideal = _gain(sorted(grades.values(), reverse=True)[:10])
    first = sum(grade >= GOOD for grade in gained[:5])
    return Scores(
        ndcg=_gain(gained[:10]) / ideal if ideal else 0.0,
        p5=first / 5,
        p5c=first / min(5, good) if good else 0.0,
        recall=sum(grade >= GOOD for grade in gained[:20]) / good if good else 0.0,
        mrr=next((1 / place for place, grade in enumerate(gained, 1) if grade >= GOOD), 0.0),
        zero=float(not answer.total),
        flood=float(answer.total > min(FLOOD, FLOOD_SHARE * size)),
    )


def mean(scores: Iterable[Scores]) -> Scores:
    """The means of all measures; there must be at least one."""
    rows = [astuple(each) for each in scores]
    return Scores(*(sum(column) / len(rows) for column in zip(*rows, strict=True)))


MEASURES = [field.name for field in fields(Scores)]


def _gain(grades: Sequence[int]) -> float:
    return sum(((1 << grade) - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))
