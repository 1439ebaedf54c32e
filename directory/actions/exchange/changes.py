"""A record that its feed has changed: what of it is taken over, and what stays as somebody here has changed it.

Three texts are looked at: what the feed said last, what it says now, and what the listing says. Where the listing still
says what the feed made it say, it follows the feed. Where somebody here has changed it since, it stays, and the
difference waits for a moderator.
"""

from collections.abc import Hashable, Iterable
from typing import Any

from sqlmodel import Session, col, select

from directory.actions.editing import PARTS, Texts, propose
from directory.actions.exchange.groups import Groups
from directory.actions.exchange.held import Held
from directory.actions.exchange.report import MOST_COMPARED, MOST_TOLD, Followed, ImportReport, Kept
from directory.actions.exchange.said import record_said
from directory.actions.listing.values import if_past, midday
from directory.actions.moderation import note_change
from directory.geography import Gazetteer
from directory.models import FeedRecord, Organisation, Revision, Service
from directory.oruk.parts import differing, with_points_of
from directory.oruk.records import OrganisationRecord, ServiceRecord
from directory.vocabulary import RevisionState, TermOrigin


class Changes:
    """Takes over what a feed has changed, one record after the other.

    Args:
        actor: how the feed is named in a history.
        groups: those of the records.
        report: notes what stayed as it was changed here.
    """

    def __init__(
        self, session: Session, gazetteer: Gazetteer, *, actor: str, groups: Groups, report: ImportReport
    ) -> None:
        self._session, self._gazetteer = session, gazetteer
        self._actor, self._groups, self._report = actor, groups, report

    def take(self, record: ServiceRecord, known: FeedRecord) -> Service:
        """Let a listing follow its feed as far as nobody here has changed it."""
        before = record_said(known.said)
        service = self._session.get_one(Service, known.service_id)
        parts = differing(before, record) if before else tuple(part.name for part in PARTS)
        if parts or service.organisation_id != self._groups.key(record.organisation.id):
            self._take_parts(Texts(self._session, service.id), record, parts)
        self._groups.note(record.organisation)
        if _takes_dates(service, record) or (before and _of_no_part(before) != _of_no_part(record)):
            note_change(self._session, service)
        return service

    def take_group(self, record: OrganisationRecord) -> None:
        """Let a group follow its feed that has only new records now: of any other a record has told already."""
        of_group = select(Service.id).where(col(Service.organisation_id) == self._groups.key(record.id))
        if key := self._session.exec(of_group.order_by(col(Service.id))).first():
            texts = Texts(self._session, key)
            self._take_parts(texts, texts.current.model_copy(update={"organisation": record}), ["organisation"])
        self._groups.note(record)

    def _take_parts(self, texts: Texts, record: ServiceRecord, parts: Iterable[str]) -> None:
        self._move_to_group(texts, record)
        record = with_points_of(record, texts.current)
        changed = [name for name in parts if texts.would_change(record, name)]
        before = texts.current
        held = Held(texts, self._actor, self._groups.said(record.organisation.id))
        taken = [name for name in changed if not held.holds(name, record)]
        if taken:
            texts.put_in_force(
                record,
                taken,
                actor=self._actor,
                based_on=texts.number,
                gazetteer=self._gazetteer,
                origin=TermOrigin.IMPORTED,
            )
        self._note(texts, record, taken, before)
        _forget_earlier(texts, self._actor, set(parts))
        self._propose(texts, record, [name for name in changed if name not in taken and name != "capacity"])

    def _note(self, texts: Texts, record: ServiceRecord, taken: list[str], before: ServiceRecord) -> None:
        told = self._report.followed
        if not taken or len(told) >= MOST_TOLD:
            return
        both = map(_unkept, (before, texts.current) if len(told) < MOST_COMPARED else ())
        told.append(Followed(record.id, str(texts.service.id), record.name, tuple(taken), *both))

    def _propose(self, texts: Texts, record: ServiceRecord, names: list[str]) -> None:
        if names:
            propose(texts, record, names, self._actor, texts.number)
            self._report.kept.extend(Kept(record.id, name) for name in names)

    def _move_to_group(self, texts: Texts, record: ServiceRecord) -> None:
        """Let a listing be its new group's; a feed that corrects whose it is means another row, not another text."""
        key = self._groups.key(record.organisation.id)
        if texts.service.organisation_id == key:
            return
        texts.keep_current(actor=self._actor)
        texts.service.organisation = self._session.get_one(Organisation, key)
        for at in texts.service.at_locations:
            at.location.organisation_id = key
        self._session.flush()
        texts.read_again()
        texts.keep_current(actor=self._actor)


def _unkept(record: ServiceRecord) -> dict[str, Any]:
    """What a record says, but for who keeps it: that is private, and no part of it."""
    return record.model_dump(mode="json", exclude_defaults=True, exclude={"organisation": {"stewards"}})


def _of_no_part(record: ServiceRecord) -> Hashable:
    """What others are told of a record that is of none of its parts: its source, and what terms are to it."""
    return record.origin, frozenset((term.taxonomy, term.code, term.link_type) for term in record.terms)


def _forget_earlier(texts: Texts, actor: str, parts: set[str]) -> None:
    """Take back what the feed proposed before of parts of which it says something else now."""
    for revision in texts.revisions:
        if revision.state is RevisionState.PROPOSED and revision.actor == actor and parts & set(revision.fields):
            _shorten(revision, parts)


def _shorten(revision: Revision, parts: set[str]) -> None:
    left = [name for name in revision.fields if name not in parts]
    if left:
        revision.fields = left
    else:
        revision.state = RevisionState.REPLACED


def _takes_dates(service: Service, record: ServiceRecord) -> bool:
    """Take over when a listing was last confirmed, whoever did it, and when its source has changed it; False if that
    is nothing new.
    """
    before = service.confirmed_on, service.details_changed_at
    confirmed = [day for day in (service.confirmed_on, if_past(record.confirmed_on)) if day]
    service.confirmed_on = max(confirmed, default=None)
    changed_on = if_past(record.changed_on)
    if changed_on:
        service.details_changed_at = midday(changed_on)
    return before != (service.confirmed_on, service.details_changed_at)
