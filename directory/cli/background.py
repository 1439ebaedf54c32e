"""What `serve` does besides answering: letters, changes that the index lacks, and, where the settings say so, reminders
and web addresses.
"""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session

from config import Settings
from directory import clock
from directory.actions.limits import count_trial
from directory.cli.feeding import LOOKS_SECONDS, Feeding
from directory.errors import TooOftenError
from directory.postman import Postman
from directory.queries.upkeep import Rhythm
from directory.resources import Resources

A_DAY = timedelta(hours=20)
"""So long nobody else reminds: a little less than a day, so that the hour does not wander."""

LOOKS_EACH = timedelta(hours=1)
"""How often a process looks whether it is its turn to remind, or whether there is anything to ask."""

A_ROUND = timedelta(minutes=1)
"""The least time between two web addresses that are asked, however often the postman is woken."""

HOURS = range(8, 19)
"""When groups are written to: while somebody may be there to answer."""


def make_postman(opened: Resources, chosen: Settings) -> Postman:
    """The postman of one process."""
    chores: list[Callable[[], bool]] = [Reminding(opened, chosen)] if chosen.remind else []
    chores += [_Letters(opened), BringingIn(opened)]
    if chosen.check_links:
        chores.append(LinkChecking(opened))
    return Postman(*chores)


def make_feeder(opened: Resources, chosen: Settings) -> Postman:
    """Who works on feeds in one process: another than the postman, since letters that sign somebody in cannot wait."""
    return Postman(Feeding(opened, chosen), every=LOOKS_SECONDS)


def rhythm_of(chosen: Settings) -> Rhythm:
    """How often groups are asked."""
    return Rhythm(confirm_days=chosen.confirm_days, archive_days=chosen.archive_days)


class _Letters:
    """Sends letters, a few at a time."""

    def __init__(self, opened: Resources) -> None:
        self._opened = opened

    def __call__(self) -> bool:
        posted = self._opened.send_some_letters()
        return posted.sent + posted.refused > 0 and not posted.down


class BringingIn:
    """Brings in changes that a page could not, because somebody else was writing into the index."""

    def __init__(self, opened: Resources) -> None:
        self._opened = opened

    def __call__(self) -> bool:
        self._opened.bring_in()
        return False


class LinkChecking:
    """Asks one web address a round, so that letters wait for no more than one host that takes its time."""

    def __init__(self, opened: Resources) -> None:
        self._opened = opened
        self._next_look = clock.now()

    def __call__(self) -> bool:
        if clock.now() >= self._next_look:
            done = self._opened.check_links(most=1)
            self._next_look = clock.now() + (A_ROUND if done.asked else LOOKS_EACH)
        return False


class Reminding:
    """Reminds once a day, in one process of all that serve."""

    def __init__(self, opened: Resources, chosen: Settings) -> None:
        self._opened, self._chosen = opened, chosen
        self._next_look = clock.now()

    def __call__(self) -> bool:
        now = clock.now()
        if now < self._next_look or now.astimezone(clock.LONDON).hour not in HOURS:
            return False
        self._next_look = now + LOOKS_EACH
        if self._is_mine():
            self._opened.remind(rhythm_of(self._chosen), fresh_days=self._chosen.capacity_fresh_days)
            self._opened.bring_in()
        return False

    def _is_mine(self) -> bool:
        """Take the day's turn. If whoever took it dies, what is left is for the next day, or for the command."""
        try:
            with self._opened.database.writing() as session:
                self._take(session)
        except TooOftenError:
            return False
        return True

    def _take(self, session: Session) -> None:
        count_trial(session, "remind", self._opened.signer.digest("remind"), most=1, within=A_DAY)
