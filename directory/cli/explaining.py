"""Why a hit stands where it stands: the parts of its score, and which words and needs were found where."""

from collections.abc import Iterator
from typing import Any

from directory.queries.search import ServiceCard
from search_index.documents import Score

PARTS = tuple(name for name in Score._fields if name != "total")
"""What is multiplied, in the order in which ``search_index.ranking`` explains it."""


def explanation(card: ServiceCard) -> dict[str, Any]:
    """The parts of the score and their product, and what was found where."""
    score = card.hit.score
    parts = {name: getattr(score, name) for name in PARTS}
    found = [{"kind": each.kind, "value": each.value, "where": list(each.where)} for each in card.hit.why]
    return {**parts, "total": score.total, "found": found}


def in_lines(card: ServiceCard) -> Iterator[str]:
    """The same for a person to read."""
    score = card.hit.score
    parts = " × ".join(f"{name} {getattr(score, name):.3f}" for name in PARTS)
    yield f"Score: {parts} = {score.total:.3f}"
    for each in card.hit.why:
        yield f"Found: {each.kind} {each.value} in {', '.join(each.where)}"
