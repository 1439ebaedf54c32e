"""What came of a feed: every record counted once, and what people want to know of some of them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from directory.oruk.reader import Reading
from directory.oruk.taking import Problem

MOST_TOLD = 10_000
"""Problems, and things of any other kind, that are told one by one. Of more of them only the number is kept: a report
is written anew with every batch.
"""


MOST_COMPARED = 50
"""Changed records of which both texts are told; of more of them only which parts changed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A part of a listing that was changed here, and by its feed too: a moderator decides about the difference."""

    record: str
    part: str


@dataclass(frozen=True, slots=True)
class Followed:
    """A record that its feed has changed, and the parts in which its listing followed.

    Attributes:
        service: our key.
        before, after: what its listing said, and says then, as records in JSON; empty for all but the first.
    """

    record: str
    service: str
    name: str
    parts: tuple[str, ...]
    before: dict[str, Any] = field(default_factory=dict, repr=False)
    after: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Likely:
    """A new record that looks like another one, of the feed or of the directory.

    Attributes:
        called: what it is called itself.
        of: the id in the feed, or our key, of what it looks like.
        name: what that is called.
        is_here: whether that was in the directory before.
        score: how likely they are one, 0 to 1.
    """

    record: str
    called: str
    of: str
    name: str
    is_here: bool
    score: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class ImportReport:
    """What came of a feed. ``read`` is the sum of the other four counts.

    Attributes:
        kept_out: records that a problem kept out. Problems of other records are told too.
        problem_count: how many problems there were, also those that are not told one by one.
        cleaned: what was put right, and how often.
        unread: fields that nothing was made of, and how often each stood there.
        found_postcodes: records without a place in whose text one postcode was found.
        duplicates: new records that look like others. They were created; nothing is merged unasked.
        followed: changed records, and in which parts.
        kept: parts that stayed as they were changed here.
        gone: the ids of records that the feed no longer has.
        came_back: how many of those it has again.
        whole: whether the feed was read to its end.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept_out: int = 0
    problem_count: int = 0
    problems: list[Problem] = field(default_factory=list)
    cleaned: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    found_postcodes: int = 0
    duplicate_count: int = 0
    duplicates: list[Likely] = field(default_factory=list)
    followed: list[Followed] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    gone_count: int = 0
    gone: list[str] = field(default_factory=list)
    came_back: int = 0
    whole: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """A report as `as_json` has put it."""
        made = cls(**{name: kept[name] for name in _COUNTS if name in kept})
        made.problems = [Problem(**each) for each in kept.get("problems", ())]
        made.cleaned, made.unread = dict(kept.get("cleaned", {})), dict(kept.get("unread", {}))
        made.duplicates = [Likely(**{**each, "reasons": tuple(each["reasons"])}) for each in kept.get("duplicates", ())]
        made.followed = [Followed(**{**each, "parts": tuple(each["parts"])}) for each in kept.get("followed", ())]
        made.kept = [Kept(**each) for each in kept.get("kept", ())]
        made.gone = list(kept.get("gone", ()))
        return made

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return asdict(self)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Note what was wrong."""
        for problem in problems:
            self.problem_count += 1
            if len(self.problems) < MOST_TOLD:
                self.problems.append(problem)

    def note(self, reading: Reading) -> None:
        """Note what was wrong with a document, what was put right, and what was not read."""
        self.read += 1
        self.add_problems(reading.problems)
        for each in reading.cleaned:
            self.cleaned[each.what] = self.cleaned.get(each.what, 0) + 1
        for name in reading.unread:
            self.unread[name] = self.unread.get(name, 0) + 1

    def keep_out(self, record: str, called: str, reason: str) -> None:
        """Note a record that is kept out."""
        self.kept_out += 1
        self.add_problems([Problem(record, called, reason)])


_COUNTS = (
    *("read", "created", "updated", "unchanged", "kept_out"),
    *("problem_count", "duplicate_count", "gone_count", "found_postcodes", "came_back", "whole"),
)
