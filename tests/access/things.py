"""What the addresses of the table speak of: one of each kind, in the moderator's district, of the editor's group."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from directory.models import OutgoingLetter
from directory.resources import Resources
from tests.makers import make_organisation, make_place, make_service
from tests.upkeep import MAILBOX, make_asked


@dataclass(frozen=True)
class Things:
    """Keys and secrets of what was made."""

    organisation: UUID
    other_organisation: UUID
    names: dict[str, str]

    def address(self, template: str) -> str:
        """An address of the table with the things it speaks of: "/listing/<service>"."""
        for name, value in self.names.items():
            template = template.replace(f"<{name}>", value)
        assert "<" not in template, f"there is no such thing in {template}"
        return template


def make_things(session: Session, resources: Resources) -> Things:
    """Make one of each."""
    service = make_service(session)
    make_place(session, service)
    other = make_organisation(session, name="Far Normal Walkers")
    return Things(
        organisation=service.organisation_id,
        other_organisation=other.id,
        names={"service": str(service.id), "secret": "no-such-secret", "letter": _upkeep_link(session, resources)},
    )


def _upkeep_link(session: Session, resources: Resources) -> str:
    """What stands in the link of a letter about a listing; whoever has it need not be signed in."""
    service = make_asked(session)
    key = f"remind:{service.id}:2026-09-02:1:0"
    session.add(
        OutgoingLetter(
            recipient=MAILBOX, about="remind", subject="Still right?", body="", key=key, service_id=service.id
        )
    )
    return resources.signer.sign("upkeep", key)
