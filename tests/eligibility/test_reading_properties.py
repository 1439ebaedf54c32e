"""What holds of a reading whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.eligibility import AgeRange, Reading, read_client
from directory.vocabulary import Circumstance, Gender, RuleKind
from tests.quick import at_once

_PIECES = """
84 16 9 6 125 70+ 70s fifties 18-25 10:30 84F £ % , . ; ( ) - – / + ' ’ & # @ aged age over under between and to in mid
late year years months old yo month is of with has her his my he she the a not no lost died mum dad uncle son daughter
husband wife kids twins baby toddler client man woman girl bloke elderly teenager pensioner carer looks after for caring
dementia stroke blind veteran ex army pregnant homeless group club people support lives alone 2 miles quid İ ß ٣ 🎨
""".split()

queries = (
    st.text()
    | st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join)
    | st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)
)


@given(queries)
def test_every_chip_stands_where_it_says(text: str) -> None:
    for each in read_client(text).understood:
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.words
        assert each.label


@given(queries)
def test_the_rest_is_what_stands_between_the_spent_words(text: str) -> None:
    reading = read_client(text)
    kept, at = "", 0
    for each in reading.understood:
        if each.is_spent:
            kept += text[at : each.start] + " "
            at = max(at, each.end)
    assert is_part_of(reading.rest.replace(" ", ""), kept + text[at:])


@given(queries)
def test_a_text_with_nothing_spent_is_left_as_it_is(text: str) -> None:
    reading = read_client(text)
    if not any(each.is_spent for each in reading.understood):
        assert reading.rest == " ".join(text.split())


@given(queries)
def test_there_is_one_age_one_gender_and_each_circumstance_once(text: str) -> None:
    reading = read_client(text)
    assert len({each.key for each in reading.understood}) == len(reading.understood)
    kinds = [each.kind for each in reading.understood]
    assert kinds.count(RuleKind.AGE) <= 1
    assert kinds.count(RuleKind.GENDER) <= 1


@given(queries)
def test_the_client_is_made_of_the_chips(text: str) -> None:
    reading = read_client(text)
    client = reading.client_facts
    values = [each.value for each in reading.understood]
    assert client.ages == next((value for value in values if isinstance(value, AgeRange)), None)
    assert client.gender == next((value for value in values if isinstance(value, Gender)), None)
    assert client.has >= {value for value in values if isinstance(value, Circumstance)}
    assert not client.has_not


@given(queries)
def test_what_is_taken_back_stays_taken_back(text: str) -> None:
    taken_back: set[str] = set()
    reading = read_client(text)
    while keys := {each.key for each in reading.understood}:
        assert not keys & taken_back
        taken_back |= keys
        reading = read_client(text, ignoring=taken_back)
    assert reading == Reading(reading.client_facts, (), " ".join(text.split()))


@pytest.mark.parametrize(
    "piece",
    ["a", " ", "9", ",", "-", "84,", "84 ", "aged 70 ", "lost her ", "with a ", "1-1-", "a'", "( ", "1.1.", "her "],
)
def test_ten_thousand_letters_are_read_at_once(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    with at_once():
        read_client(text)


def is_part_of(part: str, whole: str) -> bool:
    """Whether the letters of the part occur in the whole in the same order."""
    letters = iter(whole)
    return all(letter in letters for letter in part)
