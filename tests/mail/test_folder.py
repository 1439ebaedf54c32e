"""Letters as files, and on the terminal."""

import os
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest

from directory.mail import ConsoleMailer, FileMailer, MailDownError, kept_letters
from tests.mail.makers import ID, a_letter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "outbox"


def test_a_letter_is_a_file_for_its_owner_alone(folder: Path) -> None:
    FileMailer(folder).send(a_letter(subject="Te a choffi – “croeso”", body="Dewch!\n"))
    assert [path.name for path in folder.iterdir()] == [f"{ID}.eml"]
    assert folder.stat().st_mode & 0o777 == 0o700
    [kept] = kept_letters(folder, limit=9)
    assert (kept.id, kept.to, kept.subject) == (str(ID), "keeper@kettle.example", "Te a choffi – “croeso”")
    assert kept.body == "Dewch!\n"


def test_a_letter_that_is_sent_twice_is_one_file(folder: Path) -> None:
    for _ in range(2):
        FileMailer(folder).send(a_letter())
    assert len(list(folder.iterdir())) == 1


def test_the_newest_is_first_and_there_are_no_more_than_asked_for(folder: Path) -> None:
    for number in range(4):
        FileMailer(folder).send(a_letter(id=UUID(int=number), subject=str(number)))
        os.utime(folder / f"{UUID(int=number)}.eml", (number // 2, number // 2))
    assert [letter.subject for letter in kept_letters(folder, limit=3)] == ["2", "3", "0"]
    assert kept_letters(folder, limit=1)[0].at == datetime.fromtimestamp(1, UTC)


def test_without_a_folder_there_are_no_letters(folder: Path) -> None:
    assert kept_letters(folder, limit=9) == []


def test_a_folder_that_cannot_be_written_is_mail_that_is_down(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file")
    with pytest.raises(MailDownError):
        FileMailer(tmp_path / "outbox").send(a_letter())


def test_the_terminal_shows_a_letter_as_it_is_read() -> None:
    shown = StringIO()
    with ConsoleMailer(shown).batch() as way:
        way.send(a_letter(subject="Croeso – “te”"))
    assert "To: keeper@kettle.example\nSubject: Croeso – “te”\n\nIs it?" in shown.getvalue()
