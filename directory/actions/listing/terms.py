"""Finding the terms that records name: those of our lists, and those of other lists as they come."""

from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from sqlmodel import Session, col, select

from directory.actions.taxonomy import OURS
from directory.models import TaxonomyTerm
from directory.models.taxonomy import OTHERS
from directory.oruk.records import TermRecord
from directory.vocabulary import TermKind

_AT_ONCE = 500
"""Codes that are looked up with one select."""


class Terms:
    """The keys of terms, looked up in one session. It remembers those it has been asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: dict[tuple[str, str], UUID | None] = {}

    def look_up(self, records: Iterable[TermRecord]) -> None:
        """Find the terms of many records together, with one select for some hundred."""
        asked = {key for record in records for key in _keys(record)} - self._seen.keys()
        self._seen.update(dict.fromkeys(asked))
        for codes in _some({code for _, code in asked}):
            wanted = select(TaxonomyTerm.taxonomy, TaxonomyTerm.code, TaxonomyTerm.id)
            for taxonomy, code, key in self._session.exec(wanted.where(col(TaxonomyTerm.code).in_(codes))):
                self._seen[taxonomy, code] = key

    def keys(self, records: Iterable[TermRecord]) -> list[UUID]:
        """The keys of the terms that records name, each once."""
        return list(dict.fromkeys(key for key in map(self.find, records) if key))

    def find(self, record: TermRecord) -> UUID | None:
        """The term that a record names: one of our lists, or one of another list, which is made when it comes.

        What calls itself one of ours and is not is kept as one of another list by what it is called, if it is.
        """
        if record.kind is TermKind.FOREIGN:
            return self._known(record.taxonomy or OTHERS, record.code) or self._made(record)
        ours = self._known(OURS, record.code)
        if ours or not record.label:
            return ours
        return self.find(record.model_copy(update={"kind": TermKind.FOREIGN}))

    def _known(self, taxonomy: str, code: str) -> UUID | None:
        if (taxonomy, code) not in self._seen:
            wanted = select(TaxonomyTerm.id).where(col(TaxonomyTerm.taxonomy) == taxonomy)
            self._seen[taxonomy, code] = self._session.exec(wanted.where(col(TaxonomyTerm.code) == code)).first()
        return self._seen[taxonomy, code]

    def _made(self, record: TermRecord) -> UUID:
        taxonomy, label = record.taxonomy or OTHERS, record.label.strip() or record.code
        made = TaxonomyTerm(kind=record.kind, taxonomy=taxonomy, code=record.code, label=label, uri=record.uri)
        self._seen[taxonomy, record.code] = made.id
        self._session.add(made)
        return made.id


def _keys(record: TermRecord) -> Iterable[tuple[str, str]]:
    """The list and the code by which a record's term may be known."""
    if record.kind is not TermKind.FOREIGN:
        yield OURS, record.code
    yield record.taxonomy or OTHERS, record.code


def _some(codes: Iterable[str]) -> Iterable[list[str]]:
    rest = iter(sorted(codes))
    while some := list(islice(rest, _AT_ONCE)):
        yield some
