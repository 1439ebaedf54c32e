"""The need phrases: that the file is sound, and that everyday sentences find the needs they speak of.

The reader and matcher below are the slow obvious ones. They say what the search package must do with these files, so that its
own, faster ones can be put in their place here without another change.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from whoosh.lang.porter import stem as porter_stem

SEED = Path(__file__).parents[2] / "seed_data"
UTTERANCES = Path(__file__).with_name("utterances.csv")

KINDS = {"formal", "everyday", "abbreviation", "jargon", "misspelling", "decoy"}
READINGS = {"both", "query", "listing"}
BIG_NEEDS = """
    connect.lonely connect.befriend mind.lowmood mind.bereaved mind.memory body.active body.falls money.debt money.benefits
    money.food money.energy money.goods home.housing home.homeless home.repairs care.carer care.parent getabout.transport
    safe.abuse life.sensory create.digital create.english life.older life.young life.learndis life.autism life.disab
    life.hospital body.alcohol mind.crisis body.smoking body.weight body.longterm body.cancer create.arts create.garden
    create.learn connect.volunteer work.job
""".split()

# Little words that people put in or leave out: "lost his wife", "lost my wife". Between the words of a phrase they are skipped.
LITTLE_WORDS = frozenset(
    """a an the my his her hers their our your its this that is are was were be been being am has have had having to and with
    just very really so too quite bit rather still now also some any he she they we i who hes shes theyre im ive whos recently
    sadly suddenly always""".split()
)

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of thesaurus.csv."""

    text: str
    needs: tuple[tuple[str, float], ...]
    kind: str
    reads: str

    @property
    def slots(self) -> list[str]:
        return re.findall(r"\{(\w+)\}", self.text)


def rows(name: str) -> list[dict[str, str]]:
    with (SEED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def phrases() -> tuple[Phrase, ...]:
    return tuple(
        Phrase(row["phrase"], tuple(weighted(row["needs"])), row["kind"], row["reads"])
        for row in rows("thesaurus.csv")
    )


def weighted(cell: str) -> Iterator[tuple[str, float]]:
    """Read 'need:a;need:b*0.4' as pairs of id and weight."""
    for part in filter(None, cell.split(";")):
        need, _, weight = part.partition("*")
        yield need, float(weight or 1)


@cache
def slots() -> dict[str, tuple[str, ...]]:
    return {row["slot"]: tuple(row["words"].split(";")) for row in rows("thesaurus_slots.csv")}


@cache
def whole_words() -> dict[str, str]:
    return {row["word"]: row["kept_as"] for row in rows("whole_words.csv")}


def words_of(text: str) -> list[str]:
    """Small letters and digits only; an apostrophe joins ("can't" is "cant"), everything else parts."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("+", " plus "))
    return re.findall(r"[a-z0-9]+", re.sub(r"['’\u0300-\u036f]", "", plain))


@cache
def stem(word: str) -> str:
    return whole_words().get(word) or str(porter_stem(word))


def key(words: list[str]) -> Stems:
    """The stems that must follow each other: little words count only where there is not much else."""
    telling = [word for word in words if word not in LITTLE_WORDS]
    return tuple(map(stem, telling if len(telling) > 1 else words))


@cache
def keys(phrase: Phrase) -> frozenset[Stems]:
    """Every way the phrase can be worded: each slot stands for any of its words."""
    pieces = re.split(r"\{(\w+)\}", phrase.text)
    choices = [
        [words_of(word) for word in slots()[piece]] if number % 2 else [words_of(piece)]
        for number, piece in enumerate(pieces)
    ]
    return frozenset(key([word for part in wording for word in part]) for wording in product(*choices))


@cache
def wordings() -> dict[Stems, Phrase]:
    """All wordings. What is written out wins over slots, and fewer slots over more."""
    found: dict[Stems, Phrase] = {}
    for phrase in sorted(phrases(), key=lambda phrase: -len(phrase.slots)):
        found.update(dict.fromkeys(keys(phrase), phrase))
    return found


@cache
def beginnings() -> frozenset[Stems]:
    return frozenset(stems[:length] for stems in wordings() for length in range(1, len(stems)))


def needs_in(text: str, reading: str = "query") -> dict[str, float]:
    """Which needs a text speaks of, each with its greatest weight. A longer phrase silences those within it."""
    spans = [span for span in _spans(words_of(text)) if span[2].reads in {"both", reading}]
    needs: dict[str, float] = {}
    for start, end, phrase in spans:
        if any(a <= start and end <= b and b - a > end - start for a, b, _ in spans):
            continue
        for need, weight in phrase.needs:
            needs[need] = max(weight, needs.get(need, 0))
    return needs


def _spans(words: list[str]) -> Iterator[tuple[int, int, Phrase]]:
    for start in range(len(words)):
        unfinished: list[tuple[int, Stems]] = [(start, ())]
        while unfinished:
            at, sofar = unfinished.pop()
            if sofar in wordings():
                yield start, at, wordings()[sofar]
            if at == len(words) or (sofar and sofar not in beginnings()):
                continue
            unfinished.append((at + 1, (*sofar, stem(words[at]))))
            if sofar and words[at] in LITTLE_WORDS:
                unfinished.append((at + 1, sofar))
