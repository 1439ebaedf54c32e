"""The lists that the thesaurus is made of: needs, and the topics within them. Read from CSV files."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Concepts = tuple[tuple[str, float], ...]
"""Concepts, each with how far it is meant (0 to 1). None at all: a phrase that is there to silence a shorter one."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Need:
    """A term of the needs list.

    Attributes:
        parent: the id of the broader need above it ("" at the top).
        also: other needs whose services answer this one too, and how well.
        people: what is so of the client of whom it is true ("carer:yes"), where it tells one kind of people from
            others. Any word without a colon says only that it does.
    """

    id: str
    label: str
    parent: str
    also: Concepts = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of thing within the needs: an activity, a condition, a kind of people ("topic:lungs").

    Attributes:
        needs: the broader needs that it is part of, and how far.
        asked, told: the phrases that mean it in what is asked, and in what listings say.
        people: as of a need.
        knows: how likely it is that such a service knows of others, from 0 to 1.
    """

    id: str
    label: str
    needs: Concepts
    asked: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    knows: float = 0.0

    @property
    def main_need(self) -> str:
        """The first of its needs; empty when it has none."""
        return self.needs[0][0] if self.needs else ""


def read_needs(folder: Path) -> list[Need]:
    """The needs of ``needs.csv``."""
    return [
        Need(row["id"], row["label"], row["parent"], concepts(row.get("also", "")), _several(row.get("people", "")))
        for row in rows(folder / "needs.csv")
    ]


def read_topics(folder: Path) -> Iterator[Topic]:
    """The topics of ``topics.csv``. A category can be one, too; its label and needs stand in ``categories.csv``."""
    categories = {row["id"]: row for row in rows(folder / "categories.csv")}
    for row in rows(folder / "topics.csv"):
        named = categories.get(row["id"], row)
        both = (named["label"], *_several(row["words"]))
        yield Topic(
            id=row["id"],
            label=named["label"],
            needs=concepts(named["needs"]),
            asked=both + _several(row["asked"]),
            told=both + _several(row["told"]),
            people=_several(row["people"]),
            knows=float(row["knows"] or 0),
        )


def rows(path: Path) -> list[Row]:
    """The rows of a file with a header; none when it is missing."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def concepts(written: str) -> Concepts:
    """Read "need:body.falls;need:life.older*0.4" as what each weighs."""
    parts = (part.partition("*") for part in _several(written))
    return tuple({id_: float(weight or 1.0) for id_, _, weight in parts}.items())


def _several(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(";") if part.strip())
