"""From what a navigator asks for to the page of results."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from directory.actions.moderation import withdraw_service
from directory.eligibility import AgeRange
from directory.models import Service
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    TermRecord,
)
from directory.queries.search import Chip, Surroundings
from directory.vocabulary import CapacityStatus, Circumstance, Gender, Referrer, RuleKind, TermKind, Verdict, Way
from search_index.documents import Sort
from tests.conftest import NOW, Statements
from tests.makers import a_full_record, a_record
from tests.queries.search.conftest import Look
from tests.queries.search.listings import CHAPEL, FAR, FARM, FRIDAY, HALL, TUESDAY, Settle, at, names

# What a page is made of is read on each kind of database in the tests of its parts; here one is enough.
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def for_age(minimum: float | None = None, maximum: float | None = None) -> tuple[RuleRecord, ...]:
    return (RuleRecord(kind=RuleKind.AGE, minimum_age=minimum, maximum_age=maximum),)


# Where.


@pytest.mark.parametrize(
    ("typed", "label", "distance"),
    [
        ("ZZ1 1AA", "ZZ1 1AA", 0.0),
        (" zz11aa ", "ZZ1 1AA", 0.0),
        ("ZZ1 1AB", "ZZ1 1AB", 0.69),
        ("Normal Harbour", "Normal Harbour", 0.0),
        ("ZZ9 9ZZ", "ZZ9 9ZZ", 0.08),
    ],
)
def test_what_is_near_is_measured_from_what_was_typed(
    look: Look, settle: Settle, typed: str, label: str, distance: float
) -> None:
    settle(at("1", "Tea table", HALL))
    page = look(typed)
    assert page.place
    assert page.place.label == label
    assert page.unknown is None
    assert page.cards[0].distance_miles == pytest.approx(distance, abs=0.01)


@pytest.mark.parametrize("typed", ["ZZ1", "ZZ1 1", "zz2"])
def test_a_part_of_a_postcode_is_a_place(look: Look, settle: Settle, typed: str) -> None:
    settle(at("1", "Tea table", HALL), at("2", "Far tea", FAR))
    page = look(typed)
    assert page.place
    assert page.place.point
    assert names(page) == (["Far tea"] if typed == "zz2" else ["Tea table"])


def test_a_terminated_postcode_is_used_and_said_to_be_one(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL))
    page = look("ZZ9 9ZZ")
    assert page.place
    assert page.place.note == "ZZ9 9ZZ went out of use in June 2019; we have used where it was."
    assert names(page) == ["Tea table"]


def test_a_postcode_without_a_point_finds_everything_and_measures_nothing(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL), at("2", "Far tea", FAR))
    page = look("ZZ3 3ZZ")
    assert page.place
    assert page.place.point is None
    assert page.said == "for ZZ3 3ZZ"
    assert sorted(names(page)) == ["Far tea", "Tea table"]
    assert {card.distance_miles for card in page.cards} == {None}


@pytest.mark.parametrize("typed", ["ZZ8 8ZZ", "Atlantis", "????", "ZZ1 1A", "x" * 5000, "\x00\u202e", "Newton"])
def test_a_place_that_is_not_known_is_an_answer_with_words_of_its_own(look: Look, settle: Settle, typed: str) -> None:
    settle(at("1", "Tea table", HALL))
    page = look(typed, "tea")
    assert page.place is None
    assert page.unknown
    assert page.unknown.sentence
    assert (page.total, page.cards, page.filters, page.left_out) == (0, (), (), ())


def test_without_a_place_everything_everywhere_is_looked_through(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL), at("2", "Far tea", FAR))
    page = look("  ", "tea")
    assert (page.place, page.unknown, page.said) == (None, None, "")
    assert sorted(names(page)) == ["Far tea", "Tea table"]


def test_what_has_no_place_is_found_from_everywhere(look: Look, settle: Settle) -> None:
    settle(at("1", "Helpline", ways=(Way.PHONE,)))
    (card,) = look("ZZ2 1AA").cards
    assert (card.distance_miles, card.place, card.ways) == (None, "", ("By phone",))


def test_of_several_places_the_nearest_is_shown(look: Look, settle: Settle) -> None:
    nowhere = PlaceRecord(name="Somewhere", postcode="not known")
    settle(at("1", "Tea table", FAR, nowhere, CHAPEL, FARM))
    (card,) = look("ZZ1 1AB").cards
    assert (card.place, card.distance_miles, card.other_places) == ("Chapel, ZZ1 1AB", 0.0, 3)
    (card,) = look("ZZ2 1AA").cards
    assert card.place == "Far Hall, ZZ2 1AA"


def test_a_hidden_place_is_neither_shown_nor_measured(look: Look, settle: Settle) -> None:
    refuge = PlaceRecord(name="Lane House", address="12 Lane", postcode="ZZ1 1AA", address_public=False)
    settle(at("1", "Refuge", refuge))
    page = look()
    (card,) = page.cards
    assert (card.point, card.distance_miles) == (None, None)
    assert card.place == "ZZ1 area (address given on booking)"
    assert not any(word in repr(card) for word in ("Lane", "1AA"))


# How far.


def test_what_is_too_far_is_left_out_and_counted_in_words(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL), at("2", "Far tea", FAR))
    page = look()
    assert names(page) == ["Tea table"]
    assert page.said == "within 10 miles of ZZ1 1AA"
    (left,) = page.left_out
    assert (left.reason, left.count, left.sentence) == ("distance", 1, "1 service is further away")
    assert (left.name, left.value) == ("radius", "30")


def test_the_radius_is_what_the_navigator_chose(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL), at("2", "Farm tea", FARM), at("3", "Far tea", FAR))
    assert names(look(radius_miles=1)) == ["Tea table"]
    assert look(radius_miles=1).said == "within 1 mile of ZZ1 1AA"
    assert set(names(look(radius_miles=6))) == {"Tea table", "Farm tea"}
    assert look(radius_miles=50).total == 3


def test_looking_further_is_said_once_and_for_the_last_step(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL), at("2", "Farm tea", FARM), at("3", "Far tea", FAR))
    page = look(words="tea", radius_miles=4, widen=True)
    assert page.total == 2
    assert page.relaxed == ("Little fits within 4 miles, so we looked up to 8 miles away",)
    page = look(words="tea", radius_miles=6, widen=True)
    assert page.total == 3
    assert page.relaxed == ("Little fits within 6 miles, so we looked up to 30 miles away",)


# For whom.


def test_age_and_gender_are_read_out_of_the_words_as_chips(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL, rules=for_age(60)), at("2", "Young tea", HALL, rules=for_age(16, 25)))
    page = look(words="tea for a woman aged 84")
    assert names(page) == ["Tea table"]
    assert page.said == "within 10 miles of ZZ1 1AA, for a woman aged 84"
    assert {(chip.label, chip.name, chip.value) for chip in page.understood} == {
        ("Aged 84", "not", "age:84"),
        ("Woman", "not", "gender:female"),
    }
    (left,) = page.left_out
    assert (left.sentence, left.name, left.value) == ("1 service is for people of another age", "show", "all")


def test_what_was_understood_can_be_taken_back(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL, rules=for_age(60)), at("2", "Young tea", HALL, rules=for_age(16, 25)))
    page = look(words="tea for a woman aged 84", ignoring=frozenset(["age:84"]), widen=True)
    assert page.total == 2
    assert [chip.value for chip in page.understood] == ["gender:female"]
    assert page.client.ages is None


def test_what_is_stated_goes_before_what_is_read(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL, rules=for_age(60)))
    page = look(words="tea, aged 84", ages=AgeRange.exactly(30), gender=Gender.MALE)
    assert page.total == 0
    assert page.client.age == 30
    assert [(chip.label, chip.name) for chip in page.understood] == [("Aged 30", "age"), ("Men and boys", "gender")]
    assert page.said == "within 10 miles of ZZ1 1AA, for a man aged 30"


def test_everything_that_was_stated_is_a_chip(look: Look) -> None:
    page = look(has=frozenset([Circumstance.CARER, Circumstance.LIVES_ALONE]), referrer=Referrer.GP)
    assert page.understood == (
        Chip("Looks after someone", "has", "carer"),
        Chip("Lives alone", "has", "lives_alone"),
        Chip("GP practices can refer", "referrer", ""),
    )


def test_what_was_stated_is_not_understood_again(look: Look) -> None:
    page = look(words="lonely carer", has=frozenset([Circumstance.CARER]))
    assert [chip.name for chip in page.understood if "after someone" in chip.label.lower()] == ["has"]


def test_those_who_are_turned_away_are_shown_when_that_is_asked(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL, rules=for_age(60)))
    page = look(ages=AgeRange.exactly(30), turned_away=True)
    (card,) = page.cards
    assert card.verdict is Verdict.NO
    assert card.reasons[0].sentence == "Your client is 30; this group is for people aged 60 and over"
    assert page.left_out == ()


def test_where_the_client_lives_is_where_the_search_is_made_from(look: Look, settle: Settle) -> None:
    here = (AreaRecord(code="X06000001"),)
    settle(at("1", "Home visits", areas=here, ways=(Way.HOME_VISIT,)), at("2", "Tea table", FARM, areas=here))
    assert {card.name: card.verdict for card in look("ZZ1 1AA").cards} == {
        "Home visits": Verdict.YES,
        "Tea table": Verdict.YES,
    }
    page = look("ZZ2 1AA", radius_miles=50)
    assert {card.name: card.verdict for card in page.cards} == {"Tea table": Verdict.ASK}
    assert [left.sentence for left in page.left_out] == ["1 service is only for people who live elsewhere"]


def test_the_verdict_of_the_card_is_that_of_the_index(look: Look, settle: Settle) -> None:
    rules = [for_age(60), for_age(16, 25), (), (RuleRecord(kind=RuleKind.GENDER, among=("female",)),)]
    settle(*(at(str(number), f"Tea {number}", HALL, rules=each) for number, each in enumerate(rules)))
    page = look(ages=AgeRange.exactly(84), turned_away=True)
    assert {card.name: card.verdict.value for card in page.cards} == {
        "Tea 0": "yes",
        "Tea 1": "no",
        "Tea 2": "ask",
        "Tea 3": "ask",
    }


# Room.


def stated(status: CapacityStatus, day: int) -> CapacityRecord:
    return CapacityRecord(status=status, stated_on=date(2026, 10, 1).replace(day=day))


def test_only_those_with_room_when_that_is_asked_and_the_others_counted(look: Look, settle: Settle) -> None:
    settle(
        at("1", "Open", HALL, capacity=stated(CapacityStatus.OPEN, 24)),
        at("2", "Stale", HALL, capacity=stated(CapacityStatus.OPEN, 23)),
        at("3", "Full", HALL, capacity=stated(CapacityStatus.FULL, 24)),
        at("4", "Silent", HALL),
    )
    page = look(accepting=True)
    assert names(page) == ["Open"]
    assert page.said.endswith(", with room now")
    (left,) = page.left_out
    assert left.sentence == "3 services are without room now, or not known to have any"
    assert (left.name, left.value) == ("accepting", "")
    assert look().accepting == 1
    assert look().total == 4


# Pages, order, words.


def test_pages_are_parts_of_one_order(look: Look, settle: Settle) -> None:
    settle(*(at(str(number), f"Tea {number:02}", HALL) for number in range(7)))
    pages = [look(per_page=3, page=number) for number in (1, 2, 3, 4)]
    assert [names(page) for page in pages] == [
        ["Tea 00", "Tea 01", "Tea 02"],
        ["Tea 03", "Tea 04", "Tea 05"],
        ["Tea 06"],
        [],
    ]
    assert [[card.number for card in page.cards] for page in pages] == [[1, 2, 3], [4, 5, 6], [7], []]
    assert {(page.total, page.pages) for page in pages} == {(7, 3)}


def test_nothing_found_is_one_page(look: Look) -> None:
    assert (look().total, look().pages) == (0, 1)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.NAME, ["Alpha", "Beta", "Gamma"]),
        (Sort.NEAREST, ["Gamma", "Beta", "Alpha"]),
        (Sort.SOONEST, ["Beta", "Gamma", "Alpha"]),
    ],
)
def test_the_order_is_the_one_that_was_chosen(look: Look, settle: Settle, sort: Sort, order: list[str]) -> None:
    settle(at("1", "Alpha", FARM), at("2", "Beta", CHAPEL, times=(TUESDAY,)), at("3", "Gamma", HALL, times=(FRIDAY,)))
    assert names(look(sort=sort)) == order


def test_the_words_of_a_need_find_what_is_for_it(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL, terms=(TermRecord(kind=TermKind.NEED, code="need:connect.lonely"),)))
    page = look(words="lonely")
    assert page.needs[0] == ("need:connect.lonely", "Loneliness and isolation")
    (card,) = page.cards
    assert card.why == ("Loneliness and isolation: in its needs",)


def test_a_need_that_was_understood_can_be_taken_back(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL, terms=(TermRecord(kind=TermKind.NEED, code="need:connect.lonely"),)))
    page = look(words="lonely", ignoring=frozenset(["need:connect.lonely", "age:84"]))
    assert "need:connect.lonely" not in dict(page.needs)
    assert page.total == 0


def test_where_nothing_answers_what_there_is_is_shown_and_said(look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL))
    page = look(words="qwxzv", widen=True)
    assert names(page) == ["Tea table"]
    assert page.relaxed[-1] == "Nothing here answers “qwxzv”, so this is what else there is"


@pytest.mark.parametrize(
    "words", ['"', "NOT", "a:b", "[", "🙂", "x" * 10_000, "", " ", "\x00", "' OR 1=1 --", "\ud800"]
)
def test_any_words_are_a_search(look: Look, settle: Settle, words: str) -> None:
    settle(at("1", "Tea table", HALL))
    page = look(words=words, widen=True)
    assert page.total <= 1
    assert all(len(sentence) < 200 for sentence in page.relaxed)


# What has changed since.


def test_what_was_withdrawn_since_the_index_looked_is_not_shown(session: Session, look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL), at("2", "Refuge", HALL))
    service = session.exec(select(Service).where(Service.name == "Refuge")).one()
    withdraw_service(session, service, actor="moderator 7")
    session.flush()
    page = look()
    assert names(page) == ["Tea table"]
    assert [card.number for card in page.cards] == [1]


def test_what_was_said_of_room_goes_off_by_itself(
    look: Look, settle: Settle, session: Session, surroundings: Surroundings
) -> None:
    settle(at("1", "Tea table", HALL, capacity=stated(CapacityStatus.OPEN, 24)))
    assert look().cards[0].capacity.status is CapacityStatus.OPEN
    object.__setattr__(surroundings, "now", NOW.replace(day=22))
    page = look()
    assert page.cards[0].capacity.status is None
    assert page.accepting == 0


# Cost and secrecy.


def test_the_number_of_statements_does_not_depend_on_the_number_of_hits(
    session: Session, look: Look, settle: Settle, statements: Statements
) -> None:
    def cost() -> int:
        session.expunge_all()
        statements.clear()
        assert look(per_page=50).cards
        return statements.selects

    settle(a_full_record(id="0"))
    one = cost()
    settle(*(a_full_record(id=str(number), name=f"Tea {number}") for number in range(1, 40)))
    assert cost() == one
    assert one == 8, "the labels, the services, and one for each of their six kinds of parts"


def test_nothing_private_is_on_a_page(look: Look, settle: Settle) -> None:
    group = OrganisationRecord(id="o2", name="Other", stewards=("other@private.example",))
    settle(a_full_record(), a_record(id="s2", organisation=group))
    page = look("", turned_away=True)
    assert page.total == 2
    assert "private.example" not in repr(page)


def test_a_search_keeps_nothing(session: Session, look: Look, settle: Settle) -> None:
    settle(at("1", "Tea table", HALL))
    criteria: dict[str, Any] = {"words": "tea for a woman aged 84", "ages": AgeRange.exactly(84)}
    first, again = look(**criteria), look(**criteria)
    assert first == again
    assert replace(first.criteria, page=2) != again.criteria
