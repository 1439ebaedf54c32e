"""What every decision stands on: who decides, what they saw, and how the group is told."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from directory import clock
from directory.access import DECIDING, Person
from directory.actions.editing import newest_number
from directory.actions.letters import Stationery, write_letter
from directory.errors import ConflictError, InputError
from directory.geography import Gazetteer
from directory.models import Service
from directory.queries.keepers import keepers_of
from directory.queries.moderation import seen_of
from directory.queries.reach import service_to_decide

UNDO_MINUTES = 10
"""Letters about a decision leave so much later, so that one that is undone at once tells nobody."""


@dataclass(frozen=True)
class Desk:
    """Where somebody who decides works, in one transaction."""

    session: Session
    person: Person
    stationery: Stationery
    gazetteer: Gazetteer

    @property
    def actor(self) -> str:
        """How they are named in the history."""
        return self.person.acts_as(*DECIDING)

    def take(self, service_id: UUID, seen: str) -> Service:
        """The listing, with which nobody else does anything until the end of the transaction.

        Args:
            seen: what the decision is based on (`queries.moderation.seen_of`).

        Raises:
            NotFoundError: there is no such listing, or it is out of their reach.
            NotAllowedError: it is of a group that they keep; of one's own nobody decides.
            ConflictError: something was decided or written since they looked.
        """
        service = self.reach(service_id)
        if seen != seen_of(service, newest_number(self.session, service.id)):
            raise ConflictError("Somebody has changed this listing, or decided about it, since you opened it", ())
        return service

    def reach(self, service_id: UUID) -> Service:
        """The listing, likewise, for what is not based on its state."""
        service = service_to_decide(self.session, service_id, self.person)
        self.session.refresh(service, with_for_update=True)
        return service

    def tell_keepers(self, about: str, service: Service, **values: Any) -> None:
        """Write to those who keep a listing, as far as anybody is known."""
        for address in keepers_of(self.session, service):
            self.tell(about, address, service, **values)

    def tell(self, about: str, address: str, service: Service, **values: Any) -> None:
        """Write a letter that can still be taken back."""
        write_letter(
            self.session,
            self.stationery,
            about,
            to=address,
            service_id=service.id,
            due_at=clock.now() + timedelta(minutes=UNDO_MINUTES),
            name=service.name,
            listing=f"/listing/{service.id}",
            **values,
        )


def words(field: str, typed: str, missing: str) -> str:
    """What somebody wrote who had to write something.

    Raises:
        InputError: it is empty.
    """
    if not typed.strip():
        raise InputError(field, missing)
    return typed.strip()
