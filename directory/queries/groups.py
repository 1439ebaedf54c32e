"""What those who keep a group's listings see of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import selectinload
from sqlmodel import Session, col, exists, func, or_, select

from directory.access import DECIDING, Person
from directory.clock import LONDON
from directory.errors import NotFoundError
from directory.models import Organisation, Revision, Service
from directory.queries.capacity import CapacityShown, capacity_shown, newest
from directory.queries.claiming import Editor, editors_shown
from directory.queries.describing import freshness_in_words
from directory.queries.reach import in_reach
from directory.vocabulary import ModerationStatus, RevisionState, Role


@dataclass(frozen=True, slots=True)
class ListingLine:
    """A listing of a group.

    Attributes:
        waiting: how many changes of it wait for a decision.
    """

    id: UUID
    name: str
    status: ModerationStatus
    room: CapacityShown
    freshness: str
    confirmed_on: date | None
    waiting: int

    @property
    def is_shown(self) -> bool:
        """Whether everybody can see it."""
        return self.status is ModerationStatus.PUBLISHED


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group, its listings, and who keeps them."""

    id: UUID
    name: str
    listings: tuple[ListingLine, ...]
    editors: tuple[Editor, ...]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group whose listings somebody keeps."""

    id: UUID
    name: str


def groups_of(session: Session, person: Person) -> list[GroupLine]:
    """The groups whose listings somebody keeps, by name."""
    chosen = select(Organisation.id, Organisation.name).where(col(Organisation.id).in_(person.organisations))
    return [GroupLine(*row) for row in session.exec(chosen.order_by(col(Organisation.name), col(Organisation.id)))]


def group_page(
    session: Session,
    organisation_id: UUID,
    person: Person,
    roles: Iterable[Role],
    *,
    now: datetime,
    fresh_days: int,
    unconfirmed_days: int,
) -> GroupPage:
    """A group with its listings by name, as many selects whatever their number.

    Args:
        roles: by which of their roles somebody asks.

    Raises:
        NotFoundError: there is no such group, or it is neither theirs nor in their districts.
    """
    group = _reached(session, organisation_id, person, frozenset(roles))
    chosen = select(Service).where(col(Service.organisation_id) == organisation_id)
    ordered = chosen.order_by(col(Service.name), col(Service.id))
    services = session.exec(ordered.options(selectinload(Service.capacities))).all()  # type: ignore[arg-type]  # it is a relationship
    waiting, today = _waiting(session, organisation_id), now.astimezone(LONDON).date()
    listings = tuple(
        ListingLine(
            id=service.id,
            name=service.name,
            status=service.status,
            room=capacity_shown(newest(service.capacities), now=now, fresh_days=fresh_days),
            freshness=freshness_in_words(service.confirmed_on, today, unconfirmed_days),
            confirmed_on=service.confirmed_on,
            waiting=waiting.get(service.id, 0),
        )
        for service in services
    )
    return GroupPage(group.id, group.name, listings, tuple(editors_shown(session, organisation_id)))


def _reached(session: Session, organisation_id: UUID, person: Person, roles: frozenset[Role]) -> Organisation:
    deciding = roles & set(DECIDING)
    of_group = exists().where(col(Service.organisation_id) == col(Organisation.id))
    own = col(Organisation.id).in_(person.organisations)
    near = of_group.where(in_reach(person, *deciding)) if deciding else None
    reached = or_(own, near) if near is not None else own
    group = session.exec(select(Organisation).where(col(Organisation.id) == organisation_id, reached)).first()
    if group is None:
        raise NotFoundError("There is no such group")
    return group


def _waiting(session: Session, organisation_id: UUID) -> dict[UUID, int]:
    """How many changes wait, by listing."""
    rows = session.exec(
        select(Revision.service_id, func.count(col(Revision.id)))
        .join(Service, col(Service.id) == col(Revision.service_id))
        .where(col(Service.organisation_id) == organisation_id, col(Revision.state) == RevisionState.PROPOSED)
        .group_by(col(Revision.service_id))
    )
    return dict(rows.all())
