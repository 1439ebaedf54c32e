"""Taking in a feed: every record ends as created, updated, unchanged, or with a problem that says why not."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from directory import clock
from directory.actions.listing import ListingWriter
from directory.actions.moderation import (
    ALLOWED_TRANSITIONS,
    publish_service,
    submit_service,
    who_decided,
    withdraw_service,
)
from directory.errors import InputError
from directory.geography import Gazetteer
from directory.models import Feed, FeedOrganisation, FeedRecord, Organisation, Service
from directory.models.feed import NAME_LENGTH
from directory.oruk.documents import RawRecord
from directory.oruk.reader import Reading, read_service
from directory.oruk.records import ServiceRecord
from directory.oruk.taking import Problem
from directory.vocabulary import ModerationStatus

FLUSH_EVERY = 200
"""Records after which rows are written out, so that memory does not grow with the feed."""


@dataclass(slots=True)
class ImportReport:
    """What came of a feed. ``read`` is the sum of the other counts and of ``kept_out``.

    Attributes:
        kept_out: records that a problem kept out. Problems of other records are told too.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept_out: int = 0
    problems: list[Problem] = field(default_factory=list)


def import_feed(
    session: Session,
    documents: Iterable[RawRecord],
    *,
    source: str,
    gazetteer: Gazetteer,
    publish: bool,
    progress: Callable[[int], None] = lambda _: None,
) -> ImportReport:
    """Take in the records of a feed, in one transaction of the caller's.

    Args:
        source: the name of the feed; its records are known by this name and their own ids when they come
            again.
        publish: let everybody see new services at once; otherwise they wait for a moderator.
        progress: called now and then with how many records were read since.

    Raises:
        UnreadableError: the file is broken. Nothing of it may be kept: give the transaction up.
        InputError: the source has no name, or one that is too long.
    """
    readings = (_read(document) for document in documents)
    return import_readings(session, readings, source=source, gazetteer=gazetteer, publish=publish, progress=progress)


def import_readings(
    session: Session,
    readings: Iterable[Reading],
    *,
    source: str,
    gazetteer: Gazetteer,
    publish: bool,
    progress: Callable[[int], None] = lambda _: None,
) -> ImportReport:
    """Take in records that have been read already; see ``import_feed``."""
    taker = _Taker(session, _feed(session, source), gazetteer, publish=publish)
    # Rows are written many at a time, and not whenever something is asked for.
    with session.no_autoflush:
        for number, reading in enumerate(readings, 1):
            taker.take(reading)
            if number % FLUSH_EVERY == 0:
                taker.write_out()
                progress(FLUSH_EVERY)
        taker.write_out()
    progress(taker.report.read % FLUSH_EVERY)
    return taker.report


def _read(document: RawRecord) -> Reading:
    if document.fault:
        return Reading(None, (Problem(document.where, "", f"This {document.fault}"),))
    return read_service(document.value, document.where)


def _feed(session: Session, name: str) -> Feed:
    name = name.strip()
    if not 0 < len(name) <= NAME_LENGTH:
        raise InputError("source", f"Give the feed a name of 1 to {NAME_LENGTH} characters")
    found = session.exec(select(Feed).where(col(Feed.name) == name)).first()
    if found is None:
        found = Feed(name=name)
        session.add(found)
        session.flush()
    return found


class _Taker:
    """Takes the records of one feed, one after the other."""

    def __init__(self, session: Session, feed: Feed, gazetteer: Gazetteer, *, publish: bool) -> None:
        self._session = session
        self._feed_id, self._actor = feed.id, f"feed {feed.name}"
        self._publish = publish
        self._writer = ListingWriter(session, gazetteer, said_by=self._actor)
        self._seen: set[str] = set()
        self._new_organisations: dict[str, Organisation] = {}
        self.report = ImportReport()

    def take(self, reading: Reading) -> None:
        self.report.read += 1
        self.report.problems.extend(reading.problems)
        record = reading.record
        if record is None:
            self.report.kept_out += 1
        elif record.id in self._seen:
            self.report.kept_out += 1
            self.report.problems.append(Problem(record.id, "id", "The feed has another service with this id"))
        else:
            self._seen.add(record.id)
            self._keep(record)

    def write_out(self) -> None:
        """Write the rows to the database and let go of them."""
        self._session.flush()
        self._session.expire_all()
        self._new_organisations.clear()

    def _keep(self, record: ServiceRecord) -> None:
        fingerprint = hashlib.sha256(record.model_dump_json().encode()).hexdigest()
        known = self._session.exec(
            select(FeedRecord).where(col(FeedRecord.feed_id) == self._feed_id, col(FeedRecord.foreign_id) == record.id)
        ).first()
        if known is None:
            service = self._write(record, None)
            self._session.add(
                FeedRecord(
                    feed_id=self._feed_id,
                    foreign_id=record.id,
                    service_id=service.id,
                    fingerprint=fingerprint,
                )
            )
            self.report.created += 1
        elif known.fingerprint == fingerprint:
            known.read_at = clock.now()
            service = self._session.get_one(Service, known.service_id)
            self.report.unchanged += 1
        else:
            service = self._write(record, self._session.get_one(Service, known.service_id))
            known.fingerprint, known.read_at = fingerprint, clock.now()
            self.report.updated += 1
        self._move(service, record)

    def _write(self, record: ServiceRecord, service: Service | None) -> Service:
        return self._writer.write_service(record, self._organisation(record), service)

    def _organisation(self, record: ServiceRecord) -> Organisation:
        foreign_id = record.organisation.id
        known = self._new_organisations.get(foreign_id) or self._known_organisation(foreign_id)
        organisation = self._writer.write_organisation(record.organisation, known)
        if known is None:
            self._new_organisations[foreign_id] = organisation
            self._session.add(
                FeedOrganisation(feed_id=self._feed_id, foreign_id=foreign_id, organisation_id=organisation.id)
            )
        return organisation

    def _known_organisation(self, foreign_id: str) -> Organisation | None:
        known = (
            select(Organisation)
            .join(FeedOrganisation, col(FeedOrganisation.organisation_id) == col(Organisation.id))
            .where(col(FeedOrganisation.feed_id) == self._feed_id, col(FeedOrganisation.foreign_id) == foreign_id)
        )
        return self._session.exec(known).first()

    def _move(self, service: Service, record: ServiceRecord) -> None:
        """Let a new service be seen, or wait; take away what the feed no longer offers, and bring back what
        it does. What somebody else has taken away stays away.
        """
        if not record.active:
            if ModerationStatus.WITHDRAWN in ALLOWED_TRANSITIONS[service.status]:
                reason = "The feed says that it is not active"
                withdraw_service(self._session, service, actor=self._actor, reason=reason)
        elif service.status is ModerationStatus.DRAFT or self._has_withdrawn(service):
            decide = publish_service if self._publish else submit_service
            decide(self._session, service, actor=self._actor)

    def _has_withdrawn(self, service: Service) -> bool:
        """Whether it was this feed that took a service away."""
        is_away = service.status is ModerationStatus.WITHDRAWN
        return is_away and who_decided(self._session, service) == self._actor
