"""A folder of judged queries: the listings, what is asked, and how well each listing answers."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

EARTH_MILES = 3958.8


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing as every way of searching sees it: a name, a group, its text, and words on its kind and people."""

    id: str
    district: str
    name: str
    organisation: str
    description: str
    kinds: str
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Question:
    """A query as a navigator put it. Where it is asked is for those who cannot find a postcode themselves."""

    id: str
    district: str
    text: str
    postcode: str
    age: float | None
    gender: str | None
    radius_miles: float | None
    point: tuple[float, float]


@dataclass(frozen=True)
class Judged:
    """All of a folder: ``corpus.jsonl``, ``corpus_oruk.json``, ``queries.jsonl`` and ``qrels.tsv``."""

    folder: Path

    @property
    def feed(self) -> Path:
        """The same listings in Open Referral UK, for an import."""
        return self.folder / "corpus_oruk.json"

    @cached_property
    def listings(self) -> list[Listing]:
        return [_listing(row) for row in _rows(self.folder / "corpus.jsonl")]

    @cached_property
    def questions(self) -> list[Question]:
        return [_question(row) for row in _rows(self.folder / "queries.jsonl")]

    @cached_property
    def grades(self) -> Mapping[str, Mapping[str, int]]:
        """For each query the grade (0 to 3) of each listing that was judged."""
        grades: dict[str, dict[str, int]] = {question.id: {} for question in self.questions}
        with (self.folder / "qrels.tsv").open(encoding="utf-8", newline="") as lines:
            for query, listing, grade, *_ in list(csv.reader(lines, delimiter="\t"))[1:]:
                grades[query][listing] = int(grade)
        return grades

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How many listings each district has."""
        return Counter(listing.district for listing in self.listings)


def reachable(question: Question, listing: Listing) -> bool:
    """Whether a listing is of the district of a query and, when it has a place, within its radius."""
    if listing.district != question.district:
        return False
    if question.radius_miles is None or listing.point is None:
        return True
    return _miles(question.point, listing.point) <= question.radius_miles


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _listing(row: dict[str, Any]) -> Listing:
    kinds = [*row["categories"], *row["audience"], row["eligibility"] or ""]
    return Listing(
        id=row["id"],
        district=row["area_code"],
        name=row["name"],
        organisation="" if row["organisation"] == row["name"] else row["organisation"],
        description=row["description"],
        kinds=" ; ".join(filter(None, kinds)),
        point=None if row["lat"] is None else (row["lat"], row["lon"]),
    )


def _question(row: dict[str, Any]) -> Question:
    return Question(
        id=row["id"],
        district=row["area_code"],
        text=row["text"],
        postcode=row["postcode"] or "",
        age=row["age"],
        gender=row["gender"],
        radius_miles=row["radius_miles"],
        point=(row["lat"], row["lon"]),
    )


def _miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The haversine formula."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_MILES * asin(sqrt(chord))
