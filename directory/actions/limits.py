"""How often somebody may do what others pay for: letters to a mailbox, guesses at a code, reports to be read."""

from datetime import timedelta

from sqlmodel import Session, col, delete, func, select

from directory import clock
from directory.errors import TooOftenError
from directory.models import Trial

KEPT = timedelta(days=1)
"""How long it is remembered that somebody did something; no limit looks back further."""


def count_trial(session: Session, what: str, who: str, *, most: int, within: timedelta) -> None:
    """Count that somebody does something. Commit it also when what they do comes to nothing.

    The count is kept in the database, so that it holds for all processes and after a restart.

    Args:
        who: a digest of an address or of a host; nothing that can be read is kept.

    Raises:
        TooOftenError: they have done it so many times within this time.
    """
    now = clock.now()
    _in_turn(session, f"{what} {who}")
    session.exec(delete(Trial).where(col(Trial.who) == who, col(Trial.created_at) < now - KEPT))
    done = select(func.count(col(Trial.id))).where(
        col(Trial.who) == who, col(Trial.what) == what, col(Trial.created_at) > now - within
    )
    if session.exec(done).one() >= most:
        raise TooOftenError("You have done this many times in a short while. Wait a little, then try again")
    session.add(Trial(what=what, who=who))


def _in_turn(session: Session, counted: str) -> None:
    """Let whoever counts the same wait for the end of this transaction, or two at once would see the same number.
    SQLite lets only one write at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.exec(select(func.pg_advisory_xact_lock(func.hashtextextended(counted, 0))))


def forget_trials(session: Session) -> None:
    """Forget what no limit looks back on any more."""
    session.exec(delete(Trial).where(col(Trial.created_at) < clock.now() - KEPT))
