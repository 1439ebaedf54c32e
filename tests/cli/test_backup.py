"""The commands that keep a directory in one file, and put it back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Ran
from tests.homes import copied, share_file

Fingerpost = Callable[..., Ran]


@pytest.fixture
def new_home(empty_home: Path, tmp_path: Path) -> Path:
    """A home in which no command ever ran."""
    home = tmp_path / "new"
    home.mkdir()
    share_file(empty_home / "gazetteer.bin", home / "gazetteer.bin")
    return home


def test_a_directory_that_was_lost_is_there_again(
    fingerpost: Fingerpost, own_home: Path, new_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_ADDRESS", "https://directory.example")
    (own_home / "secret_key").write_text("what links are signed with")
    file = tmp_path / "kept.zip"
    made = fingerpost("backup", file, "--json", home=own_home)
    assert (made.code, made.json["bytes"]) == (0, file.stat().st_size)
    assert file.stat().st_mode & 0o077 == 0, "nobody else reads it"
    back = fingerpost("restore", file, "--json", home=new_home, shared=False)
    assert (back.code, back.json["tables"]) == (0, made.json["tables"])
    assert (new_home / "secret_key").read_text() == "what links are signed with"
    assert (new_home / "secret_key").stat().st_mode & 0o077 == 0
    words = ("search", "DL3 9AA", "lonely", "--json")
    assert fingerpost(*words, home=new_home).json["hits"] == fingerpost(*words, home=own_home).json["hits"] != []
    assert fingerpost("export", home=new_home).out == fingerpost("export", home=own_home).out


def test_a_file_that_is_there_stays_as_it_is(fingerpost: Fingerpost, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.zip"
    file.write_text("Yesterday's")
    said = fingerpost("backup", file, home=home)
    assert (said.code, said.out, said.err) == (1, "", f"{file} is there already; give the backup another name.\n")
    assert file.read_text() == "Yesterday's"


def test_it_is_said_what_to_do_with_it_and_as_of_when_it_is(
    fingerpost: Fingerpost, home: Path, empty_home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kept.zip"
    said = fingerpost("backup", file, home=home)
    assert said.code == 0
    assert said.out.endswith(f"are in {file}. Keep it where nobody else can read it\n")
    said = fingerpost("restore", file, home=copied(empty_home, tmp_path / "other"))
    assert (said.code, "rows are back, as of" in said.out) == (0, True)


def test_a_directory_with_something_in_it_is_not_written_over(
    fingerpost: Fingerpost, own_home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kept.zip"
    fingerpost("backup", file, home=own_home)
    said = fingerpost("restore", file, home=own_home)
    assert (said.code, said.out) == (1, "")
    assert said.err == "There is something in this directory; a backup is put back into an empty one.\n"


def test_what_is_no_backup_is_refused_with_a_sentence(fingerpost: Fingerpost, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear all")
    said = fingerpost("restore", file, home=home)
    assert (said.code, said.err) == (1, "letter.txt is no backup of a directory, or not all of one.\n")
    assert fingerpost("restore", tmp_path / "nowhere.zip", home=home).code == 2
    assert fingerpost("backup", tmp_path / "no" / "folder.zip", home=home).code == 1
