"""Promises about every module: what it is for, how long it may grow, what it must not touch."""

import ast
import re
from pathlib import Path

from tests.architecture.repository import PACKAGES, ROOT, modules, named, texts

MOST_LINES = 400

_MACHINE = re.compile(r"(?<![\w.])/(?:root|home/\w|Users/\w|work/\w|mnt/\w|tmp/scratch)|\b[A-Z]:\\\\?Users")
"""Places that are there on one machine only."""

_ENVIRONMENT = re.compile(r"\bos\.(environ|getenv|putenv)\b")


def test_each_says_what_it_is_for() -> None:
    every = [ROOT / "config.py", *modules(*PACKAGES, "tools", "tests")]
    first = {named(path): _docstring(path).partition("\n\n")[0] for path in every}
    assert {name: said for name, said in first.items() if not _is_sentence(said)} == {}


def _docstring(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if text.startswith('"""'):  # to read on would take seconds, for as many modules as there are
        text = text[: text.index('"""', 3) + 3]
    return ast.get_docstring(ast.parse(text)) or ""


def _is_sentence(said: str) -> bool:
    return said.lstrip("`")[:1].isalpha() and said.endswith((".", "?", '"'))


def test_none_has_taken_in_too_much() -> None:
    lengths = {path: len(_text(path).splitlines()) for path in modules(*PACKAGES)}
    # A migration is as long as what it changes.
    assert [path for path, lines in lengths.items() if lines > MOST_LINES and "versions" not in path.parts] == []


def test_all_leave_the_environment_to_the_settings() -> None:
    assert [named(path) for path in modules(*PACKAGES) if _ENVIRONMENT.search(_text(path))] == []


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_nothing_names_a_place_on_somebodys_machine() -> None:
    here = Path(__file__)
    found = {
        named(path): hit.group()
        for path in texts()
        if path != here and (hit := _MACHINE.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}
