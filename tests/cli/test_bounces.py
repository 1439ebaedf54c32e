"""``fingerpost bounces``, ``deliver`` and ``doctor`` where letters are concerned."""

import io
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlmodel import select

from config import Settings
from directory import clock
from directory.database import Database
from directory.factory import make_resources
from directory.models import MailTrouble
from tests.commands import Ran
from tests.mail.makers import write_letter
from tests.mail.test_bounces import report

Fingerpost = Callable[..., Ran]


def with_letter(home: Path, **values: object) -> Database:
    """The database of a home, with one letter in it."""
    database = make_resources(Settings(home=home)).database
    write_letter(database, **values)
    database.engine.dispose()
    return database


def doctor_on_mail(fingerpost: Fingerpost, home: Path) -> tuple[bool, str]:
    [found] = [part for part in fingerpost("doctor", "--json", home=home).json if part["part"] == "mail"]
    return found["well"], found["said"]


def test_letters_wait_until_a_way_is_chosen_and_then_leave(
    fingerpost: Fingerpost, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doctor_on_mail(fingerpost, home) == (
        True,
        "letters leave not at all: FINGERPOST_MAIL is not chosen; none waits",
    )
    with_letter(home)
    assert "0 letters were sent" in fingerpost("deliver", home=home).out
    well, said = doctor_on_mail(fingerpost, home)
    assert not well
    assert said.endswith("1 letter waits, since Saturday 21 November 2026. Choose FINGERPOST_MAIL")
    monkeypatch.setenv("FINGERPOST_MAIL", "file")
    assert doctor_on_mail(fingerpost, home)[1].endswith(". Run: fingerpost deliver")
    ran = fingerpost("deliver", home=home)
    assert (ran.code, ran.out.splitlines()[1:]) == (0, ["1 letter was sent"])
    assert len(list((home / "outbox").glob("*.eml"))) == 1
    well, said = doctor_on_mail(fingerpost, home)
    assert (well, said) == (True, f"letters leave as files in {home / 'outbox'}; none waits")


def test_a_mail_server_that_cannot_be_used_is_said(
    fingerpost: Fingerpost, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "outbox").write_text("a file")
    monkeypatch.setenv("FINGERPOST_MAIL", "file")
    with_letter(home)
    ran = fingerpost("deliver", home=home)
    assert ran.code == 1
    assert "The mail server cannot be used; the other letters wait" in ran.err


def test_what_is_addressed_to_nothing_is_counted(
    fingerpost: Fingerpost, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_MAIL", "file")
    with_letter(home, recipient="not an@address")
    assert fingerpost("deliver", home=home).out.endswith("0 letters were sent\n1 letter was refused for good\n")


def test_what_came_back_marks_the_address(fingerpost: Fingerpost, home: Path, tmp_path: Path) -> None:
    database = with_letter(home, sent_at=clock.now())
    file = tmp_path / "came back.eml"
    file.write_bytes(report())
    ran = fingerpost("bounces", file, "--json", home=home)
    assert (ran.code, ran.json) == (0, {"read": 1, "failures": 1, "noted": 1})
    with database.reading() as session:
        assert session.exec(select(MailTrouble.email)).all() == ["keeper@kettle.example"]
    database.engine.dispose()


def test_a_mail_server_hands_over_whatever_comes(
    fingerpost: Fingerpost, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(io.BytesIO(b"Subject: I am on holiday\n\nUntil Monday")) as stream:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
        ran = fingerpost("bounces", "-", home=home)
    assert (ran.code, ran.out) == (0, "1 message read, 0 failures noted\n")


def test_a_file_that_is_not_there_is_misuse(fingerpost: Fingerpost, home: Path) -> None:
    assert fingerpost("bounces", home / "nothing", home=home).code == 2
