"""Somebody says that they speak for a group: what becomes of it."""

from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from directory import clock
from directory.access import DECIDING, Grant, Person
from directory.actions.accounts.roles import grant_role
from directory.actions.invitation import hand_over
from directory.actions.letters import Stationery, write_letter
from directory.actions.stewards import let_be_written_to
from directory.errors import InputError, InvalidTransitionError, NotAllowedError, NotFoundError
from directory.models import Claim, ModerationEvent, Organisation, RoleGrant, Service
from directory.queries.reach import to_decide
from directory.vocabulary import ClaimStatus, EventKind, Role


def grant_claim(session: Session, claim_id: UUID, *, person: Person, stationery: Stationery) -> Claim:
    """Let whoever claimed a group keep its listings, and tell them. The first to keep it may invite others.

    Raises:
        NotFoundError: there is no such claim, or it is out of reach of whoever decides, or of their own group.
        NotAllowedError: it is their own.
        InvalidTransitionError: it has been decided upon.
    """
    claim, service = _waiting(session, claim_id, person)
    first = not session.exec(_editors(claim.organisation_id)).first()
    grant = Grant(Role.GROUP_EDITOR, claim.organisation_id, lead=first)
    grant_role(session, email=claim.email, grant=grant, by=person.acts_as(*DECIDING))
    let_be_written_to(session, claim.organisation_id, claim.email, lead=first)
    hand_over(session, claim.organisation_id)
    _decide(session, claim, service, ClaimStatus.GRANTED, EventKind.CLAIM_GRANTED, person=person)
    _tell(session, stationery, "claim_granted", claim, service)
    return claim


def refuse_claim(session: Session, claim_id: UUID, *, person: Person, reason: str, stationery: Stationery) -> Claim:
    """Turn a claim down, and tell whoever made it why.

    Raises:
        InputError: there is no reason.
        NotFoundError, NotAllowedError, InvalidTransitionError: as for `grant_claim`.
    """
    if not reason.strip():
        raise InputError("reason", "Say why the claim is turned down")
    claim, service = _waiting(session, claim_id, person)
    _decide(session, claim, service, ClaimStatus.REFUSED, EventKind.CLAIM_REFUSED, person=person, reason=reason.strip())
    _tell(session, stationery, "claim_refused", claim, service, reason=reason.strip())
    return claim


def _waiting(session: Session, claim_id: UUID, person: Person) -> tuple[Claim, Service]:
    """A claim that waits, with the listing in whose history it is told."""
    claim = session.exec(select(Claim).where(col(Claim.id) == claim_id).with_for_update()).first()
    service = session.exec(_listing(claim, person)).first() if claim else None
    if claim is None or service is None:
        raise NotFoundError("There is no such claim")
    if claim.email.lower() == person.email.lower():
        raise NotAllowedError("It is you who claims this group, so somebody else decides about it")
    if claim.status is not ClaimStatus.WAITING:
        raise InvalidTransitionError("This claim has been decided upon already")
    return claim, service


def _listing(claim: Claim, person: Person) -> SelectOfScalar[Service]:
    of_group = select(Service).where(col(Service.organisation_id) == claim.organisation_id)
    named = [col(Service.id) == claim.service_id] if claim.service_id else []
    reached = of_group.where(to_decide(person), *named)
    return reached.order_by(col(Service.name), col(Service.id)).limit(1)


def _editors(organisation_id: UUID) -> SelectOfScalar[UUID]:
    return select(RoleGrant.id).where(
        col(RoleGrant.organisation_id) == organisation_id, col(RoleGrant.revoked_at).is_(None)
    )


def _decide(
    session: Session,
    claim: Claim,
    service: Service,
    status: ClaimStatus,
    kind: EventKind,
    *,
    person: Person,
    reason: str = "",
) -> None:
    actor, now = person.acts_as(*DECIDING), service.status
    claim.status, claim.decided_by, claim.decided_at = status, actor, clock.now()
    event = ModerationEvent(service_id=service.id, kind=kind, before=now, after=now, actor=actor, reason=reason)
    session.add_all([claim, event])
    session.flush()


def _tell(
    session: Session, stationery: Stationery, about: str, claim: Claim, service: Service, reason: str = ""
) -> None:
    group = session.exec(select(Organisation.name).where(col(Organisation.id) == claim.organisation_id)).one()
    write_letter(
        session,
        stationery,
        about,
        to=claim.email,
        service_id=service.id,
        group=group,
        path=f"/groups/{claim.organisation_id}",
        reason=reason,
    )
