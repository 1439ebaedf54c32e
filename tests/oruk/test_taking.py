"""What is made of texts and addresses, whatever was written for them."""

from typing import Any

import pytest

from tests.oruk.makers import problems, reading, record

LONG = "x" * 25_000

TEXTS: list[tuple[Any, str]] = [
    (None, ""),
    ("", ""),
    ("  \n ", ""),
    ("Tea", "Tea"),
    (12, "12"),
    (2.5, "2.5"),
    ("Tea & cake", "Tea & cake"),
    ("Tea &amp; cake &eacute;clair", "Tea & cake éclair"),
    ("<p>One</p><p>Two</p>", "One\nTwo"),
    ("One<br>Two<br/>Three", "One\nTwo\nThree"),
    ("One<br ", "One<br"),
    ("<p>Hello <b>world", "Hello world"),
    ("<div class='x' onclick=\"steal()\">Hello</div>", "Hello"),
    ("&lt;p&gt;Hello&lt;/p&gt;", "Hello"),
    ("<script>alert(1)</script>Hello", "Hello"),
    ("<style>p { color: red }</style>Hello", "Hello"),
    ("<!-- to do -->Hello", "Hello"),
    ("<!--[if gte mso 9]><xml>x</xml><![endif]-->Hello", "Hello"),
    ("for ages <5 and >65", "for ages <5 and >65"),
    ("a < b", "a < b"),
    ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ("one\n\n\n\n\ntwo", "one\n\ntwo"),
    ("a\x00b\x1bc\u202ed", "abcd"),
    ("half \ud83c of an emoji", "half of an emoji"),
    ("\u00a0Tea\u00a0\u00a0cake", "Tea cake"),
    ("Ŵyl caffi 🍵", "Ŵyl caffi 🍵"),
]


@pytest.mark.parametrize(("written", "text"), TEXTS)
def test_a_text_is_plain_whatever_was_written(written: Any, text: str) -> None:
    assert record(description=written).description == text
    assert problems(description=written) == []


@pytest.mark.parametrize("wrong", [True, [], ["x"], {}, {"a": "b"}])
@pytest.mark.parametrize("field", ["description", "url", "email", "alert", "application_process", "assured_date"])
def test_what_is_no_text_is_left_out_and_told(field: str, wrong: Any) -> None:
    assert reading(**{field: wrong}).record == record()
    assert problems(**{field: wrong}) == [(field, "This should be a text")]


def test_what_is_too_long_is_cut_and_told() -> None:
    read = record(description=LONG, summary="y" * 500)
    assert (len(read.description), len(read.summary)) == (20_000, 400)
    assert problems(description=LONG, summary="y" * 500) == [
        ("summary", "This is longer than 400 characters; the rest was left out"),
        ("description", "This is longer than 20,000 characters; the rest was left out"),
    ]


@pytest.mark.parametrize("piece", ["<a", "<!--", "<script>", "<p ", "&lt;", "<", "&amp;"])
def test_mark_up_cannot_make_reading_slow(piece: str) -> None:
    assert record(description=piece * 200_000) is not None


# Addresses of pages and mailboxes.

ADDRESSES: list[tuple[Any, str, list[str]]] = [
    ("https://kettle.example/tea?day=tue#now", "https://kettle.example/tea?day=tue#now", []),
    ("HTTP://Kettle.example", "HTTP://Kettle.example", []),
    ("kettle.example", "https://kettle.example", []),
    ("www.kettle.example/tea", "https://www.kettle.example/tea", []),
    ("https://kettle.example:8080/", "https://kettle.example:8080/", []),
    ("https://kettle.example?tea=1", "https://kettle.example?tea=1", []),
    ("https://fingerpost.example/on-the-path/to-wellbeing", "https://fingerpost.example/on-the-path/to-wellbeing", []),
    ("http://www.example.com", "", []),
    ("https://example.org/", "", []),
    ("https://kettle.example/path/to", "", []),
    ("https://notexample.com/", "https://notexample.com/", []),
    ("n/a", "", ["This is not the address of a web page"]),
    ("none", "", ["This is not the address of a web page"]),
    ("javascript:alert(1)", "", ["This is not the address of a web page"]),
    ("javascript:alert(document.cookie)", "", ["This is not the address of a web page"]),
    ("JaVaScRiPt://kettle.example/%0aalert(1)", "", ["This is not the address of a web page"]),
    ("data:text/html;base64,PHNjcmlwdD4=", "", ["This is not the address of a web page"]),
    ("mailto:tea@kettle.example", "", ["This is not the address of a web page"]),
    ("tea@kettle.example", "", ["This is not the address of a web page"]),
    ("https://user:word@kettle.example/", "", ["This is not the address of a web page"]),
    ("ftp://kettle.example", "", ["This is not the address of a web page"]),
    ("https://", "", ["This is not the address of a web page"]),
    ("https://kettle.example/a b", "", ["This is not the address of a web page"]),
    ("https://kettle.example/" + "x" * 3000, "", ["This is not the address of a web page"]),
    ("ket\"tle'.example", "", ["This is not the address of a web page"]),
]


@pytest.mark.parametrize(("written", "address", "reasons"), ADDRESSES)
def test_an_address_is_one_that_can_be_opened_or_none(written: Any, address: str, reasons: list[str]) -> None:
    assert record(url=written).url == address
    assert problems(url=written) == [("url", reason) for reason in reasons]


EMAILS: list[tuple[str, str, list[str]]] = [
    ("tea@kettle.example", "tea@kettle.example", []),
    (" tea@kettle.example ", "tea@kettle.example", []),
    ("mailto:tea@kettle.example", "tea@kettle.example", []),
    ("n/a", "", ["This is not an e-mail address"]),
    ("tea@kettle", "", ["This is not an e-mail address"]),
    ("one@kettle.example; two@kettle.example", "", ["This is not an e-mail address"]),
    ("Tea <tea@kettle.example>", "", ["This is not an e-mail address"]),
]


@pytest.mark.parametrize(("written", "address", "reasons"), EMAILS)
def test_an_e_mail_address_is_one_or_none(written: str, address: str, reasons: list[str]) -> None:
    read = record(email=written, organization={"id": "o1", "name": "Kettle Club", "email": written})
    assert (read.email, read.organisation.email) == (address, address)
    assert problems(email=written) == [("email", reason) for reason in reasons]
