"""A postcode that stands in a text."""

import pytest

from directory.oruk.cleaning.postcodes import only_postcode

POSTCODES = [
    ("We meet at the hall, ZZ1 1AA.", "ZZ1 1AA"),
    ("(ZZ11AA)", "ZZ1 1AA"),
    ("ZZ1 1AA, yes, ZZ11AA", "ZZ1 1AA"),
    ("W1A 0AX", "W1A 0AX"),
    ("ZZ1 1AA or ZZ1 1AB", ""),
    ("Room B12 3rd floor", ""),
    ("zz1 1aa", ""),
    ("ZZ1", ""),
    ("ZZ1 1AAX", ""),
    ("XZZ1 1AA", ""),
    ("ZZ1 1AC", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "found"), POSTCODES)
def test_a_postcode_is_found_where_there_is_one_and_no_other(text: str, found: str) -> None:
    assert only_postcode(text) == found
