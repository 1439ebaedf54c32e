"""Groups that councillors told us of: what they said, where each stands, and what its group is asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from directory.clock import LONDON
from directory.geography import Gazetteer, Place
from directory.models import Merge, Nomination, Service
from directory.queries.duplicates import Described, LikelyDuplicate, Spot, likely_duplicates
from directory.queries.merges import merged_into
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
    """An invitation, answered or not; None if the group never got one, or its listing was merged into another: that one
    was not the councillor's to offer.
    """
    found = session.exec(
        select(Nomination, Service)
        .join(Service, col(Service.id) == col(Nomination.service_id))
        .where(col(Nomination.id) == nomination_id, col(Nomination.status) != NominationStatus.WAITING)
    ).first()
    if found is None or merged_into(session, found[1].id):
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
    own = select(Nomination, Service).outerjoin(Service, col(Service.id) == col(Nomination.service_id))
    rows = session.exec(own.where(*conditions).order_by(col(Nomination.created_at).desc(), col(Nomination.id))).all()
    into = _merged_into(session, [service.id for _, service in rows if service])
    return [_group(nomination, service, into.get(service.id) if service else None) for nomination, service in rows]


def _merged_into(session: Session, ids: Collection[UUID]) -> dict[UUID, Service]:
    """For the keys of listings that were merged into others those others."""
    chosen = select(Merge.gone_id, Service).join(Service, col(Service.id) == col(Merge.kept_id))
    return dict(session.exec(chosen.where(col(Merge.gone_id).in_(ids), col(Merge.undone_at).is_(None))).all())


def _group(nomination: Nomination, own: Service | None, into: Service | None) -> NominatedGroup:
    service = into or own
    status = service.status if service else None
    return NominatedGroup(
        name=nomination.name,
        place=nomination.place,
        added_on=nomination.created_at.astimezone(LONDON).date(),
        stands=_stands(nomination.status, status, other=into.name if into else ""),
        listing=service.id if service and status is ModerationStatus.PUBLISHED else None,
    )


def _stands(told: NominationStatus, listing: ModerationStatus | None, *, other: str) -> str:
    """Where a group stands, in a sentence without its stop.

    Args:
        other: the name of the listing that it was merged into; empty: it has its own.
    """
    if told is NominationStatus.CLOSED:
        return "The group does not want to be listed"
    shown = listing.label if listing else "No longer listed"
    if other:
        return f"{shown}, as “{other}”"
    if told is NominationStatus.TAKEN_OVER:
        return f"{shown}. The group keeps its own listing"
    if listing is ModerationStatus.PUBLISHED:
        return f"{shown}, not yet confirmed by the group"
    return f"{shown}. The group has been invited" if told is NominationStatus.INVITED else shown
