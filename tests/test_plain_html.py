"""Pages that are read quickly are read as html5lib reads them, and it finds nothing wrong with any of them."""

from collections.abc import Iterator
from random import Random
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import examples
from tests.plain_html import plain_tree

PLAIN = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Tea &amp; talk</title>
<script type="application/json">{"a": "<b>"}</script></head>
<body class="fp">
<main id="main"><h1>Tea &#39;n&#39; talk</h1>
<p>For <strong>all</strong>,<br>with <a href="/a?b=1&amp;c=2">cake <span>and</span> <em>tea</em></a>.</p>
<ul><li>One</li><li><p>Two</p><ol><li>Three</li></ol></li></ul>
<dl><div><dt>When</dt><dd><p>Now</p></dd></div><dt>Where</dt><dd>Here</dd></dl>
<form method="post"><fieldset><legend><h2>Who</h2></legend><label for="who">Who</label>
<input id="who" name="who" list="needs" required><datalist id="needs"><option value="a"><option value="b"></datalist>
<select name="s"><optgroup label="g"><option value="1" selected>One</option></optgroup></select>
<textarea name="t">
 as &lt;it is</textarea><button type="submit">Go</button></fieldset></form>
<table><caption>All</caption><thead><tr><th scope="col">A</th></tr></thead>
<tbody><tr><td><form><button>Go</button></form></td></tr></tbody></table>
<figure><svg viewBox="0 0 9 9" role="img"><title>Near</title><desc>By</desc><circle cx="1" cy="1" r="1"/>
<a href="#main"><circle r="1"/><text x="1">1</text></a></svg></figure>
<details><summary>More</summary><p>Well \U0001f642</p></details><!-- a note -->
</main>
</body></html>
"""
TAGS = (
    "a b button caption col datalist dd div dl dt em fieldset form h1 h2 head html body input label legend li main nav "
    "ol optgroup option p script section select span strong svg circle text table tbody td textarea title tr ul"
).split()
BITS = st.one_of(
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.sampled_from(TAGS).map('<{} a="1" b>'.format),
    st.sampled_from(TAGS).map("<{}/>".format),
    st.sampled_from(
        ["tea", " ", "&", "&amp;", "&amp", "&copy;", "&none;", "&#39;", "&#128;", "\xa0", "<", ">", '"', "<!--", "-->"]
    ),
    st.sampled_from(
        ["<!-- a -->", "<!-- a -- b -->", "<a href=b>", "<p a='b'>", '<p a="b"c="d">', "\x00", "\x0c", "\r", "<P>"]
    ),
)


def by_html5lib(page: str) -> tuple[Any, list[Any]]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(page), parser.errors


def told(tree: Element) -> list[tuple[str, dict[str, str]]]:
    """The elements of a page in their order."""
    every = [each for each in tree.iter() if isinstance(each.tag, str)]
    return [(each.tag, {_bare(name): value for name, value in each.items()}) for each in every]


def _bare(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def words(element: Element) -> Iterator[str]:
    """The words of an element and of those within it, but not of comments."""
    if isinstance(element.tag, str):
        yield element.text or ""
    for each in element:
        yield from words(each)
        yield each.tail or ""


def _typed(tree: Element) -> list[str]:
    """What stands in boxes, where every space counts."""
    return [each.text or "" for each in tree.iter() if each.tag in {"textarea", "pre"}]


def assert_read_alike(page: str) -> bool:
    """Whether it was read quickly; if so, html5lib must say the same."""
    if (quick := plain_tree(page)) is None:
        return False
    tree, errors = by_html5lib(page)
    assert errors == []
    assert told(quick) == told(tree)
    assert "".join(words(quick)).split() == "".join(words(tree)).split()
    assert _typed(quick) == _typed(tree)
    return True


def test_a_page_that_leaves_nothing_open_is_read_quickly() -> None:
    assert assert_read_alike(PLAIN)


def test_a_page_that_is_wrong_is_not() -> None:
    wrong = PLAIN.replace("</em>", "")
    assert plain_tree(wrong) is None
    assert by_html5lib(wrong)[1]


@pytest.mark.parametrize("seed", range(5))
def test_whatever_gets_lost_or_is_said_twice_html5lib_agrees(seed: int) -> None:
    chance, page = Random(seed), PLAIN
    for _ in range(100):
        start = chance.randrange(16, len(page))
        end = page.find(">", start) + 1
        lost, twice = page[:start] + page[end:], page[:end] + page[start:]
        assert_read_alike(lost)
        assert_read_alike(twice)


@examples(60)
@given(first=st.lists(BITS, max_size=8), second=st.lists(BITS, max_size=4), place=st.integers(16, len(PLAIN)))
def test_whatever_stands_on_a_page_html5lib_agrees(first: list[str], second: list[str], place: int) -> None:
    assert_read_alike(f"<!DOCTYPE html><html><head><title>A</title></head><body>{''.join(first)}</body></html>")
    assert_read_alike(PLAIN[:place] + "".join(second) + PLAIN[place:])
