"""``fingerpost thesaurus check``."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from search_index.checking import check_thesaurus
from tests.commands import Ran, of_kind

Fingerpost = Callable[..., Ran]

_checked = cache(check_thesaurus)


@pytest.fixture(autouse=True)
def _looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which phrases can never match depends on nothing but our files, and to find out takes most of the time."""
    monkeypatch.setattr("directory.cli.thesaurus.check_thesaurus", _checked)


NEED = {"need": str, "label": str}


def test_the_document_is_what_scripts_depend_on(fingerpost: Fingerpost) -> None:
    ran = fingerpost("thesaurus", "check", "--json")
    kinds = {
        "phrases": [{"phrase": str, "why": str}],
        "needs_without_phrase": [NEED],
        "needs_without_service": [NEED],
        "needs_unmet": [NEED | {"searches": int}],
        "words": [dict],
    }
    assert of_kind(ran.json, kinds)
    assert ran.code == (1 if ran.json["phrases"] else 0)


def test_without_a_single_service_no_need_is_served(fingerpost: Fingerpost, home: Path) -> None:
    unserved = fingerpost("thesaurus", "check", "--json", home=home).json["needs_without_service"]
    assert {"need": "need:connect.lonely", "label": "Loneliness and isolation"} in unserved
    assert {need["need"] for need in unserved}.isdisjoint({"need:connect", "need:mind"}), "a group stands for its needs"


def test_what_a_district_lacks_is_more_than_what_all_lack(fingerpost: Fingerpost) -> None:
    def lacking(*options: str) -> set[str]:
        said = fingerpost("thesaurus", "check", "--json", *options).json
        return {need["need"] for need in said["needs_without_service"]}

    here = lacking("--district", "E06000005")
    assert lacking() <= here
    assert "need:connect.lonely" not in here
    assert "need:connect.lonely" in lacking("--district", "E06000001")


def test_words_that_meet_nothing_are_told_with_their_number(fingerpost: Fingerpost, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("quidditch for a lonely widow\nQuidditch\nxyzzy, the lunch\n", encoding="utf-8")
    said = fingerpost("thesaurus", "check", "--words", queries, "--json").json
    assert said["words"] == [{"word": "quidditch", "count": 2}, {"word": "xyzzy", "count": 1}]
    told = fingerpost("thesaurus", "check", "--words", queries).out
    assert "Words that meet nothing: 2\n  quidditch (2)\n  xyzzy (1)\n" in told
    assert "Needs without a published service: " in told
