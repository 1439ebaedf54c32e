"""What documents say beside what a service itself says: terms and the lists they are of, counties, rules in words."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlmodel import Session, col

from directory.geography import Gazetteer, Place, Postcode, PostcodeError, read_areas
from directory.models import TaxonomyTerm
from directory.oruk.records import RuleRecord
from directory.oruk.writer import ELIGIBILITY_TERMS, OURS, Context, Surroundings, Term
from directory.queries.eligibility import rule_of

SAME_AS: Final = {
    "ukcat": ("UK-CAT", "ukcat:"),
    "esd_service": ("LGA/ESD services", "esdServiceType:"),
    "openactive": ("OpenActive accessibility support", "openActiveAccessibility:"),
}
"""The columns of our lists that name terms of others: what their list is called, and what ids begin with."""

_FILES: Final = ("needs.csv", "categories.csv", "access_features.csv")
_COUNTRIES: Final = frozenset({"E92000001", "N92000002", "S92000003", "W92000004"})
_Row = tuple[str, str, str, str, str, str]


class Reference:
    """What documents are written from. It remembers what it was asked for.

    Args:
        seed_data: the folder of our lists.
        languages: the names of languages by their codes.
    """

    def __init__(self, gazetteer: Gazetteer, *, seed_data: Path, languages: Mapping[str, str]) -> None:
        self._gazetteer = gazetteer
        self._areas = read_areas(seed_data / "areas.csv")
        self._same = dict(_mappings(seed_data))
        self._languages = languages
        self._rows: list[_Row] = []
        self._terms: Mapping[tuple[str, str], Term] = {}
        self._around = lru_cache(maxsize=65_536)(self._look_around)
        self._of_district = lru_cache(maxsize=4_096)(self._find)
        self._sentence = lru_cache(maxsize=65_536)(self._say)

    def context(self, session: Session, *, site: str, today: date, fresh_days: int, publisher: str = "") -> Context:
        """What holds for the documents of one answer.

        Args:
            publisher: what this directory is called; see `Context`.
            site: the address of this site, without a slash at its end; empty: not known.
        """
        return Context(
            site=site,
            today=today,
            publisher=publisher,
            fresh_days=fresh_days,
            terms=self._read_terms(session),
            languages=self._languages,
            sentence_of=self._sentence,
            name_of=self._gazetteer.district_name,
            around=self._around,
            timetable=lambda key: f"{site}/listing/{key}/calendar.ics" if site else "",
        )

    def _read_terms(self, session: Session) -> Mapping[tuple[str, str], Term]:
        """All terms. Another process may add some at any moment, so they are read each time, and compared."""
        rows: list[_Row] = [(*row,) for row in session.connection().execute(_TERMS).all()]
        if rows != self._rows or not self._terms:
            made = {row[:2]: Term(*row, same_as=self._same.get(row[1], ()) if row[0] == OURS else ()) for row in rows}
            self._rows, self._terms = rows, {**made, **ELIGIBILITY_TERMS}
        return self._terms

    def _say(self, rule: RuleRecord) -> str:
        return rule_of(rule, self._gazetteer.district_name).sentence

    def _look_around(self, postcode: str) -> Surroundings:
        district, middle = self._of_district(_district(postcode))
        code = self._council(postcode) or district
        return Surroundings(self._gazetteer.district_name(code) or "", self._county(code), middle)

    def _find(self, district: str) -> tuple[str, tuple[float, float] | None]:
        """The council that most of a postcode district is in, and its middle."""
        found = self._gazetteer.find(district)
        if not isinstance(found, Place):
            return "", None
        return found.district or "", (found.point.latitude, found.point.longitude) if found.point else None

    def _council(self, postcode: str) -> str | None:
        """The district that a whole postcode is in; that of its postcode district may be another."""
        try:
            known = self._gazetteer.lookup(Postcode.parse(postcode))
        except PostcodeError:
            return None
        return known.district if known else None

    def _county(self, code: str) -> str:
        """The ceremonial county of a district; outside England its country."""
        area = self._areas.get(code)
        if area is None:
            return ""
        country = next(
            (each for each in area.within if each[1:] in {"92000001", "92000002", "92000003", "92000004"}), ""
        )
        return area.county or self._areas.label(country) or ""


def _district(postcode: str) -> str:
    """The postcode district of a postcode; a district is its own."""
    try:
        return str(Postcode.parse(postcode).outcode)
    except PostcodeError:
        return postcode


def _mappings(folder: Path) -> Iterator[tuple[str, tuple[tuple[str, str, str], ...]]]:
    """The terms of other lists that say the same as ours, by our codes, each with what it is called there."""
    called = {row["id"]: row["label"] for row in _lines(folder / "mapped_terms.csv")}
    for row in chain.from_iterable(_lines(folder / file) for file in _FILES):
        same = [(name, start, id_) for key, (name, start) in SAME_AS.items() if (id_ := row.get(key))]
        yield row["id"], tuple((name, id_.removeprefix(start), called.get(id_, "")) for name, start, id_ in same)


def _lines(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


_TERMS = select(
    col(TaxonomyTerm.taxonomy),
    col(TaxonomyTerm.code),
    col(TaxonomyTerm.label),
    col(TaxonomyTerm.description),
    col(TaxonomyTerm.parent),
    col(TaxonomyTerm.uri),
).order_by(col(TaxonomyTerm.taxonomy), col(TaxonomyTerm.position), col(TaxonomyTerm.code))
