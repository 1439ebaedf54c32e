"""``fingerpost index`` and ``fingerpost deliver``."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.commands import Ran

Fingerpost = Callable[..., Ran]


def test_the_status_is_what_scripts_depend_on(fingerpost: Fingerpost) -> None:
    ran = fingerpost("index", "status", "--json")
    assert ran.code == 0
    assert set(ran.json) == {
        *("sound", "generation", "documents", "changed_at", "trouble"),
        *("waiting", "published", "services"),
    }
    assert ran.json["sound"] is True
    assert ran.json["waiting"] == 0
    assert ran.json["documents"] == ran.json["published"] > 200
    said = fingerpost("index", "status").out
    assert said.startswith(f"Generation {ran.json['generation']}, {ran.json['documents']} services of ")
    assert said.endswith("0 changes wait\n")


def test_changes_that_wait_are_counted_and_brought_in(fingerpost: Fingerpost, withdrawn: Path) -> None:
    before = fingerpost("index", "status", "--json", home=withdrawn).json
    assert (before["waiting"], before["documents"]) == (1, before["published"] + 1)
    assert fingerpost("deliver", home=withdrawn).out == "1 change was brought in\n0 letters were sent\n"
    after = fingerpost("index", "status", "--json", home=withdrawn).json
    assert (after["waiting"], after["documents"]) == (0, after["published"])
    assert fingerpost("deliver", home=withdrawn).out == "0 changes were brought in\n0 letters were sent\n"


def test_the_index_is_made_anew_from_the_database(fingerpost: Fingerpost, withdrawn: Path) -> None:
    ran = fingerpost("index", "rebuild", home=withdrawn)
    after = fingerpost("index", "status", "--json", home=withdrawn).json
    assert (ran.code, ran.out) == (0, f"{after['published']} services are in the index\n")
    assert (after["waiting"], after["documents"]) == (0, after["published"])


def test_an_index_that_was_deleted_comes_back_by_itself(fingerpost: Fingerpost, own_home: Path) -> None:
    shutil.rmtree(own_home / "index")
    assert fingerpost("search", "DL3 9AA", "lonely", "--json", home=own_home).json["total"] > 0
