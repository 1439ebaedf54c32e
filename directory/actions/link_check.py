"""Asking whether the web addresses of listings answer, one after the other, each outside of any transaction."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, delete

from directory import clock
from directory.actions.delivery.opening import Opening
from directory.models import LinkCheck
from directory.queries.link_check import digest_of, links_due
from directory.visiting import Knock, knock

logger = logging.getLogger(__name__)

AGAIN = timedelta(days=30)
"""After so long an address is asked again; if it did not answer, too, since moderators look at it meanwhile."""

_KEPT = 3 * AGAIN
_LONGEST = 500

Knocker = Callable[[str], Knock]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run has done: addresses asked, and those that did not answer."""

    asked: int = 0
    silent: tuple[str, ...] = ()


def check_links(
    reading: Opening,
    writing: Opening,
    *,
    most: int,
    knocker: Knocker = knock,
    progress: Callable[[int], None] = lambda _: None,
) -> Checked:
    """Ask addresses that were not asked for long, and keep what came of it. A run that is killed has lost one answer.

    Args:
        most: so many at most, each of another host.
        knocker: asks.
    """
    with reading() as session:
        due = links_due(session, before=clock.now() - AGAIN, most=most)
    silent = []
    for url in due:
        answer = knocker(url)
        with writing() as session:
            note_answer(session, url, answer)
        silent += [] if answer.alive else [url]
        progress(1)
    logger.info("web addresses: %d asked, %d did not answer", len(due), len(silent))
    return Checked(len(due), tuple(silent))


def note_answer(session: Session, url: str, answer: Knock) -> None:
    """Keep what came of asking an address, and forget what is no longer looked at."""
    now = clock.now()
    session.exec(delete(LinkCheck).where(col(LinkCheck.checked_at) < now - _KEPT))
    row = LinkCheck(digest=digest_of(url), checked_at=now, alive=answer.alive, said=answer.said[:_LONGEST])
    session.merge(row)
