"""Taking values out of a document of JSON as what they should be, and noting what they are not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any, Final, TypeVar

Parsed = TypeVar("Parsed")

Document = Mapping[str, Any]

LONGEST_TEXT: Final = 20_000
LONGEST_LINE: Final = 255
LONGEST_ADDRESS: Final = 2_000

_TAGS = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,500}|!--(?:(?!<!--).){0,2000}?--)>", re.DOTALL)
_BREAKS = re.compile(r"<(?:br|/p|/li|/div|/h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_SCRIPTS = re.compile(r"<(script|style)\b[^<>]{0,500}>[^<]{0,5000}</\1\s*>", re.IGNORECASE)
_WEB = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>]+@[\w-]+(\.[\w-]+)+")
_PLACEHOLDER = re.compile(r"https?://([\w-]+\.)*example\.(com|org|net)\b|/path/to(/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a record that could not be read: which record, which field, and why."""

    record: str
    field: str
    reason: str


@dataclass(slots=True)
class Taker:
    """Takes values out of a document as what they should be, and notes what they are not."""

    record: str
    _noted: dict[Problem, None] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was noted, in the order in which it was found; the same only once."""
        return tuple(self._noted)

    def problem(self, key: str, reason: str) -> None:
        self._noted[Problem(self.record, key, reason)] = None

    def rows(self, document: Document, key: str) -> list[Document]:
        """The objects of a list; none where there is no list."""
        found = document.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            self.problem(key, "This should be a list")
            return []
        objects = [row for row in found if isinstance(row, Mapping)]
        if len(objects) < len(found):
            self.problem(key, "Everything in this list should be an object")
        return objects

    def text(self, document: Document, key: str) -> str:
        """A text of several paragraphs, without mark-up."""
        return self._cut(key, self._plain(document, key), LONGEST_TEXT)

    def line(self, document: Document, key: str, limit: int = LONGEST_LINE) -> str:
        """A text on one line."""
        return self._cut(key, " ".join(self._plain(document, key).split()), limit)

    def _plain(self, document: Document, key: str) -> str:
        found = document.get(key)
        if found is None or found == "":
            return ""
        if not isinstance(found, str | int | float) or isinstance(found, bool):
            self.problem(key, "This should be a text")
            return ""
        # What mark-up takes up is given room; how much of it there is must not decide how long this takes.
        return without_markup(str(found)[: 4 * LONGEST_TEXT])

    def _cut(self, key: str, text: str, limit: int) -> str:
        if len(text) <= limit:
            return text
        self.problem(key, f"This is longer than {limit:,} characters; the rest was left out")
        return text[:limit].rstrip()

    def address(self, document: Document, key: str) -> str:
        """The address of a web page; without a scheme it is taken to be https."""
        found = self.line(document, key, LONGEST_TEXT)
        if found and not re.match(r"https?://", found, re.IGNORECASE):
            found = f"https://{found}"
        if not found or _PLACEHOLDER.search(found):
            return ""
        if not _WEB.fullmatch(found) or len(found) > LONGEST_ADDRESS:
            self.problem(key, "This is not the address of a web page")
            return ""
        return found

    def email(self, document: Document, key: str) -> str:
        """An e-mail address."""
        found = self.line(document, key).removeprefix("mailto:")
        if not found or _EMAIL.fullmatch(found):
            return found
        self.problem(key, "This is not an e-mail address")
        return ""

    def number(self, document: Document, key: str, low: float, high: float) -> float | None:
        """A number within bounds, both included; also one that was written as a text."""
        found = document.get(key)
        if found is None or found == "":
            return None
        try:
            value = float("" if isinstance(found, bool) else found)
        except (TypeError, ValueError, OverflowError):
            self.problem(key, "This should be a number")
            return None
        if not low <= value <= high:
            self.problem(key, f"This should be a number from {low:g} to {high:g}")
            return None
        return value

    def day(self, document: Document, key: str) -> date | None:
        """A date, also where a moment was written."""
        return self.parsed(document, key, lambda text: date.fromisoformat(text[:10]), "a date, like 2026-11-24")

    def parsed(self, document: Document, key: str, parse: Callable[[str], Parsed], wanted: str) -> Parsed | None:
        """What a parser makes of a value; None when there is none or the parser refuses it.

        Args:
            parse: raises ValueError for what it cannot read.
            wanted: what it reads, in words.
        """
        found = self.line(document, key)
        if not found:
            return None
        try:
            return parse(found)
        except ValueError:
            self.problem(key, f"This should be {wanted}")
            return None


def without_markup(text: str) -> str:
    """Plain text of what may hold HTML: paragraphs stay apart, entities become what they stand for."""
    # Twice, because some feeds hold HTML whose own signs have been written as entities.
    text = unescape(_without_tags(unescape(_without_tags(text))))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(_printable, lines))).strip()


def _printable(line: str) -> str:
    """A line without signs that steer a terminal or are half of a letter, and with single spaces."""
    return " ".join("".join(c for c in line if c.isprintable() or c.isspace()).split())


def _without_tags(text: str) -> str:
    return _TAGS.sub("", _BREAKS.sub("\n", _SCRIPTS.sub("", text))) if "<" in text else text
