"""Taking values out of a document of JSON as what they should be, and noting what they are not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any, Final, TypeVar

Parsed = TypeVar("Parsed")

Document = Mapping[str, Any]

_TAGS = re.compile(r"<(?:/?[a-zA-Z][^>]{0,500}|!--.{0,2000}?--)>", re.DOTALL)
_BREAKS = re.compile(r"<(?:br|/p|/li|/div|/h[1-6])\b[^>]{0,500}>", re.IGNORECASE)
_PLACEHOLDERS: Final = ("example.com", "example.org", "path/to")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a record that could not be read: which record, which field, and why."""

    record: str
    field: str
    reason: str


def rows(document: Document, key: str) -> list[Document]:
    """The objects of a list; none where there is no list."""
    found = document.get(key)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


@dataclass(slots=True)
class Taker:
    """Takes values out of a document as what they should be, and notes what they are not."""

    record: str
    problems: list[Problem] = field(default_factory=list)

    def problem(self, key: str, reason: str) -> None:
        self.problems.append(Problem(self.record, key, reason))

    def rows(self, document: Document, key: str) -> list[Document]:
        """The objects of a list."""
        found = document.get(key)
        if found is not None and not isinstance(found, list):
            self.problem(key, "This should be a list")
        return rows(document, key)

    def text(self, document: Document, key: str) -> str:
        """A text of several paragraphs, without mark-up."""
        return self._plain(document, key, 20_000)

    def line(self, document: Document, key: str, limit: int = 255) -> str:
        """A text on one line."""
        return " ".join(self._plain(document, key, 20_000).split())[:limit]

    def _plain(self, document: Document, key: str, limit: int) -> str:
        found = document.get(key)
        if found is None or found == "":
            return ""
        if not isinstance(found, str | int | float) or isinstance(found, bool):
            self.problem(key, "This should be a text")
            return ""
        return without_markup(str(found))[:limit]

    def address(self, document: Document, key: str) -> str:
        """The address of a web page; without a scheme it is taken to be https."""
        found = self.line(document, key, 2000)
        if not found or any(placeholder in found for placeholder in _PLACEHOLDERS):
            return ""
        if not re.match(r"https?://", found, re.IGNORECASE):
            found = f"https://{found}"
        if not re.fullmatch(r"https?://[^\s/@]+\.[^\s/@]+(/\S*)?", found, re.IGNORECASE):
            self.problem(key, "This is not the address of a web page")
            return ""
        return found

    def number(self, document: Document, key: str, low: float, high: float) -> float | None:
        """A number within bounds, both included; also one that was written as a text."""
        found = document.get(key)
        if found is None or found == "":
            return None
        try:
            value = float(found)
        except (TypeError, ValueError):
            self.problem(key, "This should be a number")
            return None
        if not low <= value <= high:
            self.problem(key, f"This should be a number from {low:g} to {high:g}")
            return None
        return value

    def day(self, document: Document, key: str) -> date | None:
        """A date, also where a moment was written."""
        return self.parsed(document, key, lambda text: date.fromisoformat(text[:10]))

    def parsed(self, document: Document, key: str, parse: Callable[[str], Parsed]) -> Parsed | None:
        """What a parser makes of a value; None when there is none or the parser refuses it."""
        found = self.line(document, key)
        if not found:
            return None
        try:
            return parse(found)
        except ValueError as refused:
            self.problem(key, f"This cannot be read: {refused}")
            return None


def without_markup(text: str) -> str:
    """Plain text of what may hold HTML: paragraphs stay apart, entities become what they stand for."""
    if "<" in text:
        text = _TAGS.sub("", _BREAKS.sub("\n", text))
    lines = (" ".join(line.split()) for line in unescape(text).replace("\r", "").split("\n"))
    printable = "\n".join("".join(c for c in line if c.isprintable()) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", printable).strip()
