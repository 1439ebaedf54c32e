"""The groups that offer something: which of them another system asks for, and their documents."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import selectinload
from sqlmodel import Session, col, select

from directory.models import Organisation, Service
from directory.oruk.entities import Document
from directory.oruk.records import OrganisationRecord
from directory.oruk.writer import Context, organisation_document, organisation_item, service_document
from directory.queries.exchange import public_records
from directory.queries.oruk.batches import in_batches
from directory.queries.oruk.conditions import saying
from directory.vocabulary import ModerationStatus

_TOLD = ("name", "description", "url", "email", "phone")
"""Of a group everything but who keeps its entry."""


def groups_asked(session: Session, words: Collection[str]) -> list[UUID]:
    """The keys of the groups with a published service, of which each word stands in the name or the description."""
    chosen = select(Organisation.id).where(_is_public(), *saying(words, (Organisation.name, Organisation.description)))
    return list(session.exec(chosen.order_by(col(Organisation.id))).all())


def is_public_group(session: Session, key: UUID) -> bool:
    """Whether a group offers something that anybody may see."""
    chosen = select(Organisation.id).where(_is_public(), col(Organisation.id) == key)
    return session.exec(chosen).first() is not None


def group_documents(
    session: Session, keys: Sequence[UUID], context: Context, *, full: bool, services: bool
) -> Iterator[Document]:
    """Groups, in the order of their keys.

    Args:
        full: with all that belongs to them.
        services: with their published services, in full.
    """
    for batch in in_batches(keys):
        chosen = select(Organisation).where(col(Organisation.id).in_(batch)).order_by(col(Organisation.id))
        offered = _services_of(session, batch, context) if services else {}
        for row in session.exec(chosen.options(selectinload(Organisation.identifiers))):  # type: ignore[arg-type]  # a relationship
            record = _record(row)
            whole = full or services
            yield organisation_document(record, offered.get(row.id, ())) if whole else organisation_item(record)


def _services_of(session: Session, groups: Sequence[UUID], context: Context) -> dict[UUID, list[Document]]:
    of_groups = select(Service.id).where(
        col(Service.status) == ModerationStatus.PUBLISHED, col(Service.organisation_id).in_(groups)
    )
    keys = session.exec(of_groups.order_by(col(Service.id))).all()
    offered: dict[UUID, list[Document]] = defaultdict(list)
    for record in public_records(session, context, keys):
        offered[UUID(record.organisation.id)].append(service_document(record, context))
    return offered


def _record(row: Organisation) -> OrganisationRecord:
    numbers = tuple(sorted((each.scheme, each.identifier) for each in row.identifiers))
    return OrganisationRecord(id=str(row.id), identifiers=numbers, **{name: getattr(row, name) for name in _TOLD})


def _is_public() -> ColumnElement[bool]:
    """A group of which nothing is published is not told of."""
    # Asked the other way round SQLite would look through all that are published, for each group anew.
    offering = select(Service.organisation_id).where(col(Service.status) == ModerationStatus.PUBLISHED)
    return col(Organisation.id).in_(offering)
