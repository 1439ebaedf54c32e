"""How often somebody may do something, also when they do it many times in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import Session, select

from directory.actions.limits import KEPT, count_trial, forget_trials
from directory.database import Database
from directory.errors import TooOftenError
from directory.models import Trial
from tests.conftest import NOW

AN_HOUR = timedelta(hours=1)
AT_ONCE, MOST = 8, 3
WHO = "somebody in a hurry"


def test_a_limit_holds_for_those_who_come_together(real_database: Database) -> None:
    together = Barrier(AT_ONCE)

    def come(_number: int) -> bool:
        together.wait()
        try:
            with real_database.writing() as session:
                count_trial(session, "knock", WHO, most=MOST, within=AN_HOUR)
        except TooOftenError:
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert sum(threads.map(come, range(AT_ONCE))) == MOST


def test_it_is_of_one_deed_and_one_person_and_ends(session: Session) -> None:
    for _ in range(MOST):
        count_trial(session, "knock", WHO, most=MOST, within=AN_HOUR)
    count_trial(session, "ring", WHO, most=MOST, within=AN_HOUR)
    count_trial(session, "knock", "another", most=MOST, within=AN_HOUR)
    with pytest.raises(TooOftenError, match="Wait a little"):
        count_trial(session, "knock", WHO, most=MOST, within=AN_HOUR)
    for row in session.exec(select(Trial)):
        row.created_at = NOW - AN_HOUR
    count_trial(session, "knock", WHO, most=MOST, within=AN_HOUR)


def test_what_no_limit_looks_back_on_is_forgotten(session: Session) -> None:
    count_trial(session, "knock", WHO, most=MOST, within=AN_HOUR)
    session.exec(select(Trial)).one().created_at = NOW - KEPT - AN_HOUR
    session.flush()
    forget_trials(session)
    assert session.exec(select(Trial)).all() == []
