"""The forms that the standard asks of values: addresses of pages and mailboxes, moments, numbers; and what fills
gaps.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, Final

from directory.oruk.entities import AS_WRITTEN, FILLED_IN, PREFIX
from directory.oruk.taking import URI

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_FORMS: Final = {"url": URI, "website": URI, "referral_url": URI, "email": _EMAIL}


def as_allowed(said: Mapping[str, str]) -> dict[str, Any]:
    """Values of fields that have to be of a form; those that are not go where they are kept as they were written."""
    wrong = {name: value for name, value in said.items() if value and not _FORMS[name].fullmatch(value)}
    return {**said, **dict.fromkeys(wrong, ""), AS_WRITTEN: wrong} if wrong else dict(said)


def with_fallbacks(said: dict[str, Any], **fallbacks: str) -> dict[str, Any]:
    """What is said, with fields filled in that were left empty, and a note of which."""
    filled = [name for name, value in fallbacks.items() if value and not said.get(name)]
    if filled:
        said |= {name: fallbacks[name] for name in filled} | {FILLED_IN: [*said.get(FILLED_IN, ()), *filled]}
    return said


def with_addition(said: dict[str, Any], name: str, addition: str) -> dict[str, Any]:
    """What is said, with something added to a text; then the text is kept as it was written beside it."""
    written = said.get(name)
    if not (written and addition):
        return with_fallbacks(said, **{name: addition})
    return said | {name: f"{written}\n\n{addition}", f"{PREFIX}{name}": written}


def moment(at: datetime) -> str:
    """A moment with milliseconds, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def clock(at: time | None) -> str:
    """A time on the wall: "10:30"."""
    return at.isoformat("seconds" if at.second else "minutes") if at else ""


def plain(number: float | None) -> float | int | None:
    """A number, without a fraction of nought."""
    return int(number) if number is not None and number == int(number) else number
