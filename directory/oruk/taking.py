"""Taking values out of a document of JSON as what they should be, and noting what they are not, or had to be made."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from directory.oruk.cleaning.links import is_placeholder
from directory.oruk.cleaning.markup import plain_text
from directory.oruk.cleaning.mended import Cleaning, Mended

Parsed = TypeVar("Parsed")

Document = Mapping[str, Any]

LONGEST_TEXT: Final = 20_000
LONGEST_LINE: Final = 255
LONGEST_ADDRESS: Final = 2_000

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_WEB = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
URI: Final = re.compile(r"https?://[\w.~:-]+(?:[/?#](?:[\w.~:/?@!$&'()*+,;=#-]|%[0-9A-Fa-f]{2})*)?", re.ASCII)
"""What JSON Schema calls a uri: with nothing that would have to be written otherwise."""

_EMAIL = re.compile(r"[^\s@<>]+@[\w-]+(\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a record that could not be read: which record, which field, and why."""

    record: str
    field: str
    reason: str


@dataclass(slots=True)
class Taker:
    """Takes values out of a document as what they should be, and notes what they are not and what was put right."""

    record: str
    _noted: dict[Problem, None] = field(default_factory=dict)
    _mended: dict[Cleaning, None] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was noted, in the order in which it was found; the same only once."""
        return tuple(self._noted)

    @property
    def cleaned(self) -> tuple[Cleaning, ...]:
        """What was put right, in the order in which it was found; the same only once."""
        return tuple(self._mended)

    def problem(self, key: str, reason: str) -> None:
        self._noted[Problem(self.record, key, reason)] = None

    def mended(self, key: str, what: Mended) -> None:
        self._mended[Cleaning(self.record, key, what)] = None

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
        plain = self._plain(document, key)
        return self._cut(key, " ".join(plain.split()), limit) if plain else ""

    def _plain(self, document: Document, key: str) -> str:
        found = document.get(key)
        if found is None or found == "":
            return ""
        if not isinstance(found, str) and (not isinstance(found, int | float) or isinstance(found, bool)):
            self.problem(key, "This should be a text")
            return ""
        # What mark-up takes up is given room; how much of it there is must not decide how long this takes.
        plain, mended = plain_text(str(found)[: 4 * LONGEST_TEXT])
        for what in mended:
            self.mended(key, what)
        return plain

    def _cut(self, key: str, text: str, limit: int) -> str:
        if len(text) <= limit:
            return text
        self.problem(key, f"This is longer than {limit:,} characters; the rest was left out")
        return text[:limit].rstrip()

    def address(self, document: Document, key: str) -> str:
        """The address of a web page; without a scheme it is taken to be https."""
        found = self.line(document, key, LONGEST_TEXT)
        if not found:
            return ""
        full = found if _SCHEME.match(found) else f"https://{found}"
        if is_placeholder(full):
            self.mended(key, Mended.PLACEHOLDER)
            return ""
        if not is_web_address(full):
            self.problem(key, "This is not the address of a web page")
            return ""
        if full != found:
            self.mended(key, Mended.SCHEME)
        return full

    def email(self, document: Document, key: str) -> str:
        """An e-mail address."""
        found = self.line(document, key)
        bare = found.removeprefix("mailto:")
        if not bare or _EMAIL.fullmatch(bare):
            if bare != found:
                self.mended(key, Mended.MAILTO)
            return bare
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

    def flag(self, document: Document, key: str) -> bool:
        """Whether something is said to be so; whatever is written that is not "no" says that it is."""
        found = document.get(key)
        return found.strip().lower() not in ("", "false", "no", "n", "0") if isinstance(found, str) else bool(found)

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


def is_uri(text: str) -> bool:
    """Whether a text is the address of a web page in the form that everybody's schemas ask for."""
    return len(text) <= LONGEST_ADDRESS and URI.fullmatch(text) is not None


def is_web_address(text: str) -> bool:
    """Whether a text is the whole address of a web page, as a link may lead to."""
    return len(text) <= LONGEST_ADDRESS and _WEB.fullmatch(text) is not None
