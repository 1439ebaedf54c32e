"""What services say, as records for others."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlmodel import Session, col, select

from directory.models import Service, TaxonomyTerm
from directory.oruk.public import public
from directory.oruk.records import ServiceRecord
from directory.oruk.writer import Context, Term
from directory.queries.oruk.terms import Code
from directory.queries.record import _WITH_ALL, record_of


def public_records(session: Session, keys: Iterable[UUID], context: Context) -> Iterator[ServiceRecord]:
    keys = list(keys)
    for start in range(0, len(keys), 500):
        chosen = select(Service).where(col(Service.id).in_(keys[start : start + 500])).order_by(col(Service.id))
        for service in session.exec(chosen.options(*_WITH_ALL)):
            record = record_of(service)
            places = tuple(
                place.model_copy(update={"id": str(at.location_id)})
                for place, at in zip(record.places, service.at_locations, strict=True)
            )
            yield public(record.model_copy(update={"changed_at": service.modified_at, "places": places}), context)


def kept_terms(session: Session) -> dict[Code, Term]:
    return {
        (row.taxonomy, row.code): Term(row.taxonomy, row.code, row.label, row.description, row.parent, row.uri)
        for row in session.exec(select(TaxonomyTerm))
    }
