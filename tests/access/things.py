"""What the addresses of the table speak of: one of each kind, in the moderator's district, of the editor's group."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from directory.actions.drafts import begin_draft
from directory.actions.registration import CONFIRMING
from directory.models import Steward
from directory.resources import Resources
from tests.makers import make_organisation, make_place, make_service


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
    steward = Steward(organisation_id=service.organisation_id, email="keeper@private.example")
    session.add(steward)
    session.flush()
    return Things(
        organisation=service.organisation_id,
        other_organisation=other.id,
        names={
            "service": str(service.id),
            "secret": "no-such-secret",
            "draft": begin_draft(session, resources.signer, "registration", {"name": {"name": ["Tea"]}}),
            "signed": resources.signer.sign(CONFIRMING, str(steward.id)),
        },
    )
