"""The topics: that the file is sound, and that everyday words find the kind of thing they ask for."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from directory.vocabulary import Circumstance, Gender
from search_index.phrases import Text, wording
from search_index.thesaurus import Thesaurus

SEED = Path(__file__).parents[2] / "seed_data"

PEOPLE = {
    "yes",
    *(f"{each.value}:yes" for each in Circumstance),
    *(f"gender:{each.value}" for each in Gender),
    "older:yes",
    "young:yes",
}
"""What may be so of the client to whom a topic applies; the index itself tells the last two from the age."""

SAID = [
    ("bad chest, wants some exercise", {"topic:lungs", "category:exercise-class"}),
    ("knitting group on a Tuesday", {"category:craft-group"}),
    ("men's shed", {"category:mens-shed"}),
    ("dementia café for mum", {"category:dementia-cafe"}),
    ("washing machine broken", {"category:furniture", "category:grants"}),
    ("toaster broken", {"category:repair-cafe"}),
    ("loan shark at the door", {"topic:debt"}),
    ("help with PIP form", {"topic:benefits-advice"}),
    ("can't cut toenails", {"topic:foot-care"}),
    ("lift to hospital", {"category:community-transport"}),
    ("food bank", {"category:food-bank"}),
    ("foodbank", {"category:food-bank"}),
    ("flat is full of rubbish", {"topic:decluttering"}),
    ("garden too big for her now", {"topic:garden-help"}),
    ("had a stroke in May", {"topic:stroke"}),
    ("in a wheelchair", {"topic:disability"}),
    ("borrow a wheelchair", {"topic:wheelchair"}),
    ("Punjabi speaking ladies group", {"topic:south-asian", "topic:women"}),
    ("ex army, on his own", {"topic:veterans"}),
    ("volunteer driver", {"category:community-transport"}),
    ("wants to volunteer", {"category:volunteering"}),
]

NOT_SAID = [
    ("wants to talk to someone", "category:talks"),
    ("send her somewhere nice", "topic:send"),
    ("takes pride in her garden", "topic:lgbt"),
    ("can't add up", "topic:adhd"),
]


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (SEED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def thesaurus() -> Thesaurus:
    return Thesaurus.load(SEED)


def topics_in(says: str) -> set[str]:
    return {topic for found in thesaurus().topics_asked(Text.of(says)) for topic, _ in found.concepts}


@pytest.mark.parametrize(("says", "topics"), SAID)
def test_everyday_words_find_the_kind_of_thing(says: str, topics: set[str]) -> None:
    assert topics <= topics_in(says)


@pytest.mark.parametrize(("says", "topic"), NOT_SAID)
def test_words_that_only_sound_like_a_topic_do_not_find_it(says: str, topic: str) -> None:
    assert topic not in topics_in(says)
    assert topic not in thesaurus().concepts_told(Text.of(says))


def test_ids_are_unique_and_a_category_is_one_of_the_list() -> None:
    ids = [row["id"] for row in rows("topics.csv")]
    assert len(ids) == len(set(ids))
    assert {id_ for id_ in ids if id_.startswith("category:")} <= {row["id"] for row in rows("categories.csv")}
    assert [id_ for id_ in ids if not re.fullmatch(r"(category|topic):[a-z]+(-[a-z]+)*", id_)] == []


def test_a_topic_has_a_label_and_a_category_has_that_of_the_list() -> None:
    for row in rows("topics.csv"):
        assert bool(row["label"]) is row["id"].startswith("topic:"), row
        assert not row["needs"] or row["id"].startswith("topic:"), row


def test_needs_of_topics_and_neighbours_of_needs_exist() -> None:
    needs = thesaurus().needs
    assert {need for topic in thesaurus().topics.values() for need, _ in topic.needs} <= needs.keys()
    for need in needs.values():
        others = [other for other, weight in need.also if 0 < weight < 1]
        assert set(others) <= needs.keys() - {need.id, need.parent}, need
        assert len(others) == len(need.also), need


def test_people_are_told_by_what_can_be_known_of_a_client() -> None:
    for row in (*rows("topics.csv"), *rows("needs.csv")):
        assert set(filter(None, row["people"].split(";"))) <= PEOPLE, row


def test_some_services_know_of_others() -> None:
    assert {"category:advice", "category:helpline"} <= {topic for topic, _ in thesaurus().who_knows()}


def test_every_topic_can_be_asked_for_and_told() -> None:
    for topic in thesaurus().topics.values():
        assert len(topic.asked) >= 2, topic
        assert len(topic.told) >= 2, topic


def test_phrases_are_written_as_they_are_typed_and_once_each() -> None:
    typed = re.compile(r"[a-z0-9{][a-z0-9' {}-]*")
    for row in rows("topics.csv"):
        phrases = [phrase for column in ("words", "asked", "told") for phrase in row[column].split(";") if phrase]
        assert [phrase for phrase in phrases if not typed.fullmatch(phrase)] == []
        worded = [wording(phrase) for phrase in phrases]
        assert [phrase for phrase in phrases if worded.count(wording(phrase)) > 1] == []
