"""Promises about every module: what it is for, how long it may grow, what it must not touch."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.repository import PACKAGES, ROOT, modules, named, texts

MOST_LINES = 400

_MACHINE = re.compile(r"(?<![\w.])/(?:root|home/\w|Users/\w|work/\w|mnt/\w|tmp/scratch)|\b[A-Z]:\\\\?Users")
"""Places that are there on one machine only."""

_ENVIRONMENT = re.compile(r"\bos\.(environ|getenv|putenv)\b")


@pytest.mark.parametrize("path", [ROOT / "config.py", *modules(*PACKAGES, "tools", "tests")], ids=named)
def test_it_says_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = said.partition("\n\n")[0]
    assert first.lstrip("`")[:1].isalpha(), "a module begins with one sentence"
    assert first.endswith((".", "?", '"')), first


@pytest.mark.parametrize("path", modules(*PACKAGES), ids=named)
def test_it_has_not_taken_in_too_much(path: Path) -> None:
    if "versions" not in path.parts:  # a migration is as long as what it changes
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", modules(*PACKAGES), ids=named)
def test_it_leaves_the_environment_to_the_settings(path: Path) -> None:
    assert not _ENVIRONMENT.search(path.read_text(encoding="utf-8"))


def test_nothing_names_a_place_on_somebodys_machine() -> None:
    here = Path(__file__)
    found = {
        named(path): hit.group()
        for path in texts()
        if path != here and (hit := _MACHINE.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}
