"""Who somebody is to us: an account, its roles, and where they hold. Knows neither pages nor tables."""

from dataclasses import dataclass
from uuid import UUID

from directory.vocabulary import Role

DECIDING = (Role.MODERATOR, Role.ADMINISTRATOR)
"""The roles that decide about other people's texts; whoever has one signs in with a second step."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, and the organisation or the area (an ONS code) in which it holds; an empty area is everywhere."""

    role: Role
    organisation_id: UUID | None = None
    area: str = ""
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in.

    Attributes:
        second_step: whether they have shown a second thing besides the link from their mailbox.
    """

    id: UUID
    email: str
    grants: tuple[Grant, ...] = ()
    second_step: bool = False

    def has(self, *roles: Role) -> bool:
        """Whether they have one of some roles, wherever it holds."""
        return any(grant.role in roles for grant in self.grants)

    @property
    def decides(self) -> bool:
        """Whether they decide about other people's texts anywhere."""
        return self.has(*DECIDING)

    @property
    def organisations(self) -> frozenset[UUID]:
        """The groups whose listings they keep."""
        return frozenset(grant.organisation_id for grant in self.grants if grant.organisation_id)

    def leads(self, organisation_id: UUID) -> bool:
        """Whether they may invite others to keep a group's listings, and remove them."""
        return any(grant.lead and grant.organisation_id == organisation_id for grant in self.grants)

    def areas(self, *roles: Role) -> frozenset[str]:
        """Where some roles hold; an empty code is everywhere."""
        return frozenset(grant.area for grant in self.grants if grant.role in roles)

    def decides_in(self, district: str) -> bool:
        """Whether they decide about what is in a district."""
        return bool(self.areas(*DECIDING) & {"", district})

    def acts_as(self, *roles: Role) -> str:
        """How they are named in a history: the first of some roles that they have, and their key, never an address."""
        role = next((role for role in (*roles, *Role) if self.has(role)), None)
        return f"{role.value if role else 'account'} {self.id}"
