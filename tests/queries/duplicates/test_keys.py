"""Telephone numbers and addresses, written in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.queries.duplicates.keys import email_keys, number_keys, phone_keys, postcode_key, site_keys


@pytest.mark.parametrize(
    "text", ["01632 960001", "(01632) 960 001", "+44 1632 960001", "0044 (0)1632-960001", "Ring 01632.960.001 (Jo)"]
)
def test_a_telephone_number_is_the_same_however_it_is_written(text: str) -> None:
    assert phone_keys([text]) == {"01632960001"}


def test_a_line_may_hold_two_numbers_or_none() -> None:
    assert phone_keys(["01632 960001 / 07700 900123", "999", "ask at the desk"]) == {"01632960001", "07700900123"}


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Kettle.example/about?x=1", "kettle.example"),
        ("kettle.example", "kettle.example"),
        ("https://tea.kettle.example", "tea.kettle.example"),
        ("https://m.facebook.com/KettleClub/", "facebook.com/kettleclub"),
        ("https://www.facebook.com/profile.php?id=12", "facebook.com/profile.php?id=12"),
        ("https://www.facebook.com", ""),
        ("https://sites.google.com/view/kettle", "sites.google.com/view/kettle"),
        ("https://www.harbour.gov.uk/groups/kettle", "harbour.gov.uk/groups/kettle"),
        ("none yet", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_a_site_is_known_by_its_host_unless_many_share_it(url: str, key: str) -> None:
    assert site_keys([url]) == ({key} if key else frozenset())


def test_mail_tells_a_site_unless_anybody_has_mail_there() -> None:
    assert site_keys([], ["tea@kettle.example", "kettle@gmail.com", "kettle@harbour.gov.uk"]) == {"kettle.example"}
    assert email_keys([" Tea@Kettle.example ", "none"]) == {"tea@kettle.example"}


def test_numbers_of_registers_are_known_with_their_scheme() -> None:
    assert number_keys([("GB-CHC", "No. 99 12345"), ("gb-coh", "00123456"), ("GB-CHC", "")]) == {
        "GB-CHC 9912345",
        "GB-COH 123456",
    }


def test_only_a_postcode_is_one() -> None:
    assert (postcode_key("zz11aa"), postcode_key("by the sea")) == ("ZZ1 1AA", "")


@given(st.text(max_size=80))
def test_any_text_can_be_asked_about(text: str) -> None:
    phone_keys([text])
    site_keys([text], [text])
    number_keys([("GB-CHC", text)])
    postcode_key(text)
