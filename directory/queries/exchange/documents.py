"""What is public of the directory, as records and as documents, in constant memory whatever its size."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, func, select

from directory.models import Service
from directory.oruk.entities import Document
from directory.oruk.public import public
from directory.oruk.records import ServiceRecord
from directory.oruk.writer import Context, service_document
from directory.queries.exchange.links import linked_as_said
from directory.queries.loading import AT_ONCE
from directory.queries.origins import origins_of
from directory.queries.record import record_of
from directory.queries.whole import whole_services
from directory.vocabulary import ModerationStatus

SHOWN: Final = frozenset({ModerationStatus.PUBLISHED})

Writing = Callable[[ServiceRecord, Context], Document]


def public_records(
    session: Session,
    context: Context,
    ids: Iterable[UUID] | None = None,
    *,
    statuses: Collection[ModerationStatus] = SHOWN,
) -> Iterator[ServiceRecord]:
    """What others may know of services, with as many selects for each batch whatever its size.

    Args:
        ids: those services, in that order; those that do not exist or have another status are passed over. None: all,
            in the order of their keys.
        statuses: which services are told of; those that anybody may see unless told otherwise.
    """
    rest = iter(_published_ids(session) if ids is None else ids)
    while batch := list(islice(rest, AT_ONCE)):
        found, origins = whole_services(session, batch, statuses), origins_of(session, batch)
        records = [record_of(found[key], keyed=True, origin=origins.get(key)) for key in batch if key in found]
        yield from (public(record, context.middle_of) for record in linked_as_said(session, records))


def public_documents(
    session: Session, context: Context, ids: Iterable[UUID] | None = None, *, write: Writing = service_document
) -> Iterator[Document]:
    """The same as documents; whole ones unless told otherwise."""
    return (write(record, context) for record in public_records(session, context, ids))


def public_lines(session: Session, context: Context, ids: Iterable[UUID] | None = None) -> Iterator[bytes]:
    """The same as lines of NDJSON."""
    return (as_line(document) for document in public_documents(session, context, ids))


def as_line(document: Document) -> bytes:
    """A document on a line of its own."""
    return _written(document).encode() + b"\n"


def count_public(session: Session) -> int:
    """How many services anybody may see."""
    return session.scalar(select(func.count()).select_from(Service).where(_IS_SHOWN)) or 0


def _published_ids(session: Session) -> Iterator[UUID]:
    """The keys of all that anybody may see, in their order, a batch at a time."""
    after: UUID | None = None
    while True:
        chosen = select(Service.id).where(_IS_SHOWN).order_by(col(Service.id)).limit(AT_ONCE)
        batch = session.exec(chosen.where(col(Service.id) > after) if after else chosen).all()
        yield from batch
        if len(batch) < AT_ONCE:
            return
        after = batch[-1]


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_IS_SHOWN = col(Service.status) == ModerationStatus.PUBLISHED
