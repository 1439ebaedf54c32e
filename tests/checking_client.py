"""A test client that checks every page it sees: HTML, headings, labels, and that nothing was left uncommitted."""

from collections import Counter
from functools import lru_cache
from typing import Any

import html5lib
from flask import g
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.plain_html import plain_tree

_NAMED = {"input", "select", "textarea"}


class CheckingClient(FlaskClient):
    """Opens pages and fails on one that no person should see."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("buffered", True)  # else a file of ours stays open
        with self.application.app_context():
            response = super().open(*args, **kwargs)
            session = g.get("session")
            assert not session or not (session.new or session.dirty or session.deleted), "a page left changes behind"
        if response.mimetype == "text/html" and response.request.method not in {"HEAD", "OPTIONS"}:
            check_page(response.get_data(as_text=True))
        return response


def check_page(text: str) -> None:
    """Fail unless a page is valid HTML with one heading that its title begins with, labels, and no id twice."""
    page, errors = parsed(text)
    assert not errors, errors
    every = list(page.iter())
    ids = Counter(element.get("id") for element in every if element.get("id"))
    twice = [id_ for id_, count in ids.items() if count > 1]
    assert not twice, f"ids that occur twice: {twice}"
    headings = [_text(element) for element in every if element.tag == "h1"]
    assert len(headings) == 1, f"a page needs one h1, this has {headings}"
    title = next(_text(element) for element in every if element.tag == "title")
    assert title.removeprefix("Error: ").startswith(headings[0][:50]), (title, headings[0])
    _check_labels(every)
    _check_links(every, set(ids))


@lru_cache(maxsize=10)
def parsed(text: str) -> tuple[Any, list[Any]]:
    """A page as a browser takes it in, and what it stumbles over. A test may read on in what was checked already."""
    if (plain := plain_tree(text)) is not None:
        return plain, []
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(text), list(parser.errors)


def _check_labels(every: list[Any]) -> None:
    labelled = {element.get("for") for element in every if element.tag == "label"}
    for element in every:
        if element.tag in _NAMED and element.get("type") not in {"hidden", "submit"}:
            assert element.get("id") in labelled or element.get("aria-label"), f"no label for {element.attrib}"
        if element.tag == "img":
            assert element.get("alt") is not None, "a picture without words"


def _check_links(every: list[Any], ids: set[str | None]) -> None:
    for element in every:
        if element.tag == "a" and element.get("href"):
            said = _text(element) or element.get("aria-label")
            assert said, f"a link without words to {element.get('href')}"
            href = element.get("href")
            assert not href.startswith("#") or href[1:] in ids, f"{href} leads nowhere"
            assert "javascript:" not in href.lower(), href
        assert element.get("style") is None, "a style attribute, which the content policy forbids"


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
