"""The one place that asks the machine for the time, so that a test can stand still."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
"""The zone of every wall-clock time a group gives us."""

_now: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731 -- replaced as a whole by tests


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _now()


def today() -> date:
    """Today's date where the groups are: just after midnight in summer it is not yet UTC's."""
    return now().astimezone(LONDON).date()
