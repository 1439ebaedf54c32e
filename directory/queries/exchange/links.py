"""What terms of other lists are to services, in the words of the feeds that linked them, which no row of ours keeps."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlmodel import Session, col

from directory.models import FeedRecord
from directory.models.taxonomy import OTHERS
from directory.oruk.records import ServiceRecord, TermRecord
from directory.queries.origins import OF_A_SERVICE
from directory.vocabulary import TermKind

_Code = tuple[str, str]
"""The name of a list and a code in it."""

_TERMS: Final[ColumnElement[Any]] = col(FeedRecord.said)["terms"]
_SAID: Final[Select[Any]] = (
    select(col(FeedRecord.service_id), _TERMS)
    .where(col(FeedRecord.service_id).in_(bindparam("ids", expanding=True)))
    .order_by(*OF_A_SERVICE)
)


def linked_as_said(session: Session, records: Iterable[ServiceRecord]) -> Iterator[ServiceRecord]:
    """Records in their order, whose terms of other lists are linked as their feeds have linked them."""
    records = list(records)
    ids = [UUID(record.id) for record in records if any(term.kind is TermKind.FOREIGN for term in record.terms)]
    said = _link_types(session, ids) if ids else {}
    for record in records:
        types = said.get(record.id)
        terms = tuple(_linked(each, types) for each in record.terms) if types else record.terms
        yield record.model_copy(update={"terms": terms}) if types else record


def _link_types(session: Session, ids: list[UUID]) -> dict[str, dict[_Code, str]]:
    found: dict[str, dict[_Code, str]] = {}
    for key, terms in session.connection().execute(_SAID, {"ids": ids}).all():
        found.setdefault(str(key), dict(_types(terms or ())))
    return found


def _types(terms: Iterable[Mapping[str, Any]]) -> Iterator[tuple[_Code, str]]:
    for term in terms:
        if link_type := term.get("link_type"):
            yield (term.get("taxonomy") or OTHERS, term["code"]), link_type


def _linked(term: TermRecord, types: Mapping[_Code, str]) -> TermRecord:
    link_type = types.get((term.taxonomy, term.code), "") if term.kind is TermKind.FOREIGN else ""
    return _as(term, link_type) if link_type else term


@lru_cache(maxsize=4_096)
def _as(term: TermRecord, link_type: str) -> TermRecord:
    return term.model_copy(update={"link_type": link_type})
