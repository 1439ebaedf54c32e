"""A directory that is exported and taken into an empty one is the same, to the byte."""

from collections.abc import Callable
from pathlib import Path

from tests.commands import Ran

Fingerpost = Callable[..., Ran]


def test_what_was_exported_is_the_same_when_another_directory_exports_it(
    fingerpost: Fingerpost, home: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.ndjson", tmp_path / "second.ndjson"
    assert fingerpost("export", first).code == 0
    taken = fingerpost("import", first, "--publish", "--json", home=home)
    assert (taken.code, taken.json["created"]) == (0, taken.json["read"])
    assert fingerpost("export", second, home=home).code == 0
    assert second.read_bytes() == first.read_bytes()
    again = fingerpost("import", second, "--publish", "--source", "first", "--json", home=home).json
    assert (again["unchanged"], again["gone_count"]) == (again["read"], 0)
