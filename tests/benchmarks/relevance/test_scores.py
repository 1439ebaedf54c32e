"""The measures, worked out by hand, and the peers on a few listings."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.relevance.engines import Ranking
from tests.benchmarks.relevance.judged import Judged, reachable
from tests.benchmarks.relevance.running import PEERS
from tests.benchmarks.relevance.scores import Answer, Scores, mean, scored

GRADES = {"best": 3, "good": 2, "poor": 1, "wrong": 0}
NOTHING = Answer((), 0)


def test_the_ideal_order_scores_in_full() -> None:
    answer = Answer(["best", "good", "poor"], 3)
    assert scored(answer, GRADES, 100) == Scores(ndcg=1, p5=0.4, p5c=1, recall=1, mrr=1, zero=0, flood=0)


def test_a_worse_order_scores_less() -> None:
    scores = scored(Answer(["wrong", "unjudged", "good"], 3), GRADES, 100)
    assert scores.ndcg == pytest.approx((3 / 2) / (7 + 3 / 1.58496 + 1 / 2), abs=1e-4)
    assert (scores.p5c, scores.recall) == (0.5, 0.5)
    assert scores.mrr == pytest.approx(1 / 3)


def test_a_listing_that_is_given_twice_counts_once() -> None:
    assert scored(Answer(["good", "good"], 2), GRADES, 100) == scored(Answer(["good"], 2), GRADES, 100)


def test_nothing_found_scores_nothing() -> None:
    assert scored(NOTHING, GRADES, 100) == Scores(ndcg=0, p5=0, p5c=0, recall=0, mrr=0, zero=1, flood=0)
    assert scored(NOTHING, {}, 100).ndcg == 0


@pytest.mark.parametrize(("total", "size", "flood"), [(25, 100, 0), (26, 100, 1), (200, 5000, 0), (201, 5000, 1)])
def test_a_flood_is_a_quarter_of_a_district_or_two_hundred(total: int, size: int, flood: float) -> None:
    assert scored(Answer(["best"], total), GRADES, size).flood == flood


def test_the_mean_is_taken_measure_by_measure() -> None:
    assert mean([scored(Answer(["best", "good", "poor"], 3), GRADES, 100), scored(NOTHING, GRADES, 100)]).ndcg == 0.5


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    """Three listings of one district, and one of another."""
    row: dict[str, Any] = {
        "organisation": "",
        "categories": [],
        "audience": [],
        "eligibility": None,
        "area_code": "X01",
    }
    listings = [
        row | {"id": "choir", "name": "Harbour choir", "description": "We sing.", "lat": 51.0, "lon": 0.0},
        row | {"id": "tea", "name": "Tea", "description": "And a choir.", "lat": None, "lon": None},
        row | {"id": "far", "name": "Moor choir", "description": "We sing.", "lat": 52.0, "lon": 0.0},
        row | {"id": "other", "name": "Choir", "description": "", "lat": 51.0, "lon": 0.0, "area_code": "X02"},
    ]
    asked = {"id": "q", "area_code": "X01", "postcode": "X1 1XX", "age": None, "gender": None, "lat": 51.0, "lon": 0.0}
    queries = [asked | {"text": "harbour choir", "radius_miles": 10}]
    for name, rows in (("corpus", listings), ("queries", queries)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("qid\tid\tgrade\nq\tchoir\t3\n", encoding="utf-8")
    return Judged(tmp_path)


def test_grades_and_sizes_are_read(judged: Judged) -> None:
    assert judged.grades == {"q": {"choir": 3}}
    assert judged.sizes == {"X01": 3, "X02": 1}


def test_what_is_far_away_or_elsewhere_cannot_be_reached(judged: Judged) -> None:
    (question,) = judged.questions
    assert [each.id for each in judged.listings if reachable(question, each)] == ["choir", "tea"]


@pytest.mark.parametrize("peer", PEERS)
def test_every_peer_finds_the_named_thing_first(peer: str, judged: Judged) -> None:
    rank: Callable[[Judged], Ranking] = PEERS[peer]
    ((id_, listings),) = rank(judged)
    assert (id_, listings[0].id) == ("q", "choir")
