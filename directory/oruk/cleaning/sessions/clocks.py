"""Times of day as people write them, and which half of the day is meant where they do not say."""

from dataclasses import dataclass
from datetime import time
from itertools import product
from typing import Final

EARLIEST, LATEST, LAST_END = 7 * 60, 21 * 60, 23 * 60
"""Where "am" or "pm" is not said: nothing begins before 7am or from 9pm on, or ends after 11pm."""

LONGEST = 12 * 60
_NOON = 12 * 60
_DAY = 24 * 60

PARTS: Final = {"morning": (0, _NOON), "afternoon": (_NOON, 18 * 60), "evening": (16 * 60, _DAY)}
"""The minutes of the day within which something begins that is said to be in a part of it."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it was written.

    Attributes:
        minutes: since midnight, for times until 12:59 in the first half of the day.
        is_certain: whether the half of the day was said, or goes without saying.
    """

    minutes: int
    is_certain: bool = False

    @classmethod
    def read(cls, hour: int, minute: int, half: str, *, is_on_24_hours: bool) -> "Clock | None":
        """A time of its parts; None when no clock shows it.

        Args:
            half: "a", "p" or nothing.
            is_on_24_hours: whether it is written as on a clock that goes to 24, like 09:30.
        """
        if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
            return None
        if half:
            return cls((hour % 12 + (12 if half == "p" else 0)) * 60 + minute, is_certain=True)
        return cls(hour * 60 + minute, is_certain=is_on_24_hours or hour > 12 or hour == 0)

    @property
    def meanings(self) -> tuple[int, ...]:
        """The minutes since midnight that it can stand for."""
        return (self.minutes,) if self.is_certain else (self.minutes % _NOON, self.minutes % _NOON + _NOON)


def span(first: Clock, last: Clock | None, part: str) -> tuple[time, time | None] | None:
    """From when to when; None when it can mean two things, or nothing that is likely.

    "2-4" is from 2pm to 4pm, since nobody meets at 2am. "7-9" is in the morning or in the evening: who can tell.
    """
    begins, ends = PARTS.get(part, (0, _DAY))
    starts = [at for at in first.meanings if begins <= at < ends and _may_start(at, first)]
    if last is None:
        return (_time(starts[0]), None) if len(starts) == 1 and (first.is_certain or part) else None
    found = [(start, end) for start, end in product(starts, last.meanings) if _may_be(start, end, first, last)]
    return (_time(found[0][0]), _time(found[0][1])) if len(found) == 1 else None


def _may_start(at: int, clock: Clock) -> bool:
    return clock.is_certain or EARLIEST <= at < LATEST


def _may_be(start: int, end: int, first: Clock, last: Clock) -> bool:
    if first.is_certain and last.is_certain:
        return 0 < (end - start) % _DAY <= LONGEST
    return 0 < end - start <= LONGEST and (last.is_certain or end <= LAST_END)


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))
