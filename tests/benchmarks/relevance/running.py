"""All ways of searching on one folder of judged queries, scored by district."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.relevance.engines import Ranking, fts5_or, whoosh_or
from tests.benchmarks.relevance.judged import Judged, reachable
from tests.benchmarks.relevance.ours import SHOWN, fingerpost
from tests.benchmarks.relevance.rules import aliss, connected_kingston
from tests.benchmarks.relevance.scores import MEASURES, Answer, Scores, mean, scored

PEERS: Mapping[str, Callable[[Judged], Ranking]] = {
    "Whoosh, any word, BM25F": whoosh_or,
    "FTS5, any word, bm25": fts5_or,
    "rules of Connected Kingston": connected_kingston,
    "rules of ALISS": aliss,
}
ALL = "all"

Table = dict[str, dict[str, Scores]]
"""For each way of searching the scores of each district, and of all queries together."""


def measure(folder: Path) -> Table:
    """Put every query of a folder to ours and to each peer."""
    judged = Judged(folder)
    with TemporaryDirectory(prefix="fingerpost-relevance-") as home:
        table = {"Fingerpost": _by_district(dict(fingerpost(judged, Path(home))), judged)}
    for name, peer in PEERS.items():
        table[name] = _by_district(dict(_answers(peer(judged), judged)), judged)
    return table


def as_json(table: Table) -> list[dict[str, Any]]:
    """A row for each way of searching and district."""
    return [
        {"system": system, "district": district, **{name: round(getattr(scores, name), 4) for name in MEASURES}}
        for system, districts in table.items()
        for district, scores in districts.items()
    ]


def as_text(table: Table) -> Iterator[str]:
    """The same as lines for people."""
    yield f"{'':30}{'district':12}" + "".join(f"{name:>8}" for name in MEASURES)
    for system, districts in table.items():
        for district, scores in districts.items():
            yield f"{system:30}{district:12}" + "".join(f"{getattr(scores, name):8.3f}" for name in MEASURES)


def _answers(ranking: Ranking, judged: Judged) -> Iterator[tuple[str, Answer]]:
    """What a peer finds, within the district and the radius of each query; it knows of neither."""
    questions = {question.id: question for question in judged.questions}
    for id_, listings in ranking:
        near = [listing.id for listing in listings if reachable(questions[id_], listing)]
        yield id_, Answer(near[:SHOWN], len(near))


def _by_district(answers: Mapping[str, Answer], judged: Judged) -> dict[str, Scores]:
    rows: dict[str, list[Scores]] = {}
    for question in judged.questions:
        size = judged.sizes[question.district]
        scores = scored(answers.get(question.id, Answer((), 0)), judged.grades[question.id], size)
        for group in (question.district, ALL):
            rows.setdefault(group, []).append(scores)
    return {group: mean(rows[group]) for group in sorted(rows, key=lambda group: (group == ALL, group))}
