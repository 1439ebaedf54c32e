"""A time of day in a row of a timetable: "09:30", "0930", "9.30am", "noon"."""

import re
from datetime import time
from typing import Final

from directory.oruk.cleaning.mended import Mended
from directory.oruk.taking import Document, Taker

_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3]|24(?=[:.]?00))[:.]?([0-5][0-9])(?:[:.][0-9.]+)?(?:Z|[+-][0-9:]{2,5})?")
_HALVES: Final = re.compile(r"(1[0-2]|0?[1-9])(?:[:.]([0-5][0-9]))?([ap])\.?m\.?")
_NAMED_TIMES: Final = {"noon": time(12), "midday": time(12), "12noon": time(12), "midnight": time(0)}


def hour(row: Document, key: str, taker: Taker) -> time | None:
    """The time of day that a field of a row says."""
    found = taker.parsed(row, key, _time, "a time of day, like 09:30")
    if found is not None and re.search("[a-y]", str(row[key]).lower()):
        taker.mended(key, Mended.CLOCK)
    return found


def _time(text: str) -> time:
    """A time on the wall: what a feed says of its zone is as a rule not meant."""
    bare = text.replace(" ", "").lower()
    if named := _NAMED_TIMES.get(bare):
        return named
    if halves := _HALVES.fullmatch(bare):
        return time(int(halves[1]) % 12 + (12 if halves[3] == "p" else 0), int(halves[2] or 0))
    found = _TIME.fullmatch(bare.upper())
    if found is None:
        raise ValueError(text)
    # Midnight at the end of a day is written as 24:00, which no clock shows.
    return time(int(found[1]) % 24, int(found[2]))
