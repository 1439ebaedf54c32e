"""What the page says about a search."""

from typing import Any

import pytest

from directory.eligibility import AgeRange, Client
from directory.geography import Place, PlaceKind, Point
from directory.queries.labels import Labels
from directory.queries.search import Criteria
from directory.queries.search.sentences import LEFT_OUT, LONGEST_QUOTE, counted, in_words, relaxations
from directory.vocabulary import Gender
from search_index.conditions import AXES
from search_index.documents import Relaxation

LABELS = Labels(
    {
        "need:pip": "PIP and other benefits",
        "need:lonely": "Loneliness and isolation",
        "category:lunch": "Lunch club",
        "day:mon": "Monday",
        "day:tue": "Tuesday",
        "time:morning": "Morning",
        "cost:free": "Free",
        "way:online": "Online",
        "way:in_person": "At a place",
        "access:bsl": "BSL interpreter",
        "access:lift": "Lift",
        "language:cy": "Welsh",
        "referral:gp": "GP practices can refer",
    },
    {},
)
HERE = Place("DL3 9AA", PlaceKind.POSTCODE, Point(54.5, -1.5))
SOMEWHERE = Place("IM1 1AA", PlaceKind.POSTCODE, None)


def words(place: Place | None = None, *tags: str, miles: float = 10, client: Client | None = None, **more: Any) -> str:
    filters: dict[str, frozenset[str]] = {}
    for tag in tags:
        group = tag.partition(":")[0]
        filters[group] = filters.get(group, frozenset()) | {tag}
    return in_words(Criteria(filters=filters, **more), place, client or Client(), LABELS, miles)


def aged(low: float, high: float | None = None, gender: Gender | None = None) -> Client:
    return Client(ages=AgeRange(low, high), gender=gender)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words(), ""),
        (words(HERE), "within 10 miles of DL3 9AA"),
        (words(HERE, miles=1), "within 1 mile of DL3 9AA"),
        (words(HERE, miles=0.5), "within 0.5 miles of DL3 9AA"),
        (words(SOMEWHERE), "for IM1 1AA"),
        (words(client=Client(gender=Gender.FEMALE)), "for a woman"),
        (words(client=aged(84, 84, Gender.FEMALE)), "for a woman aged 84"),
        (words(client=aged(16, 16, Gender.FEMALE)), "for a girl aged 16"),
        (words(client=aged(0, 4, Gender.MALE)), "for a boy under 5"),
        (words(client=aged(16, 16, Gender.NON_BINARY)), "for a non-binary person aged 16"),
        (words(client=aged(70)), "for a person aged 70 or over"),
        (words(client=aged(0, 24)), "for a person under 25"),
        (words(None, "need:lonely"), "loneliness and isolation"),
        (words(None, "need:lonely", "need:pip"), "loneliness and isolation or PIP and other benefits"),
        (words(None, "category:lunch"), "lunch club"),
        (words(None, "day:tue"), "on Tuesday"),
        (words(None, "day:tue", "day:mon"), "on Monday or Tuesday"),
        (words(None, "time:morning", "cost:free"), "in the morning, free"),
        (words(None, "way:online", "way:in_person"), "at a place or online"),
        (words(None, "language:cy"), "in Welsh"),
        (words(None, "referral:gp"), "GP practices can refer"),
        (words(every=frozenset(["access:lift", "access:bsl"])), "with BSL interpreter and lift"),
        (words(accepting=True), "with room now"),
        (
            words(HERE, "day:tue", "cost:free", client=aged(84, 84, Gender.FEMALE), accepting=True),
            "within 10 miles of DL3 9AA, for a woman aged 84, on Tuesday, free, with room now",
        ),
    ],
)
def test_a_search_says_itself(said: str, expected: str) -> None:
    assert said == expected


FURTHER = Relaxation("further", "16.0934", "32.1869")
FURTHER_STILL = Relaxation("further", "16.0934", "80.4672")


@pytest.mark.parametrize(
    ("steps", "sentences"),
    [
        ([], []),
        (
            [Relaxation("spelling", "bereavment", "bereavement")],
            ["No listing mentions “bereavment”, so we searched for “bereavement”"],
        ),
        (
            [Relaxation("turned_down", "not church based", "")],
            ["We took “not church based” to say what is not wanted, and did not search for it"],
        ),
        (
            [Relaxation("fewer_words", "", "")],
            ["Few listings fit all of your words, so those that fit some of them are shown too"],
        ),
        ([Relaxation("no_words", "xyzzy", "")], ["Nothing here answers “xyzzy”, so this is what else there is"]),
        (
            [Relaxation("who_knows", "Domestic abuse", "")],
            ["Nothing here answers “Domestic abuse”, so these are services that may know of something"],
        ),
        ([FURTHER], ["Little fits within 10 miles, so we looked up to 20 miles away"]),
        ([FURTHER, FURTHER_STILL], ["Little fits within 10 miles, so we looked up to 50 miles away"]),
        (
            [Relaxation("further", "1.60934", "3.21869")],
            ["Little fits within 1 mile, so we looked up to 2 miles away"],
        ),
        (
            [Relaxation("wider_need", "Falls and balance", "")],
            ["Little fits “Falls and balance” exactly, so related needs are shown too"],
        ),
        (
            [Relaxation("fewer_words", "", ""), FURTHER, Relaxation("wider_need", "Low mood", "")],
            [
                "Few listings fit all of your words, so those that fit some of them are shown too",
                "Little fits within 10 miles, so we looked up to 20 miles away",
                "Little fits “Low mood” exactly, so related needs are shown too",
            ],
        ),
    ],
)
def test_what_was_done_to_find_more_is_said(steps: list[Relaxation], sentences: list[str]) -> None:
    assert list(relaxations(steps)) == sentences


def test_what_was_typed_is_said_again_only_as_far_as_one_wants_to_read() -> None:
    (sentence,) = relaxations([Relaxation("no_words", "blah\n " * 2000, "")])
    assert len(sentence) < LONGEST_QUOTE + 60
    assert "\n" not in sentence
    assert "…”" in sentence


def test_every_reason_to_be_left_out_has_its_words() -> None:
    assert set(LEFT_OUT) == {*AXES, "distance", "room"}


@pytest.mark.parametrize(("number", "said"), [(0, "0 services"), (1, "1 service"), (1234, "1,234 services")])
def test_numbers_have_their_noun(number: int, said: str) -> None:
    assert counted(number, "service", "services") == said
