"""Looking through the files of the thesaurus for what can never be of use. Pure: files in, faults out."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

from search_index.analysis import words
from search_index.phrases import LITTLE_WORDS, PhraseBook, Span, Text

READINGS = ("query", "listing")
"""Phrases are looked for in what is asked, in what listings say, or in both."""

MOST_EXAMPLES = 200
"""Wordings of a phrase that are tried; one with several slots may have thousands."""


class Fault(NamedTuple):
    """A phrase that can never match, and why."""

    phrase: str
    why: str


class Row(NamedTuple):
    """A line of the thesaurus."""

    phrase: str
    needs: str
    reads: str


def read_rows(folder: Path) -> list[Row]:
    """The lines of ``thesaurus.csv``."""
    return [Row(row["phrase"], row["needs"], row["reads"]) for row in _lines(folder / "thesaurus.csv")]


def read_slots(folder: Path) -> dict[str, list[str]]:
    """The words of each slot of ``thesaurus_slots.csv``."""
    return {row["slot"]: row["words"].split(";") for row in _lines(folder / "thesaurus_slots.csv")}


def faults(rows: Sequence[Row], slots: Mapping[str, Sequence[str]]) -> list[Fault]:
    """The phrases that can never match, in their order.

    A phrase that is not found in its own words is found in no other text.
    """
    found = dict(fault for reading in READINGS for fault in _faults_of_reading(rows, slots, reading))
    return [found[number] for number in sorted(found)]


def needs_without_phrase(needs: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The needs that no phrase means, so that only their labels find them."""
    meant = {part.strip().partition("*")[0] for row in rows for part in row.needs.split(";")}
    return [need for need in needs if need not in meant]


def _faults_of_reading(
    rows: Sequence[Row], slots: Mapping[str, Sequence[str]], reading: str
) -> Iterator[tuple[int, Fault]]:
    book: PhraseBook[int] = PhraseBook(slots)
    read = [number for number, row in enumerate(rows) if row.reads in {"both", reading}]
    sound = []
    for number in read:
        phrase = rows[number].phrase
        if unknown := [slot for slot in _slots_of(phrase) if slot not in slots]:
            yield number, Fault(phrase, f"there is no list of words called {unknown[0]}")
        elif not any(words(example) for example in _some(phrase, slots)):
            yield number, Fault(phrase, "it has no words")
        else:
            book.add(phrase, number)
            sound.append(number)
    for number in sound:
        phrase = rows[number].phrase
        texts = [Text.of(example) for example in _some(phrase, slots)]
        if not any(number == span.meaning for text in texts for span in book.find(text)):
            yield number, Fault(phrase, _why(texts, book, rows))


def _why(texts: Sequence[Text], book: PhraseBook[int], rows: Sequence[Row]) -> str:
    """Why a phrase is not found in these texts, which are its own words."""
    others = [span.meaning for text in texts for span in book.find(text) if _covers(span, text)]
    return f"“{rows[others[0]].phrase}” is read in its place" if others else "its own words do not find it"


def _covers(span: Span[int], text: Text) -> bool:
    """Whether all that stands outside a phrase are little words."""
    outside = (*text.words[: span.start], *text.words[span.end :])
    return LITTLE_WORDS.issuperset(outside)


def _some(phrase: str, slots: Mapping[str, Sequence[str]]) -> Iterator[str]:
    return islice(_examples(phrase, slots), MOST_EXAMPLES)


def _examples(phrase: str, slots: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A phrase with every choice of words for its slots."""
    used = _slots_of(phrase)
    for choice in product(*(slots[slot] for slot in used)):
        worded = phrase
        for slot, chosen in zip(used, choice, strict=True):
            worded = worded.replace(f"{{{slot}}}", chosen, 1)
        yield worded


def _slots_of(phrase: str) -> list[str]:
    return [part.partition("}")[0] for part in phrase.split("{")[1:]]


def _lines(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
