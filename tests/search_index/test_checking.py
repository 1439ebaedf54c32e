"""What can never be of use in the files of the thesaurus."""

import pytest

from directory.resources import SEED_DATA
from search_index.checking import Fault, Row, faults, needs_without_phrase, read_rows, read_slots

SLOTS = {"kin": ["mum", "father in law"], "died": ["died", "passed away"]}


def row(phrase: str, needs: str = "need:a", reads: str = "both") -> Row:
    return Row(phrase, needs, reads)


def test_what_can_be_found_is_no_fault() -> None:
    assert faults([row("keeps falling"), row("{kin} {died}"), row("the social"), row("falling")], SLOTS) == []


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("", "it has no words"),
        ("!?", "it has no words"),
        ("lost {pet}", "there is no list of words called pet"),
        ("keep on my falling", "“keeps on falling” is read in its place"),
        ("{kin}'s carer", "its own words do not find it"),
    ],
)
def test_a_phrase_that_can_never_match_is_told_with_the_reason(phrase: str, why: str) -> None:
    rows = [row("keeps falling"), row("keeps on falling"), row(phrase)]
    assert faults(rows, SLOTS) == [Fault(phrase, why)]


def test_of_phrases_worded_alike_the_first_counts_also_if_it_is_there_to_silence() -> None:
    rows = [row("disabled toilets", ""), row("disabled toilet")]
    assert faults(rows, SLOTS) == [Fault("disabled toilet", "“disabled toilets” is read in its place")]


def test_phrases_that_are_read_in_different_places_do_not_meet() -> None:
    assert faults([row("befriending", reads="listing"), row("befriending", reads="query")], SLOTS) == []


def test_a_need_without_a_phrase_is_told() -> None:
    rows = [row("one", "need:a;need:b*0.4"), row("decoy", "")]
    assert needs_without_phrase(["need:a", "need:b", "need:c"], rows) == ["need:c"]


def test_the_files_that_come_with_the_program_are_read() -> None:
    rows = read_rows(SEED_DATA)
    assert len(rows) > 1_000
    assert len(faults(rows, read_slots(SEED_DATA))) < len(rows) / 100
    assert read_rows(SEED_DATA / "demonstration") == []
