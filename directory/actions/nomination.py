"""A councillor tells us of a group: a listing that waits for a decision, and letters that ask the group to take it
over.
"""

import re
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from directory.access import Person
from directory.actions.invitation import invite
from directory.actions.letters import Stationery
from directory.actions.listing import ListingWriter
from directory.actions.moderation import submit_service
from directory.geography import Gazetteer, Place, PlaceKind, Postcode
from directory.models import Nomination, Service
from directory.oruk.records import LATITUDES, LONGITUDES, ContactRecord, OrganisationRecord, PlaceRecord, ServiceRecord
from directory.oruk.records import TermRecord as Term
from directory.queries.needs_in_words import needs_in
from directory.queries.nomination import NewGroup
from directory.queries.wards import Whereabouts
from directory.signing import Signer
from directory.vocabulary import NominationStatus, Role, TermKind, TermOrigin
from search_index.thesaurus import Thesaurus

OWN_KEY: Final = "nomination"
"""What a record is known by that comes from no feed."""

_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? *[0-9][A-Z]{2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tools:
    """What it takes to add a group, beside the database."""

    gazetteer: Gazetteer
    thesaurus: Thesaurus
    signer: Signer
    stationery: Stationery


def nominate(session: Session, group: NewGroup, where: Whereabouts, *, person: Person, tools: Tools) -> Nomination:
    """Add a group that a councillor knows of and we lack; it waits for a decision, wherever it is.

    If they know an e-mail address of the group, it is invited to take its listing over, unless it has told us before
    that it does not want to be listed.
    """
    service = _write(session, group, where, person, tools)
    nomination = Nomination(
        account_id=person.id,
        name=group.name,
        place=group.where,
        purpose=group.purpose,
        reached_by=group.email or group.phone,
        ward=where.patch,
        service_id=service.id,
    )
    session.add(nomination)
    if group.email and not _has_said_no(session, group.email):
        ward = tools.gazetteer.district_name(where.patch) if not where.outside else None
        invite(session, tools.signer, tools.stationery, nomination, ward=ward or "")
    return nomination


def _write(session: Session, group: NewGroup, where: Whereabouts, person: Person, tools: Tools) -> Service:
    actor = person.acts_as(Role.COUNCILLOR)
    writer = ListingWriter(session, tools.gazetteer, said_by=actor, origin=TermOrigin.SUGGESTED)
    record = record_of(group, where.place, needs_in(f"{group.name}. {group.purpose}", tools.thesaurus))
    service = writer.write_service(record, writer.write_organisation(record.organisation))
    for at in service.at_locations:
        # A town has no postcode that tells its district, by which the right moderators find it.
        at.location.district = at.location.district or where.district
    return submit_service(session, service, actor=actor)


def record_of(group: NewGroup, place: Place | None, needs: tuple[str, ...]) -> ServiceRecord:
    """What a councillor said of a group as a listing. How they reach it stays between them and us."""
    return ServiceRecord(
        id=OWN_KEY,
        organisation=OrganisationRecord(id=OWN_KEY, name=group.name),
        name=group.name,
        description=group.purpose,
        places=(_place(group.where, place),),
        contacts=(ContactRecord(phone=group.phone, email=group.email, public=False),),
        terms=tuple(Term(kind=TermKind.NEED, code=need) for need in needs),
    )


def _place(typed: str, place: Place | None) -> PlaceRecord:
    """A place as a record: a postcode with the address it was typed with, or a name and where it is."""
    if place is None:
        return PlaceRecord(name=typed)
    if place.kind is PlaceKind.POSTCODE:
        return PlaceRecord(postcode=place.label, address=_beside(typed, place.postcode))
    point = place.point
    if point is None or not _is_listable(point.latitude, point.longitude):
        return PlaceRecord(name=place.label)
    return PlaceRecord(name=place.label, latitude=point.latitude, longitude=point.longitude)


def _beside(typed: str, postcode: Postcode | None) -> str:
    """What was typed beside a postcode: the street, in "1 Quay, ZZ1 1AA"."""
    compact = str(postcode).replace(" ", "")
    rest = _POSTCODE.sub(
        lambda found: "" if found.group().upper().replace(" ", "") == compact else found.group(), typed
    )
    return rest.strip(" ,;") if rest != typed else ""


def _is_listable(latitude: float, longitude: float) -> bool:
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]


def _has_said_no(session: Session, email: str) -> bool:
    """Whether a group of this mailbox has told us that it does not want to be listed."""
    closed = select(Nomination.id).where(
        col(Nomination.reached_by) == email, col(Nomination.status) == NominationStatus.CLOSED
    )
    return session.exec(closed.limit(1)).first() is not None
