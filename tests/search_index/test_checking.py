"""What is said to be wrong with a thesaurus."""

from pathlib import Path

import pytest

from search_index.checking import DeadPhrase, ThesaurusReport, check_thesaurus

SEED = Path(__file__).parents[2] / "seed_data"
FILES = {
    "needs.csv": "id,label,parent\nneed:body,Body,\nneed:body.falls,Falls,need:body\nneed:body.walk,Walks,need:body\n",
    "thesaurus_slots.csv": "slot,words\nkin,nan;gran\n",
    "thesaurus.csv": "phrase,needs,kind,reads\n",
    "topics.csv": "id,label,needs,words,asked,told,people,knows\n",
}


def checked(folder: Path, *lines: str, topics: str = "") -> ThesaurusReport:
    """The report on a small thesaurus with these lines."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "thesaurus.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    with (folder / "topics.csv").open("a", encoding="utf-8") as file:
        file.write(topics)
    return check_thesaurus(folder)


def test_a_phrase_that_is_found_is_not_dead(tmp_path: Path) -> None:
    assert checked(tmp_path, "keeps falling,need:body.falls,everyday,both").dead == ()


def test_of_two_phrases_worded_alike_the_later_is_dead(tmp_path: Path) -> None:
    report = checked(tmp_path, "lost his wife,need:body.falls,everyday,query", "lost my wife,,decoy,query")
    assert report.dead == (DeadPhrase("thesaurus.csv", "lost my wife", ("lost his wife",)),)


def test_a_phrase_without_words_is_dead(tmp_path: Path) -> None:
    assert checked(tmp_path, "…,need:body.falls,everyday,query").dead == (DeadPhrase("thesaurus.csv", "…"),)


def test_a_phrase_with_a_slot_that_there_is_not_is_dead(tmp_path: Path) -> None:
    report = checked(tmp_path, "{neighbour} fell,need:body.falls,everyday,query")
    assert report.dead == (DeadPhrase("thesaurus.csv", "{neighbour} fell"),)


def test_a_phrase_whose_every_wording_is_written_out_is_dead(tmp_path: Path) -> None:
    lines = [f"{phrase},need:body.falls,everyday,query" for phrase in ("nan fell", "gran fell", "{kin} fell")]
    assert checked(tmp_path, *lines).dead == (DeadPhrase("thesaurus.csv", "{kin} fell", ("gran fell", "nan fell")),)


def test_phrases_that_are_read_in_different_texts_do_not_silence_each_other(tmp_path: Path) -> None:
    lines = ("steady,need:body.falls,everyday,query", "steady,need:body.walk,everyday,listing")
    assert checked(tmp_path, *lines).dead == ()


def test_needs_that_nobody_can_ask_for_or_tell_of_are_named_but_groups_are_not(tmp_path: Path) -> None:
    report = checked(tmp_path, "keeps falling,need:body.falls*0.4,everyday,query")
    assert report.unheard == ("need:body.walk",)
    assert report.untold == ("need:body.falls", "need:body.walk")


def test_a_topic_speaks_for_its_needs(tmp_path: Path) -> None:
    report = checked(tmp_path, topics="topic:sticks,Sticks,need:body.falls;need:body.walk,walking stick,,,,\n")
    assert (report.unheard, report.untold) == ((), ())


def test_nothing_at_all_is_wrong_with_no_files_at_all(tmp_path: Path) -> None:
    assert check_thesaurus(tmp_path) == ThesaurusReport((), (), ())


@pytest.fixture(scope="module")
def ours() -> ThesaurusReport:
    return check_thesaurus(SEED)


def test_nothing_is_wrong_with_ours(ours: ThesaurusReport) -> None:
    assert ours == ThesaurusReport((), (), ())
