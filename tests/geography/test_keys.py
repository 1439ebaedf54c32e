"""Postcodes as numbers: the two ways to them agree, and the order is kept."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.geography import Postcode, keys
from tests.depth import examples

postcodes = st.builds(
    Postcode.parse,
    st.from_regex(
        r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][ABD-HJLNP-UW-Z]{2}|(GIR|NPT) [0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True
    ),
)


def _key(postcode: Postcode) -> int:
    return keys.sector_number(postcode.sector) * keys.UNITS + keys.unit_number(postcode)


def _seven(postcode: Postcode) -> str:
    return f"{postcode.outward:<4}{postcode.inward}"


@examples(20)
@given(postcodes)
def test_a_postcode_comes_back_from_its_numbers(postcode: Postcode) -> None:
    sector, unit = keys.sector_number(postcode.sector), keys.unit_number(postcode)
    assert keys.postcode_of_numbers(sector, unit) == postcode
    assert keys.sector_of_number(sector) == postcode.sector
    assert 0 <= sector < 2**32
    assert 0 <= unit < keys.UNITS


@examples(20)
@given(st.lists(postcodes, min_size=1, max_size=20))
def test_a_column_of_texts_gives_the_same_keys_as_each_text(codes: list[Postcode]) -> None:
    column = np.array([_seven(code) for code in codes], dtype="S7")
    assert keys.keys_of(column).tolist() == [_key(code) for code in codes]


@examples(20)
@given(st.lists(st.binary(max_size=7), min_size=1, max_size=20))
def test_a_column_of_anything_gives_keys_only_to_postcodes(texts: list[bytes]) -> None:
    for text, key in zip(texts, keys.keys_of(np.array(texts, dtype="S7")).tolist(), strict=True):
        if key >= 0:
            postcode = keys.postcode_of_numbers(*divmod(key, keys.UNITS))
            assert _seven(postcode).encode() == text
            assert Postcode.parse(str(postcode)) == postcode


@examples(20)
@given(postcodes, postcodes)
def test_keys_of_postcodes_with_digits_sort_as_their_text_does(a: Postcode, b: Postcode) -> None:
    if a.outward.isalpha() or b.outward.isalpha() or len(a.area) != len(b.area):
        return
    assert (_key(a) < _key(b)) == (_seven(a) < _seven(b))
