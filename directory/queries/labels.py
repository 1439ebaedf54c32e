"""What the tags of the index are called on a page, in the order in which a page lists them."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from directory.models import TaxonomyTerm
from directory.vocabulary import Referrer, TermKind, Way
from search_index.documents import group_of

DAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday"} | {
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
"""The days of the week by the codes that are used in addresses and on the command line."""

GROUPS = {
    "need": "What the person needs",
    "category": "Kind of activity",
    "way": "How",
    "day": "Day",
    "time": "Time of day",
    "cost": "Cost",
    "access": "Access",
    "language": "Language",
    "referral": "Who can refer",
}
"""The groups of filters, in the order of the page."""

_FIXED = {
    **{f"day:{code}": name for code, name in DAYS.items()},
    "time:morning": "Morning",
    "time:afternoon": "Afternoon",
    "time:evening": "Evening",
    "cost:free": "Free",
    "cost:paid": "Paid for",
    **{f"way:{way}": way.label for way in Way},
    **{f"referral:{referrer}": referrer.label for referrer in Referrer},
}


@dataclass(frozen=True, slots=True)
class Labels:
    """What each tag is called, and which tags a broader one stands for."""

    names: Mapping[str, str]
    narrower: Mapping[str, frozenset[str]]

    def __getitem__(self, tag: str) -> str:
        """What a tag is called; its code, made readable, when it is not in any of our lists."""
        return self.names.get(tag) or tag.partition(":")[2].replace("-", " ").capitalize()

    def knows(self, tag: str) -> bool:
        return tag in self.names

    def spread(self, tags: Iterable[str]) -> frozenset[str]:
        """The tags, with all that they are broader than: a group of needs stands for each of its needs."""
        return frozenset().union(*({tag} | self.narrower.get(tag, frozenset()) for tag in tags))

    def position(self, tag: str) -> int:
        """The place of a tag among those whose order is fixed; others come in the order of their number."""
        return _FIXED_ORDER.get(tag, 0)

    def groups(self) -> list[str]:
        """The broader needs: those that stand for others."""
        return [tag for tag in self.names if tag in self.narrower and group_of(tag) == "need"]


_FIXED_ORDER = {tag: place for place, tag in enumerate(_FIXED)}


class LabelBook:
    """The labels as the database has them now. Whoever shares a book shares what was made of the same terms before.

    Another process may change a term at any moment, so the terms are read each time, which is quick, and compared.
    """

    def __init__(self, languages: Mapping[str, str]) -> None:
        self._languages = languages
        self._made: tuple[Terms, Labels] = ((), _labels((), languages))

    def read(self, session: Session) -> Labels:
        """All labels, with one select."""
        terms = tuple((code, label, parent) for code, label, parent in session.connection().execute(_TERMS).all())
        before, made = self._made
        if terms != before:
            made = _labels(terms, self._languages)
            self._made = (terms, made)
        return made


Terms = tuple[tuple[str, str, str], ...]
"""The code, the label and the broader term of each term, in their order."""

_TERMS = (
    select(TaxonomyTerm.code, TaxonomyTerm.label, TaxonomyTerm.parent)
    .where(col(TaxonomyTerm.kind) != TermKind.FOREIGN)
    .order_by(col(TaxonomyTerm.position), col(TaxonomyTerm.code))
)


def _labels(terms: Terms, languages: Mapping[str, str]) -> Labels:
    narrower: dict[str, frozenset[str]] = {}
    for code, _, parent in terms:
        if parent:
            narrower[parent] = narrower.get(parent, frozenset()) | {code}
    spoken = {f"language:{code}": label for code, label in languages.items()}
    return Labels({**_FIXED, **spoken, **{code: label for code, label, _ in terms}}, narrower)


def read_languages(path: Path) -> dict[str, str]:
    """The names of languages by their codes."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["label"] for row in csv.DictReader(lines)}
