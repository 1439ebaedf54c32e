"""A run of reminders is killed in the middle, as nothing can be guarded against; each group is asked once."""

import os
import signal

import pytest
from sqlmodel import col, select

from directory.actions.letters import Stationery
from directory.actions.upkeep import Asking, remind
from directory.actions.upkeep import reminding as module
from directory.database import Database
from directory.models import OutgoingLetter, Service
from directory.queries.upkeep.written import REMIND
from directory.signing import Signer
from directory.vocabulary import ModerationStatus
from tests.architecture.repository import ROOT
from tests.processes import exit_code
from tests.upkeep import RHYTHM, make_asked

ASKED, AWAY = 7, 3


def asking() -> Asking:
    stationery = Stationery(ROOT / "templates" / "email", "https://directory.example")
    return Asking(RHYTHM, Signer("a test"), stationery, fresh_days=28)


def remind_until_killed(database: str, steps: int) -> None:
    """What the process does: it is killed after so many steps."""
    module.AT_ONCE, done = 2, 0

    def step(_: int) -> None:
        nonlocal done
        done += 1
        if done == steps:
            os.kill(os.getpid(), signal.SIGKILL)

    opened = Database(database)
    remind(opened.reading, opened.writing, asking(), progress=step)


@pytest.mark.parametrize("steps", [1, 3, 5])
def test_wherever_it_is_killed_the_next_run_writes_the_rest_and_nothing_twice(
    own_database: Database, steps: int
) -> None:
    with own_database.writing() as session:
        for each in range(ASKED):
            make_asked(session, name=f"Tea {each}", email=f"{each}@kettle.example", days=120)
            make_asked(session, name=f"Walks {each}", email=f"{each}@kettle.example", days=120)
        for each in range(AWAY):
            make_asked(session, name=f"Chess {each}", email="", days=500)
    assert exit_code(own_database, remind_until_killed, steps) == -signal.SIGKILL
    assert len(letters(own_database)) == min(2 * steps, ASKED) * 2

    remind(own_database.reading, own_database.writing, asking())
    found = letters(own_database)
    assert len(found) == 2 * ASKED, "a line for each listing"
    assert len({letter.recipient for letter in found if letter.cancelled_at is None}) == ASKED
    assert sum(letter.cancelled_at is None for letter in found) == ASKED
    with own_database.reading() as session:
        away = select(Service.name).where(col(Service.status) == ModerationStatus.ARCHIVED)
        assert len(session.exec(away).all()) == AWAY


def letters(database: Database) -> list[OutgoingLetter]:
    with database.reading() as session:
        return list(session.exec(select(OutgoingLetter).where(col(OutgoingLetter.about) == REMIND)))
