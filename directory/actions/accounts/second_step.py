"""The second step of signing in: a code from an app (RFC 6238), for those who decide about other people's texts."""

import secrets
from datetime import timedelta
from uuid import UUID

import pyotp
from sqlmodel import Session, col, select, update

from directory import clock
from directory.actions.accounts.signing_in import pass_second_step_in, sign_out_everywhere
from directory.errors import InputError, NotFoundError
from directory.models import RecoveryCode, SecondStep
from directory.queries.accounts import account_by_email, second_step_of
from directory.signing import Signer

CODES = 8
"""So many codes are given for the day when the app is lost."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of recovery codes: none that is easily taken for another."""


def begin_second_step(session: Session, account_id: UUID) -> SecondStep:
    """The secret for an app, made anew unless one was confirmed already."""
    step = second_step_of(session, account_id)
    if step is None:
        step = SecondStep(account_id=account_id, secret=pyotp.random_base32())
        session.add(step)
        session.flush()
    return step


def confirm_second_step(session: Session, signer: Signer, account_id: UUID, *, digest: str, code: str) -> list[str]:
    """Take the first code of an app; from now on it is asked for at each sign-in.

    Returns:
        Codes for the day when the app is lost, to be shown once.

    Raises:
        InputError: the code is not the one that the app shows now.
    """
    step = second_step_of(session, account_id)
    if step is None or step.confirmed_at or not _takes(session, step, code):
        raise InputError("code", "Enter the six digits that the app shows now")
    step.confirmed_at = clock.now()
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(CODES)]
    session.add_all(RecoveryCode(account_id=account_id, digest=signer.digest(code)) for code in codes)
    pass_second_step_in(session, digest)
    return codes


def pass_second_step(session: Session, signer: Signer, account_id: UUID, *, digest: str, code: str) -> None:
    """Take a code of the app, or one of those for the day when it is lost.

    Raises:
        InputError: it is neither.
    """
    typed = "".join(code.split()).lower()
    step = second_step_of(session, account_id)
    if step is None or not step.confirmed_at:
        raise InputError("code", "Set up your app first")
    if not (_takes(session, step, typed) or _recovers(session, account_id, signer.digest(typed))):
        raise InputError("code", "Enter the six digits that the app shows now, or one of your recovery codes")
    pass_second_step_in(session, digest)


def _takes(session: Session, step: SecondStep, code: str) -> bool:
    """Whether an app shows this code now, or did half a minute ago, and it was not taken before."""
    now = clock.now()
    app = pyotp.TOTP(step.secret)
    for moment in (now, now - timedelta(seconds=app.interval)):
        counter = app.timecode(moment)
        if pyotp.utils.strings_equal(app.generate_otp(counter), "".join(code.split())):
            return _use(session, step, counter)
    return False


def _use(session: Session, step: SecondStep, counter: int) -> bool:
    """Use a code up, unless it was before, or somebody else did in this very moment."""
    newer = update(SecondStep).where(col(SecondStep.id) == step.id, col(SecondStep.last_counter) < counter)
    return bool(session.exec(newer.values(last_counter=counter)).rowcount)


def _recovers(session: Session, account_id: UUID, digest: str) -> bool:
    unused = update(RecoveryCode).where(
        col(RecoveryCode.account_id) == account_id,
        col(RecoveryCode.digest) == digest,
        col(RecoveryCode.used_at).is_(None),
    )
    return bool(session.exec(unused.values(used_at=clock.now())).rowcount)


def forget_second_step(session: Session, email: str) -> None:
    """Let somebody who has lost the app and the codes set up another; they are signed out everywhere.

    Raises:
        NotFoundError: nobody has this address.
    """
    account = account_by_email(session, email)
    if account is None:
        raise NotFoundError("Nobody with this address has an account")
    step = second_step_of(session, account.id)
    if step:
        session.delete(step)
    for code in session.exec(select(RecoveryCode).where(col(RecoveryCode.account_id) == account.id)):
        session.delete(code)
    sign_out_everywhere(session, account.id)
