"""The second step: a code is taken once."""

import pyotp
import pytest
from sqlmodel import Session, update

from directory import clock
from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.accounts.second_step import begin_second_step, confirm_second_step
from directory.errors import InputError
from directory.models import SecondStep
from directory.signing import Signer
from directory.vocabulary import Role


def test_of_two_who_send_the_same_code_at_once_one_is_let_in(session: Session) -> None:
    account = grant_role(session, email="first@normal.example", grant=Grant(Role.ADMINISTRATOR), by="a test")
    step = begin_second_step(session, account.id)
    app = pyotp.TOTP(step.secret)
    now = clock.now()
    assert step.last_counter == 0
    # Somebody else's transaction, which ends after this one has read what was taken before.
    session.exec(update(SecondStep).values(last_counter=app.timecode(now)).execution_options(synchronize_session=False))
    with pytest.raises(InputError):
        confirm_second_step(session, Signer("a test"), account.id, digest="", code=app.at(now))
