"""The need phrases: that the file is sound, and that everyday sentences find the needs they speak of.

Sentences are read as the search package reads them.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from search_index.analysis import stem, words
from search_index.phrases import LITTLE_WORDS, Text
from search_index.thesaurus import Thesaurus

SEED = Path(__file__).parents[2] / "seed_data"
UTTERANCES = Path(__file__).with_name("utterances.csv")

KINDS = {"formal", "everyday", "abbreviation", "jargon", "misspelling", "decoy"}
READINGS = {"both", "query", "listing"}
BIG_NEEDS = """
    connect.lonely connect.befriend mind.lowmood mind.bereaved mind.memory body.active body.falls money.debt
    money.benefits money.food money.energy money.goods home.housing home.homeless home.repairs care.carer
    care.parent getabout.transport
    safe.abuse life.sensory create.digital create.english life.older life.young life.learndis life.autism life.disab
    life.hospital body.alcohol mind.crisis body.smoking body.weight body.longterm body.cancer create.arts create.garden
    create.learn connect.volunteer work.job
""".split()

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
        Phrase(row["phrase"], tuple(weighted(row["needs"])), row["kind"], row["reads"]) for row in rows("thesaurus.csv")
    )


def weighted(cell: str) -> Iterator[tuple[str, float]]:
    """Read 'need:a;need:b*0.4' as pairs of id and weight."""
    for part in filter(None, cell.split(";")):
        need, _, weight = part.partition("*")
        yield need, float(weight or 1)


@cache
def slots() -> dict[str, tuple[str, ...]]:
    return {row["slot"]: tuple(row["words"].split(";")) for row in rows("thesaurus_slots.csv")}


def key(text: list[str]) -> Stems:
    """The stems that must follow each other: little words count only where there is not much else."""
    telling = [word for word in text if word not in LITTLE_WORDS]
    return tuple(map(stem, telling if len(telling) > 1 else text))


@cache
def keys(phrase: Phrase) -> frozenset[Stems]:
    """Every way the phrase can be worded: each slot stands for any of its words."""
    pieces = re.split(r"\{(\w+)\}", phrase.text)
    choices = [
        [words(word) for word in slots()[piece]] if number % 2 else [words(piece)]
        for number, piece in enumerate(pieces)
    ]
    return frozenset(key([word for part in wording for word in part]) for wording in product(*choices))


@cache
def thesaurus() -> Thesaurus:
    return Thesaurus.load(SEED)


def needs_in(text: str, reading: str = "query") -> dict[str, float]:
    """Which needs a text speaks of, each with its greatest weight."""
    read = Text.of(text)
    if reading == "listing":
        return {concept: weight for concept, weight in thesaurus().concepts_told(read).items() if "need:" in concept}
    needs: dict[str, float] = {}
    for found in thesaurus().needs_asked(read):
        for need, weight in found.concepts:
            needs[need] = max(weight, needs.get(need, 0))
    return needs


def plain_phrases() -> Iterable[Phrase]:
    return (phrase for phrase in phrases() if phrase.kind != "decoy")


def test_there_are_enough_phrases() -> None:
    assert len(phrases()) >= 1400


def test_every_row_is_whole() -> None:
    for phrase in phrases():
        assert phrase.kind in KINDS, phrase
        assert phrase.reads in READINGS, phrase
        assert phrase.text == " ".join(phrase.text.lower().split()), phrase


def test_a_phrase_means_needs_that_exist_each_once_with_a_weight_up_to_one() -> None:
    known = {row["id"] for row in rows("needs.csv") if row["parent"]}
    for phrase in phrases():
        ids = [need for need, _ in phrase.needs]
        assert set(ids) <= known, phrase
        assert len(ids) == len(set(ids)), phrase
        assert all(0 < weight <= 1 for _, weight in phrase.needs), phrase


def test_only_a_decoy_means_nothing() -> None:
    assert all((phrase.kind == "decoy") == (not phrase.needs) for phrase in phrases())


def test_phrases_are_written_with_the_letters_that_people_type() -> None:
    typed = re.compile(r"[a-z0-9{}_ '&/+-]+")
    assert [phrase.text for phrase in phrases() if not typed.fullmatch(phrase.text)] == []


def test_no_phrase_is_of_little_words_only() -> None:
    assert [phrase.text for phrase in phrases() if set(words(phrase.text)) <= LITTLE_WORDS] == []


def test_no_two_rows_are_worded_alike() -> None:
    """Rows with equally many slots may share a wording only if they mean the same.

    Otherwise the order of the file would decide.
    """
    seen: dict[tuple[int, Stems], Phrase] = {}
    alike = []
    for phrase in phrases():
        for wording in keys(phrase):
            other = seen.setdefault((len(phrase.slots), wording), phrase)
            if other is not phrase and (not phrase.slots or other.needs != phrase.needs):
                alike.append((other.text, phrase.text))
    assert alike == []


def test_slots_exist_and_are_used() -> None:
    topics = (cell for row in rows("topics.csv") for cell in row.values())
    of_topics = {slot for cell in topics for slot in re.findall(r"\{(\w+)\}", cell)}
    assert {slot for phrase in phrases() for slot in phrase.slots} | of_topics == set(slots())


def test_rows_are_in_the_order_of_the_needs_with_the_decoys_last() -> None:
    order = {row["id"]: number for number, row in enumerate(rows("needs.csv"))}
    places = [(order[p.needs[0][0]] if p.needs else len(order), p.text) for p in phrases()]
    assert places == sorted(places)


def test_the_first_need_of_a_phrase_is_the_weightiest() -> None:
    for phrase in plain_phrases():
        weights = [weight for _, weight in phrase.needs]
        assert weights == sorted(weights, reverse=True), phrase


def test_every_need_has_phrases() -> None:
    meant = Counter(need for phrase in phrases() for need, _ in phrase.needs)
    needs = [row["id"] for row in rows("needs.csv") if row["parent"]]
    assert [need for need in needs if meant[need] < 15] == []
    assert [need for need in BIG_NEEDS if meant[f"need:{need}"] < 40] == []


def test_every_need_can_be_read_from_a_listing_too() -> None:
    read = Counter(need for phrase in phrases() if phrase.reads != "query" for need, _ in phrase.needs)
    assert [row["id"] for row in rows("needs.csv") if row["parent"] and read[row["id"]] < 10] == []


def test_a_word_kept_whole_is_one_that_the_stemmer_would_confuse() -> None:
    assert stem("outings") != stem("out")
    assert stem("housing") != stem("house")
    assert stem("councilling") != stem("council")


def utterances() -> list[dict[str, str]]:
    with UTTERANCES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def meant_ones() -> list[tuple[str, str]]:
    return [(row["says"], row["means"]) for row in utterances() if row["means"]]


@pytest.mark.parametrize(("says", "means"), meant_ones())
def test_an_everyday_sentence_finds_its_need(says: str, means: str) -> None:
    assert means in needs_in(says)


@pytest.mark.parametrize(
    ("says", "does_not_mean"),
    [(row["says"], row["does_not_mean"]) for row in utterances() if row["does_not_mean"]],
)
def test_a_sentence_that_only_sounds_like_a_need_does_not_find_it(says: str, does_not_mean: str) -> None:
    assert does_not_mean not in needs_in(says)
    assert does_not_mean not in needs_in(says, reading="listing")


def test_a_sentence_finds_few_needs() -> None:
    """A flood of needs is as bad as none: on average a sentence speaks of one and a half."""
    strong = [sum(weight >= 0.5 for weight in needs_in(says).values()) for says, _ in meant_ones()]
    assert sum(strong) / len(strong) < 2


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Lost his wife", ("lost", "wife")),
        ("the social", ("the", "social")),
        ("can't sleep", ("cant", "sleep")),
        ("Men’s Shed", ("men", "shed")),
        ("50+ café", ("50", stem("plus"), "cafe")),
        ("housing", ("housing",)),
    ],
)
def test_words_become_stems(text: str, stems: Stems) -> None:
    assert key(words(text)) == stems


def test_little_words_may_stand_between_the_words_of_a_phrase() -> None:
    assert needs_in("lost my wife") == needs_in("she lost a wife") == {"need:mind.bereaved": 1}


def test_a_longer_phrase_silences_the_shorter_ones_within_it() -> None:
    assert "need:life.young" in needs_in("young people")
    assert "need:life.young" not in needs_in("young onset dementia")
