"""From phrases to units: needs, narrowed to the topics within them."""

import pytest

from search_index.concepts import Unit, hear, units
from search_index.phrases import Text
from search_index.ranking import BROADER, NEED_WEIGHT, SAYING, SHARING, TOPIC_WEIGHT
from search_index.terms import Need, Topic
from search_index.thesaurus import Thesaurus

FALLS = "need:body.falls"


def heard(text: str, thesaurus: Thesaurus, *ignoring: str) -> list[Unit]:
    return units(hear(Text.of(text), thesaurus, frozenset(ignoring)), thesaurus)


def test_a_need_is_answered_by_itself(small: Thesaurus) -> None:
    assert heard("lonely", small) == [
        Unit("need", "need:mind.lonely", NEED_WEIGHT, (("need:mind.lonely", 1.0),), ("need:mind.lonely",))
    ]


def test_a_topic_is_answered_in_part_by_what_serves_its_need(small: Thesaurus) -> None:
    assert heard("stick", small) == [
        Unit(
            "topic",
            "Walking sticks",
            TOPIC_WEIGHT,
            ((FALLS, BROADER), ("stick", SAYING), ("topic:sticks", 1.0)),
            (FALLS,),
        )
    ]


def test_a_need_is_narrowed_to_the_topic_that_the_same_words_name(small: Thesaurus) -> None:
    small.mean("stick slips", {FALLS: 1.0})
    (unit,) = heard("stick slips", small)
    assert (unit.kind, unit.terms, unit.needs) == (
        "need",
        ((FALLS, BROADER), ("stick", SAYING), ("topic:sticks", 1.0)),
        (FALLS,),
    )


def test_a_need_that_other_words_name_is_not_narrowed(small: Thesaurus) -> None:
    need, topic = heard("keeps falling, lost her stick", small)
    assert need.terms == ((FALLS, 1.0),)
    assert dict(topic.terms)["topic:sticks"] == 1.0


def test_the_longer_phrase_of_a_topic_silences_the_need_within_it(small: Thesaurus) -> None:
    small.mean("dead", {"need:mind.lonely": 1.0})
    assert [unit.kind for unit in heard("arm went dead", small)] == ["topic"]


def test_a_need_that_is_not_meant_takes_its_topics_with_it(small: Thesaurus) -> None:
    assert heard("stick", small, FALLS) == []


def test_needs_of_one_phrase_share_its_weight(small: Thesaurus) -> None:
    small.mean("housebound", {FALLS: 1.0, "need:mind.lonely": 1.0})
    assert [unit.weight for unit in heard("housebound", small)] == pytest.approx([NEED_WEIGHT / 2**SHARING] * 2)


def test_any_topic_of_a_phrase_would_do() -> None:
    goods = Need("need:goods", "Goods", "")
    topics = [Topic(f"topic:{id_}", id_, (("need:goods", 1.0),), asked=("no cooker",)) for id_ in ("shop", "grant")]
    (unit,) = heard("no cooker", Thesaurus([goods], topics=topics))
    assert unit.terms == (("need:goods", BROADER), ("topic:shop", 1.0), ("topic:grant", 1.0))
