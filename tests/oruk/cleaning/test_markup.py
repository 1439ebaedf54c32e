"""HTML as plain text: nothing that people read is lost, and nothing that they do not is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.cleaning.markup import plain_text
from directory.oruk.cleaning.mended import Mended

HTML = (Mended.MARKUP,)
CUT = (Mended.MARKUP, Mended.CUT_MAIL)


def link(address: str, text: str) -> str:
    return f'<a class="x" href="{address}" target=_blank>{text}</a>'


MAIL = "mailto:tea@kettle.example"

PLAIN: list[tuple[str, str, tuple[Mended, ...]]] = [
    ("Tea", "Tea", ()),
    ("a < b > c, for ages <5", "a < b > c, for ages <5", ()),
    ("Write to <tea@kettle.example> or <phone>", "Write to <tea@kettle.example> or <phone>", ()),
    ("See <https://kettle.example>", "See <https://kettle.example>", ()),
    ("Tea &amp; cake", "Tea & cake", (Mended.SIGNS,)),
    ("&lt;p&gt;Tea &amp;amp; cake&lt;/p&gt;", "Tea & cake", (Mended.SIGNS, Mended.MARKUP)),
    ("<p>One</p>\r\n\r\n<p>Two</p>", "One\n\nTwo", HTML),
    ("<P>One<BR/>Two</P>Three", "One\nTwo\nThree", HTML),
    ("One<h2>Two</h2>Three", "One\nTwo\nThree", HTML),
    ("<ul><li>One</li><li><p>Two</p></li></ul>Three", "\u2022 One\n\u2022 Two\nThree", HTML),
    ("<table><tr><td>Mon</td><td>2pm</td></tr></table>", "Mon 2pm", HTML),
    ("<p><o:p></o:p><!DOCTYPE html><?xml:namespace x ?>Hello</p>", "Hello", HTML),
]

LINKS: list[tuple[str, str, tuple[Mended, ...]]] = [
    (link("https://kettle.example/a", "our page"), "our page (https://kettle.example/a)", HTML),
    (link("https://www.kettle.example/", "kettle.example"), "kettle.example", HTML),
    (link("https://kettle.example/?a=1&amp;b=2", "here"), "here (https://kettle.example/?a=1&b=2)", HTML),
    (link("https://kettle.example", ""), "https://kettle.example", HTML),
    (link("https://kettle.example", "<b>our page</b> "), "our page (https://kettle.example)", HTML),
    ("<a href='https://kettle.example'>single</a>", "single (https://kettle.example)", HTML),
    ("<a href=https://kettle.example>bare</a>", "bare (https://kettle.example)", HTML),
    (link("/local", "a local one"), "a local one", HTML),
    (link("#top", "up"), "up", HTML),
    (link("http://www.example.com", "a placeholder"), "a placeholder", HTML),
    (link("javascript:steal()", "a trap"), "a trap", HTML),
    ('<a name="x">an anchor</a>', "an anchor", HTML),
    (link("tel:+441632960001", "ring us"), "ring us (+441632960001)", HTML),
    (link("tel:01632960001", "01632 960 001"), "01632 960 001", HTML),
    (link(MAIL, "write to us"), "write to us (tea@kettle.example)", HTML),
    (link(f"{MAIL}?subject=Tea", "tea@kettle.example"), "tea@kettle.example", HTML),
    (f"One {link('https://kettle.example', 'two')} three", "One two (https://kettle.example) three", HTML),
    ("</a>Tea</a>", "Tea", HTML),
]

CUTS: list[tuple[str, str, tuple[Mended, ...]]] = [
    (f"Mail {link(MAIL, 'tea')}{link(MAIL, '@kettle.example')} now", "Mail tea@kettle.example now", CUT),
    (f"Mail {link(MAIL, 'tea')} {link(MAIL, '@kettle.example')} now", "Mail tea@kettle.example now", CUT),
    (f"Mail {link(MAIL, 'tea@')} kettle.example now", "Mail tea@kettle.example now", CUT),
    (f"Mail tea{link(MAIL, '@kettle.example')} now", "Mail tea@kettle.example now", CUT),
    (f"Mail tea@ {link('http://kettle.example', 'kettle.example')} now", "Mail tea@kettle.example now", CUT),
    (f"Mail {link(MAIL, '<b>tea</b> @kettle.example')}", "Mail tea@kettle.example", HTML),
    (f'<a href="{MAIL}">{link("mailto:tea", "tea")}@kettle.example</a>', "tea@kettle.example", HTML),
    (f"Mail {link(MAIL, 'tea')} and cake", "Mail tea (tea@kettle.example) and cake", HTML),
    (f"Mail {link('mailto:tea', 'tea')} or {link('mailto:', 'x')}", "Mail tea or x", HTML),
]


@pytest.mark.parametrize(("written", "plain", "mended"), PLAIN + LINKS + CUTS)
def test_mark_up_goes_and_what_it_says_stays(written: str, plain: str, mended: tuple[Mended, ...]) -> None:
    assert plain_text(written) == (plain, mended)


TAGS = [
    "<p>",
    "</p>",
    "<a href='mailto:tea@kettle.example'>",
    "</a>",
    "<a>",
    "<li>",
    "<br/>",
    "<!--",
    "-->",
    "<script>",
]
SIGNS = ["tea", "@", "kettle.example", "&amp;", "&lt;", "<", ">", " ", "\n", "&#0;", "\u2022"]
pieces = st.sampled_from(TAGS + SIGNS)
soup = st.lists(pieces, max_size=30).map("".join)


@given(soup | st.text(max_size=80))
def test_any_text_comes_out_plain(text: str) -> None:
    plain, _ = plain_text(text)
    assert plain == plain.strip()
    assert all(c.isprintable() or c == "\n" for c in plain)


@given(st.text(alphabet=st.characters(blacklist_characters="<&\r\n", categories=("L", "N", "P")), max_size=80))
def test_a_text_without_mark_up_is_left_alone(text: str) -> None:
    assert plain_text(text) == (text, ())


@pytest.mark.parametrize(
    "piece", ["<a>", "</a>", "<a href='https://k.example/'>x", "<li>", "<!", "<!--", "<p", "&", "<i>"]
)
def test_a_heap_of_mark_up_is_read_once(piece: str) -> None:
    assert plain_text(piece * 20_000) is not None
