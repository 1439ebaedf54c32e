"""Taking in a batch of a feed's records: new ones together, changed ones one by one, and the others hardly at all."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session, col, select

from directory import clock
from directory.actions.exchange.changes import Changes
from directory.actions.exchange.groups import Groups
from directory.actions.exchange.keys import keys_for
from directory.actions.exchange.moving import Moving
from directory.actions.exchange.report import MOST_TOLD, ImportReport, Likely
from directory.actions.exchange.said import Said
from directory.actions.listing import ListingMaker
from directory.actions.listing.creating import place_name
from directory.actions.listing.values import changed_at
from directory.actions.moderation import begun
from directory.geography import Gazetteer
from directory.models import FeedRecord, IndexChange, Location, ModerationEvent, Service
from directory.oruk.parts import is_tombstone
from directory.oruk.reader import Reading
from directory.oruk.records import ServiceRecord
from directory.queries.duplicates import Blocks, LikelyPair, likely_pairs


class Taker:
    """Takes in the records of one feed, batch by batch.

    Attributes:
        seen: the ids that the feed had so far, also of what was kept out.
        created: the new records, by our keys.
        is_cut: what was read is one page of several.
    """

    def __init__(
        self, feed_id: UUID, name: str, gazetteer: Gazetteer, *, publish: bool, report: ImportReport | None = None
    ) -> None:
        self._feed_id, self._gazetteer = feed_id, gazetteer
        self._actor = f"feed {name}"
        self._moving = Moving(name, publish=publish)
        self.report = report or ImportReport()
        self.seen: set[str] = set()
        self.created: dict[UUID, ServiceRecord] = {}
        self.is_cut = False

    def take(self, session: Session, readings: Iterable[Reading]) -> None:
        """Take in some records, in a transaction of the caller's."""
        records = [record for reading in readings if (record := self._let_in(reading))]
        known = self._known(session, [record.id for record in records])
        said = {record.id: Said.of(record) for record in records}
        new = [record for record in records if record.id not in known and not is_tombstone(record)]
        same = {id_ for id_, row in known.items() if row.fingerprint == said[id_].fingerprint}
        changed = [record for record in records if record.id in known and record.id not in same]
        self._note_same([known[id_] for id_ in same])
        # Of what never came here it is no news that it is gone.
        self.report.unchanged += len(records) - len(new) - len(changed) - len(same)
        if changed or new:
            told = [record.organisation for record in (*changed, *new) if not is_tombstone(record)]
            groups = Groups(session, self._feed_id, told)
            self._create(session, new, said, groups)
            self._update(session, changed, said, groups)
        session.flush()

    def pass_over(self, readings: Iterable[Reading]) -> None:
        """See records again that were taken in before the reading was cut off."""
        for reading in readings:
            self.is_cut |= reading.is_cut
            self.seen.add(reading.record.id if reading.record else reading.problems[0].record)

    def note_duplicates(self, there: Blocks) -> None:
        """Tell of the new records that look like others, or like what is there."""
        pairs = list(likely_pairs(there, self.created))
        self.report.duplicate_count = len(pairs)
        self.report.duplicates = [self._told(pair) for pair in pairs[:MOST_TOLD]]

    def _told(self, pair: LikelyPair) -> Likely:
        """A pair by the ids of the feed, as far as both are of it."""
        new, other = self.created[pair.new], self.created.get(pair.other)
        of = other.id if other else str(pair.other)
        return Likely(new.id, new.name, of, pair.name, other is None, pair.score, pair.reasons)

    def _let_in(self, reading: Reading) -> ServiceRecord | None:
        """The record of a reading, unless something keeps it out."""
        self.report.note(reading)
        record = reading.record
        if record is None:
            self.report.kept_out += 1
            self.is_cut |= reading.is_cut
            self.seen.update(problem.record for problem in reading.problems)
            return None
        if record.id in self.seen:
            self.report.keep_out(record.id, "id", "The feed has another service with this id")
            return None
        self.seen.add(record.id)
        self.report.found_postcodes += any(place.found_in_text for place in record.places)
        return record

    def _known(self, session: Session, ids: Sequence[str]) -> dict[str, FeedRecord]:
        of_feed = select(FeedRecord).where(col(FeedRecord.feed_id) == self._feed_id)
        return {row.foreign_id: row for row in session.exec(of_feed.where(col(FeedRecord.foreign_id).in_(ids)))}

    def _note_same(self, rows: Sequence[FeedRecord]) -> None:
        self.report.unchanged += len(rows)
        self.report.came_back += sum(row.gone_at is not None for row in rows)
        for row in rows:
            row.read_at, row.gone_at = clock.now(), None

    def _create(self, session: Session, new: Sequence[ServiceRecord], said: dict[str, Said], groups: Groups) -> None:
        maker = ListingMaker(session, self._gazetteer, said_by=self._actor)
        maker.look_up(new)
        groups.make_new(maker)
        keys = keys_for(session, Service, self._feed_id, {record.id: record.id for record in new})
        places = {place_name(record, place): place.id for record in new for place in record.places if place.id}
        maker.place_keys = keys_for(session, Location, self._feed_id, places)
        for record in new:
            self._make(maker, record, keys[record.id], said[record.id], groups)
        maker.write()
        if keys:
            changes = [{"service_id": key, "noted_at": clock.now()} for key in keys.values()]
            session.connection().execute(insert(IndexChange), changes)
        self.report.created += len(new)

    def _make(self, maker: ListingMaker, record: ServiceRecord, key: UUID, said: Said, groups: Groups) -> None:
        status, reason = self._moving.first(record)
        group = groups.key(record.organisation.id)
        maker.add_service(record, key, group, status=status, modified_at=changed_at(record) or clock.now())
        maker.rows.add(ModerationEvent, begun(key, status, actor=self._actor, reason=reason))
        row = {"feed_id": self._feed_id, "foreign_id": record.id, "service_id": key, "read_at": clock.now()}
        maker.rows.add(FeedRecord, row, said=said.values, fingerprint=said.fingerprint)
        self.created[key] = record

    def _update(
        self, session: Session, changed: Sequence[ServiceRecord], said: dict[str, Said], groups: Groups
    ) -> None:
        known = self._known(session, [record.id for record in changed])
        changes = Changes(session, self._gazetteer, actor=self._actor, groups=groups, report=self.report)
        for record in changed:
            row = known[record.id]
            if is_tombstone(record):
                service = session.get_one(Service, row.service_id)
            else:
                service, row.said = changes.take(record, row), said[record.id].values
            self._moving.move(session, service, record)
            self.report.came_back += row.gone_at is not None
            row.read_at, row.gone_at, row.fingerprint = clock.now(), None, said[record.id].fingerprint
        # No record tells of these, so that the report does not either.
        unsaid = Changes(session, self._gazetteer, actor=self._actor, groups=groups, report=ImportReport())
        for group in groups.changed():
            unsaid.take_group(group)
        self.report.updated += len(changed)
