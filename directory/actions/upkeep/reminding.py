"""Asking every group that is due, a few letters at a time, each few in a transaction of their own.

A run that is killed has written some of the letters whole, and the next one writes the others: what was written is
read from the letters themselves. Two runs at once write none twice, since each letter has a key.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from directory import clock
from directory.actions.delivery.opening import Opening
from directory.actions.letters import Stationery
from directory.actions.moderation import move
from directory.actions.upkeep.writing import write_reminder
from directory.models import Service
from directory.queries.upkeep import Due, DueLetter, Rhythm, find_due
from directory.signing import Signer
from directory.vocabulary import ModerationStatus

logger = logging.getLogger(__name__)

AT_ONCE = 50
"""Letters in one transaction."""

ACTOR = "directory upkeep"
"""Who puts listings away: nobody."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a run has done, or would do: letters, listings asked about, listings put away, and listings that should be
    confirmed where nobody can be asked.
    """

    letters: int = 0
    listings: int = 0
    archived: int = 0
    unheard: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """What groups are asked with.

    Attributes:
        fresh_days: days until a statement of room is not known, and is asked for in the same letter.
    """

    rhythm: Rhythm
    signer: Signer
    stationery: Stationery
    fresh_days: int


def count_due(reading: Opening, rhythm: Rhythm) -> Reminded:
    """What a run would do now."""
    with reading() as session:
        due = find_due(session, rhythm, now=clock.now())
    return _counted(due, due.ending)


def remind(reading: Opening, writing: Opening, asking: Asking, *, progress: Progress = lambda _: None) -> Reminded:
    """Write every letter that is due, then put away what has been unconfirmed for too long.

    Args:
        progress: called with how many letters were written, or listings put away, since.
    """
    with reading() as session:
        due = find_due(session, asking.rhythm, now=clock.now())
    done = Reminded(unheard=due.unheard)
    for first in range(0, len(due.letters), AT_ONCE):
        some = due.letters[first : first + AT_ONCE]
        written = _write(writing, asking, some)
        done = replace(done, letters=done.letters + written.letters, listings=done.listings + written.listings)
        progress(len(some))
    # The letters that were just written tell some of them that they are put away.
    return replace(done, archived=_put_away(reading, writing, asking.rhythm, progress))


def _write(writing: Opening, asking: Asking, letters: Sequence[DueLetter]) -> Reminded:
    """Write some letters, as far as they are still due: somebody may have answered in the meantime."""
    mailboxes = {letter.to for letter in letters}
    ids = {listing.id for letter in letters for listing in letter.listings}
    try:
        with writing() as session:
            due = find_due(session, asking.rhythm, now=clock.now(), among=ids)
            due = replace(due, letters=tuple(letter for letter in due.letters if letter.to in mailboxes))
            for letter in due.letters:
                write_reminder(session, asking.signer, asking.stationery, letter, fresh_days=asking.fresh_days)
    except IntegrityError:
        logger.info("another process has written some of %d letters", len(letters))
        return Reminded()
    return _counted(due, 0)


def _put_away(reading: Opening, writing: Opening, rhythm: Rhythm, progress: Progress) -> int:
    with reading() as session:
        over = find_due(session, rhythm, now=clock.now()).over
    archived = 0
    for first in range(0, len(over), AT_ONCE):
        some = over[first : first + AT_ONCE]
        archived += _archive(writing, rhythm, some)
        progress(len(some))
    return archived


def _archive(writing: Opening, rhythm: Rhythm, ids: Sequence[UUID]) -> int:
    with writing() as session:
        over = find_due(session, rhythm, now=clock.now(), among=ids).over
        reason = f"Nobody has confirmed it for {rhythm.archive_days} days"
        for service in session.exec(select(Service).where(col(Service.id).in_(over)).order_by(col(Service.id))):
            move(session, service, ModerationStatus.ARCHIVED, actor=ACTOR, reason=reason)
    return len(over)


def _counted(due: Due, archived: int) -> Reminded:
    listings = {listing.id for letter in due.letters for listing in letter.listings}
    return Reminded(len(due.letters), len(listings), archived, due.unheard)
