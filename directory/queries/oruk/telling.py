"""The documents of services and their places, one after the other: a list of any length takes the same room."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from directory.models import Service
from directory.oruk.entities import Document
from directory.oruk.records import ServiceRecord
from directory.oruk.writer import (
    Context,
    at_location_documents,
    at_location_items,
    service_document,
    service_item,
    service_minimal,
)
from directory.queries.exchange import SHOWN, public_records
from directory.queries.oruk.batches import in_batches
from directory.queries.oruk.nearness import Link
from directory.queries.oruk.services import PUT_AWAY
from directory.vocabulary import ModerationStatus

_AT_LOCATION = "service_at_locations"


def service_documents(
    session: Session, keys: Sequence[UUID], context: Context, *, full: bool, near: set[Link] | None = None
) -> Iterator[Document]:
    """Services, in the order of their keys.

    Args:
        full: with all that belongs to them.
        near: where places are asked for by distance, those within it: a service tells of no others.
    """
    tell = service_document if full else service_item
    for record in public_records(session, context, keys, statuses=SHOWN | PUT_AWAY):
        document = tell(record, context) if record.active else _gone(record)
        yield _with_places(document, near) if near is not None else document


def minimal_documents(session: Session, keys: Sequence[UUID]) -> Iterator[Document]:
    """Which services there are and when they changed, in the order of their keys."""
    for batch in in_batches(keys):
        of_batch = select(Service.id, Service.name, Service.status, Service.modified_at)
        of_batch = of_batch.where(col(Service.id).in_(batch)).order_by(col(Service.id))
        for key, name, status, changed_at in session.exec(of_batch):
            active = status is ModerationStatus.PUBLISHED
            said: dict[str, Any] = {
                "id": str(key),
                "name": name,
                "active": active,
                "changed_at": changed_at,
                "changed_on": None,
            }
            yield service_minimal(ServiceRecord.model_construct(**said))


def link_documents(session: Session, links: Sequence[Link], context: Context, *, full: bool) -> Iterator[Document]:
    """Services at places, in the order of the keys of both.

    Args:
        full: with all that belongs to the service and to the place.
    """
    places: dict[UUID, list[UUID]] = defaultdict(list)
    for service, place in links:
        places[service].append(place)
    tell = at_location_documents if full else at_location_items
    for record in public_records(session, context, places):
        told = {UUID(document["location_id"]): document for document in tell(record, context)}
        yield from (told[place] for place in places[UUID(record.id)] if place in told)


def _gone(record: ServiceRecord) -> Document:
    """That a service is no longer offered, and nothing else of what it said."""
    return {**service_minimal(record), "organization_id": record.organisation.id}


def _with_places(document: Document, near: set[Link]) -> Document:
    """A document with only some of the places it tells of."""
    service, places = UUID(document["id"]), document.get(_AT_LOCATION, [])
    left = [at for at in places if (service, UUID(at["location_id"])) in near]
    return {**document, _AT_LOCATION: left} if left else document
