"""Whether there is room, as HSDS 3.1 says it, and how long one waits."""

from directory.oruk.records import MOST_COUNTED, CapacityRecord
from directory.oruk.taking import Document, Taker
from directory.vocabulary import CapacityStatus


def capacity(document: Document, taker: Taker) -> CapacityRecord | None:
    """The first statement that says how many places are free, and since when."""
    for row in taker.rows(document, "capacities"):
        free, stated_on = _count(row, "available", taker), taker.day(row, "updated")
        if free is not None and stated_on is not None:
            total = _count(row, "maximum", taker)
            return CapacityRecord(
                status=_status(free, document, taker),
                stated_on=stated_on,
                places_free=free,
                places_total=total if total is not None and total >= free else None,
                note=taker.line(row, "description", 500),
            )
    return None


def _status(free: int, document: Document, taker: Taker) -> CapacityStatus:
    if free:
        return CapacityStatus.OPEN
    return CapacityStatus.WAITING_LIST if taker.line(document, "wait_time") else CapacityStatus.FULL


def _count(row: Document, key: str, taker: Taker) -> int | None:
    number = taker.number(row, key, 0, MOST_COUNTED)
    return int(number) if number is not None else None
