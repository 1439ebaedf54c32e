"""Groups that councillors told us of: what they said, where each stands, and what its group is asked."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from directory.clock import LONDON
from directory.geography import Gazetteer, Place
from directory.models import Nomination, Service
from directory.queries.duplicates import Described, LikelyDuplicate, Spot, likely_duplicates
from directory.vocabulary import ModerationStatus, NominationStatus

_HERE = (ModerationStatus.PUBLISHED, ModerationStatus.SUBMITTED, ModerationStatus.CHANGES_ASKED)


@dataclass(frozen=True, slots=True)
class NewGroup:
    """What a councillor says of a group.

    Attributes:
        where: a postcode or a place, as it was typed.
        purpose: what it is for, in their own words.
        email, phone: how the group can be reached; one of them. Private.
    """

    name: str
    where: str
    purpose: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class NominatedGroup:
    """A group that somebody told us of, and where it stands.

    Attributes:
        listing: the key of its listing, if anybody may see it.
    """

    name: str
    place: str
    added_on: date
    stands: str
    listing: UUID | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a group is asked when a councillor has told us of it.

    Attributes:
        email: where the letters went, and whose the listing becomes.
        is_open: whether it has not been answered yet.
        taken_over: whether the group keeps the listing now.
        shown: whether anybody may see the listing already.
    """

    id: UUID
    name: str
    place: str
    purpose: str
    email: str
    is_open: bool
    taken_over: bool
    shown: bool


def already_here(session: Session, group: NewGroup, gazetteer: Gazetteer) -> list[LikelyDuplicate]:
    """The listings that are likely the group that a councillor means, also those that wait for a decision.

    Councillors of one ward hear of the same groups. What was declined or withdrawn they are not told of, nor is what is
    private compared: by trying addresses they would learn whose they are.
    """
    place = gazetteer.find(group.where)
    spots = [Spot.at(place.label, place.point)] if isinstance(place, Place) and place.postcode else []
    described = Described.said(
        name=group.name, texts=(group.purpose,), spots=spots, phones=(group.phone,), emails=(group.email,)
    )
    return likely_duplicates(session, described, gazetteer=gazetteer, among=_HERE)


def nominated_by(session: Session, account_id: UUID) -> list[NominatedGroup]:
    """The groups that somebody told us of, the newest first."""
    return _nominated(session, col(Nomination.account_id) == account_id)


def nominated_in(session: Session, ward: str, *, but: UUID) -> list[NominatedGroup]:
    """The groups of a ward that others told us of, the newest first.

    Args:
        but: the account whose own groups are left out.
    """
    return _nominated(session, col(Nomination.ward) == ward, col(Nomination.account_id) != but)


def invitation(session: Session, nomination_id: UUID) -> Invitation | None:
    """An invitation, answered or not; None if the group never got one."""
    found = session.exec(
        select(Nomination, Service)
        .join(Service, col(Service.id) == col(Nomination.service_id))
        .where(col(Nomination.id) == nomination_id, col(Nomination.status) != NominationStatus.WAITING)
    ).first()
    if found is None:
        return None
    nomination, service = found
    return Invitation(
        id=nomination.id,
        name=service.name,
        place=nomination.place,
        purpose=nomination.purpose,
        email=nomination.reached_by,
        is_open=nomination.status is NominationStatus.INVITED,
        taken_over=nomination.status is NominationStatus.TAKEN_OVER,
        shown=service.status is ModerationStatus.PUBLISHED,
    )


def _nominated(session: Session, *conditions: ColumnElement[bool]) -> list[NominatedGroup]:
    rows = session.exec(
        select(Nomination, Service)
        .outerjoin(Service, col(Service.id) == col(Nomination.service_id))
        .where(*conditions)
        .order_by(col(Nomination.created_at).desc(), col(Nomination.id))
    )
    return [_group(nomination, service) for nomination, service in rows]


def _group(nomination: Nomination, service: Service | None) -> NominatedGroup:
    published = service is not None and service.status is ModerationStatus.PUBLISHED
    return NominatedGroup(
        name=nomination.name,
        place=nomination.place,
        added_on=nomination.created_at.astimezone(LONDON).date(),
        stands=_stands(nomination.status, service.status if service else None),
        listing=service.id if service and published else None,
    )


def _stands(told: NominationStatus, listing: ModerationStatus | None) -> str:
    """Where a group stands, in a sentence without its stop."""
    if told is NominationStatus.CLOSED:
        return "The group does not want to be listed"
    shown = listing.label if listing else "No longer listed"
    if told is NominationStatus.TAKEN_OVER:
        return f"{shown}. The group keeps its own listing"
    if listing is ModerationStatus.PUBLISHED:
        return f"{shown}, not yet confirmed by the group"
    return f"{shown}. The group has been invited" if told is NominationStatus.INVITED else shown
