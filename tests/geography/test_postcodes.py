"""What is a postcode, however it is typed, and what it may have been meant to be."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import InputError
from directory.geography import Outcode, Postcode, PostcodeError, Sector
from directory.geography.slips import respelt
from tests.quick import at_once

FORM = r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][ABD-HJLNP-UW-Z]{2}|(GIR|NPT) [0-9][ABD-HJLNP-UW-Z]{2}"
postcodes = st.from_regex(FORM, fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("M1 1AE", "M1 1AE"),  # A9 9AA
        ("B33 8TH", "B33 8TH"),  # A99 9AA
        ("CR2 6XH", "CR2 6XH"),  # AA9 9AA
        ("DN55 1PT", "DN55 1PT"),  # AA99 9AA
        ("W1A 0AX", "W1A 0AX"),  # A9A 9AA
        ("EC1A 1BB", "EC1A 1BB"),  # AA9A 9AA
        ("gir 0aa", "GIR 0AA"),
        ("NPT 0AD", "NPT 0AD"),
        ("ct201qu", "CT20 1QU"),
        ("  ct20   1qu  ", "CT20 1QU"),
        ("c t 2 0 1 q u", "CT20 1QU"),
        ("CT20\u00a01QU", "CT20 1QU"),
        ("CT20\t1QU\r\n", "CT20 1QU"),
        ("CT20 1QU.", "CT20 1QU"),
        ("(CT20-1QU),", "CT20 1QU"),
        ("‘CT20–1QU’", "CT20 1QU"),
        ("\ufeffCT20\u200b1QU", "CT20 1QU"),
        ("ＣＴ２０　１ＱＵ", "CT20 1QU"),
        ("BF1 2AT", "BF1 2AT"),  # forces' post
        ("IM1 1AA", "IM1 1AA"),
        ("JE2 4WD", "JE2 4WD"),
        ("GY1 1WR", "GY1 1WR"),
    ],
)
def test_a_postcode_is_read_however_it_is_typed(typed: str, read: str) -> None:
    assert str(Postcode.parse(typed)) == read


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", ".", "CT20", "CT20 1", "CT20 1Q", "CT20 1QUU", "CT200 1QU", "CTT2 1QU", "2CT 1QU", "CT20 QU1",
        "SK8 3JC", "SK8 3IA", "SK8 3KA", "SK8 3MA", "SK8 3OA", "SK8 3VA", "GIR", "BFPO 57", "90210", "D02 X285",
        "CT20 1QU and more", "CT20\x001QU", "CT20 1QÜ", "ст20 1QU", "CT20 1QU" + " " * 100, "🏠", "null", "%20",
        "<b>CT20 1QU</b>", "CT20 1QU;DROP",
    ],
)  # fmt: skip
def test_what_is_no_postcode_is_refused_with_advice(typed: str) -> None:
    with pytest.raises(PostcodeError, match="Enter a full UK postcode, like SK8 3JA") as refusal:
        Postcode.parse(typed)
    assert isinstance(refusal.value, InputError)
    assert refusal.value.field == "postcode"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CRO 1AA", "CR0 1AA"),  # letter O for nought
        ("SW1A IAA", "SW1A 1AA"),  # letter I for one
        ("swla 1aa", "SW1A 1AA"),  # small L for one
        ("5K8 3JA", "SK8 3JA"),  # five for S
        ("SKB 3JA", "SK8 3JA"),  # B for eight
        ("S014 3ZZ", "SO14 3ZZ"),  # nought for letter O
        ("SO14 322", "SO14 3ZZ"),  # two for Z
        ("0X1 2JD", "OX1 2JD"),
        ("CT20 1Q4", "CT20 1QA"),
        ("6L50 3HH", "GL50 3HH"),
    ],
)
def test_a_slip_is_suggested_and_not_taken(typed: str, meant: str) -> None:
    with pytest.raises(PostcodeError) as refusal:
        Postcode.parse(typed)
    assert str(refusal.value.suggestion) == meant


@pytest.mark.parametrize("typed", ["hello", "12345", "SK8", "L0ND0N", "0000000", "1111111"])
def test_what_is_far_from_a_postcode_brings_no_suggestion(typed: str) -> None:
    with pytest.raises(PostcodeError) as refusal:
        Postcode.parse(typed)
    assert refusal.value.suggestion is None


def test_a_well_formed_postcode_may_hide_a_slip() -> None:
    assert Postcode.parse("W10 1AA") in Postcode.meant_by("W1O 1AA")
    assert Postcode.parse("W1O 1AA") not in Postcode.meant_by("W1O 1AA")


@pytest.mark.parametrize(
    ("typed", "outcode", "sector", "area", "compact"),
    [
        ("CT20 1QU", "CT20", "CT20 1", "CT", "CT201QU"),
        ("M1 1AE", "M1", "M1 1", "M", "M11AE"),
        ("EC1A 1BB", "EC1A", "EC1A 1", "EC", "EC1A1BB"),
        ("GIR 0AA", "GIR", "GIR 0", "GIR", "GIR0AA"),
    ],
)
def test_a_postcode_knows_its_parts(typed: str, outcode: str, sector: str, area: str, compact: str) -> None:
    postcode = Postcode.parse(typed)
    assert (str(postcode.outcode), str(postcode.sector), postcode.area, postcode.compact) == (
        outcode,
        sector,
        area,
        compact,
    )
    assert postcode.sector.outcode == postcode.outcode


@pytest.mark.parametrize(("typed", "read"), [("dl3", "DL3"), (" SW1a. ", "SW1A"), ("M1", "M1"), ("gir", "GIR")])
def test_an_outward_code_is_read(typed: str, read: str) -> None:
    assert str(Outcode.parse(typed)) == read


@pytest.mark.parametrize(
    ("typed", "read"), [("DL3 9", "DL3 9"), ("dl39", "DL3 9"), ("SW1A-1", "SW1A 1"), ("B1 1", "B1 1")]
)
def test_a_sector_is_read(typed: str, read: str) -> None:
    assert str(Sector.parse(typed)) == read


@pytest.mark.parametrize("typed", ["", "D", "DL", "DL3 9AA", "DL 3", "3", "DL3 99", "x" * 10_000])
@pytest.mark.parametrize("part", [Outcode, Sector])
def test_what_is_no_part_of_a_postcode_is_refused(part: type[Outcode] | type[Sector], typed: str) -> None:
    with pytest.raises(PostcodeError):
        part.parse(typed)


def test_postcodes_sort_as_a_list_of_them_should() -> None:
    texts = ["B1 1AA", "B1 1AB", "B1 2AA", "B10 1AA", "BA1 1AA"]
    assert [str(code) for code in sorted(map(Postcode.parse, reversed(texts)))] == texts


@given(postcodes)
def test_what_is_written_is_read_back(text: str) -> None:
    postcode = Postcode.parse(text)
    assert str(postcode) == text
    assert Postcode.parse(postcode.compact.lower()) == postcode
    assert Postcode.parse(f"\u00a0{text.replace(' ', ' - ')}.") == postcode


@given(st.text())
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    read: Postcode | None
    try:
        read = Postcode.parse(text)
    except PostcodeError as refusal:
        read = refusal.suggestion
    assert read is None or re.fullmatch(FORM, str(read))


@given(st.text(alphabet=string.ascii_uppercase + string.digits, min_size=5, max_size=7))
def test_a_suggestion_differs_in_one_or_two_places(text: str) -> None:
    for spelling in respelt(text):
        assert 1 <= sum(new != old for new, old in zip(spelling, text, strict=True)) <= 2


@pytest.mark.parametrize("typed", ["A" * 10_000, " " * 10_000, "1" * 10_000, "\u0130" * 10_000, "- " * 5_000])
def test_ten_thousand_letters_are_refused_at_once(typed: str) -> None:
    with at_once(), pytest.raises(PostcodeError):
        Postcode.parse(typed)
