"""Refusals and faults: a page with a way on, never a trace, and nothing in the logs of what was typed."""

import logging
from typing import NoReturn

import pytest

from directory.resources import Resources
from search_index.documents import Hits, Query
from search_index.memory import MemoryIndex
from search_index.thesaurus import Thesaurus
from tests.checking_client import CheckingClient
from tests.makers import a_record
from tests.pages import Page
from tests.views.conftest import Publish

SECRET = "/search?postcode=ZZ1+1AA&q=bereaved+widow+of+83&age=83"  # noqa: S105 -- what nobody else may learn
TYPED = ("zz1", "bereaved", "widow", "83")


class BrokenIndex(MemoryIndex):
    """An index that fails, and repeats in its message what was asked."""

    def search(self, query: Query, /) -> Hits:
        try:
            self._fail(query)
        except ValueError as fault:
            raise RuntimeError(f"cannot find {query.text}") from fault

    def _fail(self, query: Query) -> NoReturn:
        raise ValueError(query.text)


@pytest.fixture
def broken(resources: Resources, thesaurus: Thesaurus) -> None:
    resources.__dict__["index"] = BrokenIndex(thesaurus)


def nothing_typed_in(text: str) -> bool:
    return not any(word in text.casefold() for word in TYPED)


def test_a_fault_ends_on_a_page_that_says_sorry(client: CheckingClient, broken: None) -> None:
    answer = client.get(SECRET)
    page = Page(answer)
    assert (page.status, page.heading) == (500, "Sorry, something went wrong")
    assert page.link("Search the directory") == "/"
    for trace in ("Traceback", "RuntimeError", "ValueError", ".py", "line "):
        assert trace not in page.source
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_fault_is_noted_with_its_place_but_not_with_what_was_typed(
    client: CheckingClient, broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.get(SECRET)
    assert "a page failed" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "ValueError" in caplog.text
    assert "in search" in caplog.text
    assert nothing_typed_in(caplog.text)


def test_a_search_leaves_nothing_in_any_log(
    client: CheckingClient, listed: Publish, caplog: pytest.LogCaptureFixture
) -> None:
    listed(a_record())
    caplog.set_level(logging.DEBUG)
    for address in (SECRET, SECRET + "&age=640", SECRET + "&page=9999", "/search?postcode=ZZ1+1QX&q=bereaved"):
        client.get(address)
    assert nothing_typed_in(caplog.text)


def test_a_directory_without_its_postcodes_says_so_to_its_keeper_alone(
    client: CheckingClient, resources: Resources, caplog: pytest.LogCaptureFixture
) -> None:
    del resources.__dict__["gazetteer"]  # so that it is looked for in the home folder, where there is none
    page = Page(client.get(SECRET))
    assert (page.status, page.heading) == (503, "Sorry, something went wrong")
    assert "gazetteer.bin" not in page.source
    assert "gazetteer.bin" in caplog.text


def test_a_page_that_does_not_exist_leads_back_to_the_search(client: CheckingClient) -> None:
    page = Page(client.get("/wp-admin/setup.php?q=<script>"))
    assert (page.status, page.heading) == (404, "Page not found")
    assert page.link("Search the directory") == "/"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
@pytest.mark.parametrize("address", ["/", "/search", "/listing/00000000-0000-0000-0000-000000000000", "/about"])
def test_only_reading_is_possible(client: CheckingClient, method: str, address: str) -> None:
    answer = client.open(address, method=method, data={"q": "x"})
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert Page(answer).heading == "This page cannot be used in that way"


def test_a_body_that_is_far_too_large_is_not_read(client: CheckingClient) -> None:
    assert client.post("/search", data=b"x" * 3_000_000).status_code in {405, 413}


@pytest.mark.parametrize("address", ["/", "/search", "/about", "/health"])
def test_head_and_options_are_answered_without_a_page(client: CheckingClient, address: str) -> None:
    assert client.head(address).data == b""
    assert client.options(address).headers["Allow"]


def test_a_form_that_was_open_since_before_signing_out_gives_back_what_was_written(client: CheckingClient) -> None:
    stale = Page(client.get("/suggest-a-group")).form("Send")[1]
    with client.session_transaction() as cookie:
        cookie.clear()
    words = "Cards and coffee on Mondays"
    page = Page(client.post("/suggest-a-group", data={**stale, "name": "Chess", "words": f"{words}\x00\u202e"}))
    assert (page.status, page.heading) == (400, "Nothing was saved")
    assert words in page.text
    assert "Chess" not in page.text
