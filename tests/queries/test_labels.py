"""What tags are called on a page."""

from collections.abc import Iterable

import pytest
from sqlmodel import Session

from directory.models import TaxonomyTerm
from directory.queries.labels import DAYS, GROUPS, LabelBook, Labels, read_languages
from directory.resources import SEED_DATA
from directory.vocabulary import Referrer, TermKind, Way
from search_index.documents import group_of
from tests.conftest import Statements

LANGUAGES = {"cy": "Welsh", "bfi": "British Sign Language"}


@pytest.fixture
def all_labels(session: Session) -> Labels:
    return LabelBook(LANGUAGES).read(session)


@pytest.mark.parametrize(
    ("tag", "label"),
    [
        ("need:connect.lonely", "Loneliness and isolation"),
        ("category:lunch-club", "Lunch club"),
        ("access:hearing-loop", "Hearing loop"),
        ("language:bfi", "British Sign Language"),
        ("day:tue", "Tuesday"),
        ("time:evening", "Evening"),
        ("cost:free", "Free"),
        ("way:home_visit", "Visits at home"),
        ("referral:gp", "GP practices can refer"),
        ("language:xx", "Xx"),
        ("category:not-on-the-list", "Not on the list"),
        ("nonsense", ""),
    ],
)
def test_a_tag_is_called_what_its_list_calls_it_or_by_its_code(all_labels: Labels, tag: str, label: str) -> None:
    assert all_labels[tag] == label


def test_what_is_on_no_list_is_not_known(all_labels: Labels) -> None:
    assert all_labels.knows("day:tue")
    assert all_labels.knows("language:cy")
    assert not all_labels.knows("language:xx")
    assert not all_labels.knows("")


def test_every_tag_that_can_be_filtered_by_is_of_a_group(all_labels: Labels) -> None:
    assert {group_of(tag) for tag in all_labels.names} == set(GROUPS)


def test_the_fixed_filters_hold_the_whole_of_their_lists(all_labels: Labels) -> None:
    lists: list[tuple[str, Iterable[str]]] = [("day", DAYS), ("way", Way), ("referral", Referrer)]
    for group, values in lists:
        assert {tag for tag in all_labels.names if group_of(tag) == group} == {f"{group}:{each}" for each in values}


def test_a_broader_need_stands_for_its_narrower_ones(all_labels: Labels) -> None:
    spread = all_labels.spread(["need:connect", "day:tue"])
    assert {"need:connect", "need:connect.lonely", "need:connect.social", "day:tue"} <= spread
    assert not any(tag.startswith("need:mind") for tag in spread)
    assert all_labels.spread(["need:connect.lonely"]) == {"need:connect.lonely"}
    assert all_labels.spread([]) == frozenset()


def test_the_groups_of_needs_come_in_the_order_of_the_list(all_labels: Labels) -> None:
    groups = all_labels.groups()
    assert groups[:2] == ["need:connect", "need:mind"]
    assert all("." not in tag for tag in groups)


def test_days_have_an_order_and_needs_have_none(all_labels: Labels) -> None:
    assert [tag for tag in sorted(all_labels.names, key=all_labels.position) if group_of(tag) == "day"] == [
        f"day:{day}" for day in DAYS
    ]
    assert all_labels.position("need:connect.lonely") == all_labels.position("category:lunch-club") == 0


def test_the_terms_of_others_are_no_filters(session: Session) -> None:
    session.add(TaxonomyTerm(kind=TermKind.FOREIGN, taxonomy="Theirs", code="need:theirs", label="Theirs"))
    session.flush()
    assert not LabelBook(LANGUAGES).read(session).knows("need:theirs")


def test_all_labels_are_read_with_one_select(session: Session, statements: Statements) -> None:
    statements.clear()
    LabelBook(LANGUAGES).read(session)
    assert statements.selects == 1


def test_languages_are_read_from_their_file() -> None:
    languages = read_languages(SEED_DATA / "languages.csv")
    assert languages["cy"] == "Welsh"
    assert all(code and label for code, label in languages.items())
