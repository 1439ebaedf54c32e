"""The texts of one listing through time, and putting parts of one in force."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from directory.actions.listing import ListingWriter
from directory.actions.moderation import note_change
from directory.errors import NotFoundError
from directory.geography import Gazetteer
from directory.models import Revision, Service
from directory.oruk.parts import PARTS, differing, differs, with_parts, with_points_of
from directory.oruk.records import CapacityRecord, ServiceRecord
from directory.queries.capacity import newest
from directory.queries.history import ELSEWHERE, kept_record, newest_in_force
from directory.queries.record import capacity_record, service_record
from directory.vocabulary import RevisionState, TermOrigin


class Texts:
    """The texts of one listing, in a transaction that nobody else changes it in.

    Attributes:
        service: the row, locked.
        current: what it says now.
        revisions: all there are, in the order of their numbers.
    """

    def __init__(self, session: Session, service_id: UUID) -> None:
        self._session = session
        self.service = _locked(session, service_id)
        self.current = service_record(session, service_id)
        of_service = select(Revision).where(col(Revision.service_id) == service_id)
        self.revisions = list(session.exec(of_service.order_by(col(Revision.number))))

    @property
    def number(self) -> int:
        """The number of the newest revision; 0: there is none."""
        return self.revisions[-1].number if self.revisions else 0

    def revision(self, number: int) -> Revision:
        """A revision by its number.

        Raises:
            NotFoundError: there is no such revision.
        """
        for each in self.revisions:
            if each.number == number:
                return each
        raise NotFoundError("There is no such change of this listing")

    def as_of(self, number: int) -> ServiceRecord:
        """What was in force for whoever saw a revision as the newest. Who saw none saw what the first one keeps."""
        kept = newest_in_force(each for each in self.revisions if each.number <= max(number, 1))
        return kept_record(kept) if kept else self.current

    def would_change(self, wanted: ServiceRecord, name: str) -> bool:
        """Whether it says something else of a part now. Of statements of room an older one changes nothing."""
        if not differs(wanted, self.current, name):
            return False
        said, counts = wanted.capacity, self.current.capacity
        return name != "capacity" or not (said and counts) or said.stated_on >= counts.stated_on

    def read_again(self) -> None:
        """Look anew at what it says, after it was changed by other ways than `put_in_force`."""
        self.current = service_record(self._session, self.service.id)

    def keep_current(self, *, actor: str = ELSEWHERE, reason: str = "") -> None:
        """Keep what it says now, unless the newest text in force says the same.

        So before the first change the old text becomes number 1; and where a feed or a letter has changed it since the
        last, history does not pretend that the next editor did.
        """
        kept = newest_in_force(self.revisions)
        fields = differing(kept_record(kept), self.current) if kept else ()
        if kept is None:
            first = self.add(self.current, RevisionState.IN_FORCE, (), actor=actor, reason=reason)
            first.created_at = self.service.details_changed_at or self.service.created_at
        elif fields:
            self.add(self.current, RevisionState.IN_FORCE, fields, actor=actor, reason=reason)

    def put_in_force(
        self,
        wanted: ServiceRecord,
        parts: Sequence[str],
        *,
        actor: str,
        based_on: int,
        gazetteer: Gazetteer,
        reason: str = "",
        origin: TermOrigin = TermOrigin.STATED,
    ) -> None:
        """Let the listing say some parts as wanted, and keep what it says then.

        Args:
            origin: why terms are linked that were not linked before.
        """
        self.keep_current()
        writer = ListingWriter(self._session, gazetteer, said_by=actor, origin=origin)
        self._write(with_parts(self.current, with_points_of(wanted, self.current), parts), parts, writer)
        self.read_again()
        self.add(self.current, RevisionState.IN_FORCE, parts, actor=actor, based_on=based_on, reason=reason)

    def add(
        self,
        record: ServiceRecord,
        state: RevisionState,
        parts: Sequence[str],
        *,
        actor: str,
        based_on: int | None = None,
        reason: str = "",
    ) -> Revision:
        """Keep a text as the next revision."""
        made = Revision(
            service_id=self.service.id,
            number=self.number + 1,
            state=state,
            record=_json(record),
            fields=[part.name for part in PARTS if part.name in parts],
            based_on=based_on,
            actor=actor,
            reason=reason,
        )
        self._session.add(made)
        self.revisions.append(made)
        return made

    def _write(self, record: ServiceRecord, parts: Collection[str], writer: ListingWriter) -> None:
        organisation = self.service.organisation
        if "organisation" in parts:
            writer.write_organisation(record.organisation, organisation)
            self._note_siblings()
        # To save is not to confirm, but it is to change: that date is of this moment.
        writer.write_service(record.model_copy(update={"changed_on": None}), organisation, self.service)
        if "capacity" in parts:
            _let_count(self.service, record.capacity)
        self._session.flush()

    def _note_siblings(self) -> None:
        """The other listings of a group show its name, too."""
        of_group = col(Service.organisation_id) == self.service.organisation_id
        for other in self._session.exec(select(Service).where(of_group, col(Service.id) != self.service.id)):
            note_change(self._session, other)


def keep_text(session: Session, service_id: UUID, *, actor: str, reason: str = "") -> int:
    """Keep what a listing says now as a revision, for deeds that change it by other ways than an editor's form; called
    after the change, and, where it has no history yet, before it too.

    Returns:
        The number of the newest revision. Where nothing has changed none is added.

    Raises:
        NotFoundError: there is no such listing.
    """
    texts = Texts(session, service_id)
    texts.keep_current(actor=actor, reason=reason)
    session.flush()
    return texts.number


def newest_number(session: Session, service_id: UUID) -> int:
    """The number of the newest revision of a listing, which a form hands on as what its author saw; 0: none."""
    numbers = select(func.max(col(Revision.number))).where(col(Revision.service_id) == service_id)
    return session.exec(numbers).one() or 0


def _locked(session: Session, service_id: UUID) -> Service:
    """The service, with which nobody else does anything until the end of the transaction, so that no two revisions
    get the same number. SQLite has one writer at a time anyway.
    """
    service = session.exec(select(Service).where(col(Service.id) == service_id).with_for_update()).first()
    if service is None:
        raise NotFoundError("There is no such listing")
    # What was read before may be older than what somebody else wrote while we waited.
    session.flush()
    session.expire_all()
    return service


def _json(record: ServiceRecord) -> dict[str, Any]:
    """A text as it is kept. Who keeps the listing is no part of what it says, and private."""
    without = record.organisation.model_copy(update={"stewards": ()})
    return record.model_copy(update={"organisation": without}).model_dump(mode="json")


def _let_count(service: Service, wanted: CapacityRecord | None) -> None:
    """Take back the statements of capacity that outrank the wanted one, which is there; without any, all."""
    while (top := newest(service.capacities)) and capacity_record(top) != wanted:
        service.capacities.remove(top)
