"""What is wrong with the files of a thesaurus: phrases that are never found, needs that nobody can ask for. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

from search_index.phrases import PhraseBook, Text, wording
from search_index.terms import concepts, read_needs, read_topics, rows

MOST_WORDINGS = 500
"""Of a phrase with slots so many wordings are tried before it is said that it can never be found."""

_SLOT = re.compile(r"\{(\w+)\}")

Slots = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class DeadPhrase:
    """A phrase that is never found.

    Attributes:
        file: the file it stands in.
        silenced_by: the phrases that are found in its stead. None: it has no words that are read, or names a slot that
            there is not.
    """

    file: str
    phrase: str
    silenced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThesaurusReport:
    """What is wrong with a thesaurus.

    Attributes:
        dead: the phrases that are never found.
        unheard: the needs that no phrase of a query means, by their ids.
        untold: the needs that no phrase of a listing means.
    """

    dead: tuple[DeadPhrase, ...]
    unheard: tuple[str, ...]
    untold: tuple[str, ...]


def check_thesaurus(folder: Path) -> ThesaurusReport:
    """Check the files of a folder. A group of needs, which has needs below it, need not have phrases of its own."""
    slots = {row["slot"]: row["words"].split(";") for row in rows(folder / "thesaurus_slots.csv")}
    phrases = rows(folder / "thesaurus.csv")
    topics = list(read_topics(folder))
    # A phrase may stand under several topics, and then means all of them.
    of_topics = {wording(phrase): phrase for topic in topics for phrase in (*topic.asked, *topic.told)}
    dead = [
        *_dead("thesaurus.csv", [row["phrase"] for row in phrases if row["reads"] != "listing"], slots),
        *_dead("thesaurus.csv", [row["phrase"] for row in phrases if row["reads"] != "query"], slots),
        *_dead("topics.csv", of_topics.values(), slots),
    ]
    asked = _meant(row["needs"] for row in phrases if row["reads"] != "listing")
    told = _meant(row["needs"] for row in phrases if row["reads"] != "query")
    narrowed = {need for topic in topics for need, _ in topic.needs}
    return ThesaurusReport(
        dead=tuple(dict.fromkeys(dead)),
        unheard=_missing(folder, asked | narrowed),
        untold=_missing(folder, told | narrowed),
    )


def _dead(file: str, phrases: Iterable[str], slots: Slots) -> Iterator[DeadPhrase]:
    book: PhraseBook[str] = PhraseBook(slots)
    phrases = list(phrases)
    for phrase in phrases:
        if _known_slots(phrase, slots):
            book.add(phrase, phrase)
    for phrase in phrases:
        found = [_found(book, wording) for wording in _wordings(phrase, slots)]
        if not any(phrase in each for each in found):
            yield DeadPhrase(file, phrase, tuple(sorted({other for each in found for other in each})))


def _found(book: PhraseBook[str], wording: str) -> set[str]:
    return {span.meaning for span in book.find(Text.of(wording))}


def _known_slots(phrase: str, slots: Slots) -> bool:
    return all(name in slots for name in _SLOT.findall(phrase))


def _wordings(phrase: str, slots: Slots) -> Iterator[str]:
    """Ways in which a phrase can be said: each slot stands for any of its words."""
    if not _known_slots(phrase, slots):
        return
    choices = [slots[name] for name in _SLOT.findall(phrase)]
    for chosen in islice(product(*choices), MOST_WORDINGS):
        yield _SLOT.sub(_one_after_another(chosen), phrase)


def _one_after_another(chosen: Sequence[str]) -> Callable[[re.Match[str]], str]:
    following = iter(chosen)
    return lambda _: next(following)


def _meant(written: Iterable[str]) -> set[str]:
    return {need for needs in written for need, _ in concepts(needs)}


def _missing(folder: Path, meant: set[str]) -> tuple[str, ...]:
    needs = read_needs(folder)
    groups = {need.parent for need in needs}
    return tuple(need.id for need in needs if need.id not in meant | groups)
