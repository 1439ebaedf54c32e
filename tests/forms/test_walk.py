"""The way through a form of several pages."""

import pytest
from wtforms import StringField

from directory.errors import NotFoundError
from directory.forms.accounts import Given
from directory.forms.steps import Answers, Around, Step, StepForm, Stop
from directory.forms.walk import MOST_OF_A_KIND, Walk
from directory.geography import TableGazetteer
from directory.queries.labels import Labels


class One(StepForm):
    word = StringField("Word", validators=[Given("Enter a word")])


STEPS = (
    Step("first", "First?", "First", One),
    Step("place", "Where?", "Place", One, many="place"),
    Step("access", "How?", "Access", One, many="place"),
    Step("why", "Why?", "Why", One, arises=lambda others: others.typed("first", "word") == "because"),
    Step("last", "Last?", "Last", One),
)


def walk(**answers: str) -> Walk:
    typed: Answers = {name.replace("_", "-"): {"word": [word]} for name, word in answers.items()}
    return Walk(STEPS, typed, Around(TableGazetteer([]), Labels({}, {}), lambda *_: ()))


def names(going: Walk) -> list[str]:
    return [stop.name for stop in going.stops]


def test_questions_come_in_their_order_and_only_those_that_arise() -> None:
    assert names(walk()) == ["first", "place", "access", "last"]
    assert names(walk(first="because")) == ["first", "place", "access", "why", "last"]


def test_each_of_several_things_is_asked_of_in_turn() -> None:
    assert names(walk(place="a", place_2="b")) == ["first", "place", "access", "place-2", "access-2", "last"]


def test_the_next_question_is_the_first_that_waits() -> None:
    going = walk(first="a", access="")
    assert going.next() == going.find("place")
    assert going.next(going.find("place")) == going.find("access"), "an answer that will not do waits too"
    assert walk(place="a", access="a", last="a").next(Stop(STEPS[-1])) == Stop(STEPS[0]), "from the end to the start"
    assert walk(first="a", place="a", access="a", last="a").next() is None


def test_one_is_told_where_one_is() -> None:
    going = walk(place="a")
    assert going.progress(going.find("access")) == "Question 3 of 4"
    assert going.progress(going.find("place-2")) == "Question 4 of 5"


def test_the_way_back() -> None:
    going = walk(place="a", place_2="b")
    assert going.before(going.find("first")) is None
    assert going.before(going.find("place-2")) == going.find("access")
    assert going.before(going.find("last")) == going.find("access-2")
    assert going.before(going.find("place-3")) == going.find("access-2")


def test_one_more_can_be_added_after_the_last_question_about_one() -> None:
    going = walk(place="a")
    assert going.closes(going.find("access"))
    assert not going.closes(going.find("place"))
    assert not going.closes(going.find("last"))
    assert going.another(going.find("access")) == going.find("place-2")
    assert going.another(going.find("last")) is None


def test_there_are_not_too_many() -> None:
    many = {f"place_{number}": "a" for number in range(2, MOST_OF_A_KIND + 1)}
    going = walk(**many)
    assert going.another(going.find("access")) is None


@pytest.mark.parametrize(
    "name", ["why", "place-3", "access-2", "last-2", "place-1", "place-02", "nothing", "", "place-٢"]
)
def test_a_question_that_does_not_arise_cannot_be_found(name: str) -> None:
    with pytest.raises(NotFoundError):
        walk(place="a").find(name)


def test_what_is_taken_away_leaves_no_gap() -> None:
    going = walk(first="x", place="a", access="A", place_2="b", access_2="B", place_3="c")
    kept = {name: typed["word"][0] for name, typed in going.without(going.find("place-2")).items()}
    assert kept == {"first": "x", "place": "a", "access": "A", "place-2": "c"}
