"""How much harm something would do, unseen."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.parts import PARTS
from directory.queries.moderation.risk import (
    _SIGNS,
    HIGH,
    LOW,
    MANY_PARTS,
    MOST,
    OF_A_LISTING,
    OF_A_REPORT,
    WEIGHTS,
    risk_of,
    signs_in,
    signs_of_change,
    urgency,
)
from tests.conftest import NOW

anything = st.lists(st.sampled_from(sorted(WEIGHTS)))


@given(anything)
def test_it_is_bounded_and_says_why(signs: list[str]) -> None:
    risk = risk_of(signs)
    assert 0 <= risk.score <= MOST
    assert len(risk.reasons) == len(set(signs))
    assert risk == risk_of(reversed(signs))


@given(anything, st.sampled_from(sorted(WEIGHTS)))
def test_another_sign_never_makes_it_less(signs: list[str], more: str) -> None:
    assert risk_of([*signs, more]).score >= risk_of(signs).score


def test_no_sign_of_what_is_said_is_high_alone_and_two_that_go_together_are() -> None:
    assert all(risk_of([sign]).level != "High" for sign in WEIGHTS)
    assert risk_of(["stranger", "money"]).level == "High"
    assert risk_of([]).level == "Low"
    assert LOW < HIGH < MOST


def test_the_most_harmless_thing_comes_up_after_25_days() -> None:
    harmless, riskiest = risk_of([]), risk_of(WEIGHTS)
    assert urgency(harmless, NOW - timedelta(days=24), NOW) < urgency(riskiest, NOW, NOW)
    assert urgency(harmless, NOW - timedelta(days=26), NOW) > urgency(riskiest, NOW, NOW)


def test_what_comes_from_tomorrow_has_not_waited() -> None:
    assert urgency(risk_of([]), NOW + timedelta(days=1), NOW) == 0


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("Tea and company on Tuesdays", set()),
        ("Bookings at www.kettle.example", {"links"}),
        ("see kettle-club.shop", {"links"}),
        ("Guaranteed returns on your investment", {"money"}),
        ("Help with debts and a chat about savings", set()),
        ("This miracle cures arthritis", {"cure"}),
        ("Secured parking, manicures", set()),
    ],
)
def test_words_of_a_listing_show_signs(words: str, signs: set[str]) -> None:
    assert set(signs_in([words], OF_A_LISTING)) == signs


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("The number is wrong", set()),
        ("They closed last year", {"ended"}),
        ("It is not safe: a helper was abusive", {"harm"}),
    ],
)
def test_words_of_a_report_show_signs(words: str, signs: set[str]) -> None:
    assert set(signs_in([words], OF_A_REPORT)) == signs


def test_changing_what_a_listing_is_weighs_and_changing_its_times_does_not() -> None:
    assert set(signs_of_change(["name", "times"])) == {"name"}
    assert set(signs_of_change(["times", "costs"])) == set()
    assert "many parts" in set(signs_of_change([part.name for part in PARTS[:MANY_PARTS]]))


def test_every_sign_that_is_looked_for_has_a_weight() -> None:
    assert set(_SIGNS) <= set(WEIGHTS)
    assert set(OF_A_LISTING) | set(OF_A_REPORT) == set(_SIGNS)
