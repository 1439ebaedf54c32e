"""The table of access as values."""

from dataclasses import dataclass
from pathlib import Path

_LINES = [line.split() for line in (Path(__file__).with_name("table.txt")).read_text().splitlines()]

PEOPLE = next(words[1:] for words in _LINES if words[:2] == ["#", "anybody"])
"""Those whom the table speaks of, by the heads of its columns."""


@dataclass(frozen=True)
class Entry:
    """A line of the table.

    Attributes:
        template: an address in which things stand for what there is: "/listing/<service>".
        outcomes: what comes of it, for each of those whom the table speaks of.
    """

    method: str
    template: str
    outcomes: dict[str, str]

    @property
    def visitor(self) -> str:
        """The first whose page it is; nobody's: ""."""
        return next((who for who in PEOPLE if self.outcomes[who] == "yes"), "")

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


TABLE = [Entry(words[0], words[1], dict(zip(PEOPLE, words[2:], strict=True))) for words in _LINES if words[0] != "#"]
