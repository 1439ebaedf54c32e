"""A process that sends letters is killed, as nothing can be guarded against; none is lost."""

import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from directory import clock
from directory.actions.delivery import deliver_letters
from directory.actions.delivery.letters import LEASE
from directory.database import Database
from directory.mail import FileMailer, Letter
from tests.mail.makers import SENDER, sent_moments, write_letter
from tests.processes import exit_code

LETTERS = 5


class Mortal(FileMailer):
    """Is killed at the third letter, before it is written or after."""

    def __init__(self, folder: Path, when: str) -> None:
        super().__init__(folder)
        self._when = when
        self._sent = 0

    def send(self, letter: Letter, /) -> None:
        self._sent += 1
        if self._sent < 3 or self._when == "after":
            super().send(letter)
        if self._sent == 3:
            os.kill(os.getpid(), signal.SIGKILL)


def deliver_until_killed(database: str, folder: Path, when: str) -> None:
    """What the process does."""
    opened = Database(database)
    deliver_letters(opened.writing, Mortal(folder, when), sender=SENDER)


@pytest.mark.parametrize("when", ["before", "after"])
def test_whenever_it_is_killed_every_letter_leaves_and_each_is_one_message(
    own_database: Database, tmp_path: Path, set_clock: Callable[[datetime], None], when: str
) -> None:
    keys = {write_letter(own_database, due_at=clock.now() - timedelta(days=1)) for _ in range(LETTERS)}
    folder = tmp_path / "outbox"
    assert exit_code(own_database, deliver_until_killed, folder, when) == -signal.SIGKILL
    assert len(list(folder.glob("*.eml"))) == (3 if when == "after" else 2)
    assert sum(moment is not None for moment in sent_moments(own_database)) == 2

    set_clock(clock.now() + LEASE + timedelta(minutes=1))
    rest = deliver_letters(own_database.writing, FileMailer(folder), sender=SENDER)
    assert rest.sent == LETTERS - 2
    assert {path.stem for path in folder.iterdir()} == {str(key) for key in keys}
    assert all(sent_moments(own_database))
