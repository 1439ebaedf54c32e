"""Who keeps the listings of a group, by which addresses it is known, and what a link gives.

Addresses are private: they are shown to those who keep the same group alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, func, select

from directory import clock
from directory.errors import NotFoundError
from directory.models import Account, Draft, MailTrouble, Organisation, RoleGrant, Service, published_services
from directory.queries.duplicates.keys import site_keys

OFFER: Final = "keep"
"""What kind of draft a link is that lets somebody keep the listings of a group."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a link gives to the mailbox that it was sent to.

    Attributes:
        service_id: the listing that was claimed.
        invited_by: the account of the lead editor who sent it; None: it answers a claim.
    """

    id: UUID
    email: str
    organisation_id: UUID
    organisation: str
    service_id: UUID | None
    lead: bool
    invited_by: UUID | None

    @property
    def is_claim(self) -> bool:
        """Whether the group proves by it that a listing is its own."""
        return self.invited_by is None


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who keeps the listings of a group, as the others who do see them."""

    account_id: UUID
    email: str
    lead: bool


def claimable(session: Session, service_id: UUID) -> Service:
    """A listing that everybody sees, so that anybody may say that it is theirs.

    Raises:
        NotFoundError: there is none.
    """
    found = session.exec(published_services().where(col(Service.id) == service_id)).first()
    if found is None:
        raise NotFoundError("There is no such listing")
    return found


def editors_shown(session: Session, organisation_id: UUID) -> list[Editor]:
    """Those who keep the listings of a group, those first who may invite others."""
    rows = session.exec(
        select(Account.id, Account.email, RoleGrant.lead)
        .join(RoleGrant, col(RoleGrant.account_id) == col(Account.id))
        .where(col(RoleGrant.organisation_id) == organisation_id, col(RoleGrant.revoked_at).is_(None))
        .where(col(Account.closed_at).is_(None))
        .order_by(col(RoleGrant.lead).desc(), col(Account.email))
    )
    return [Editor(*row) for row in rows]


def editors_of(session: Session, organisation_id: UUID) -> tuple[str, ...]:
    """The addresses of all of them."""
    return tuple(each.email for each in editors_shown(session, organisation_id))


def leads_of(session: Session, organisation_id: UUID) -> tuple[str, ...]:
    """The addresses of those who may invite others; where none may, of all. Without any nobody keeps the group."""
    editors = editors_shown(session, organisation_id)
    return tuple(each.email for each in editors if each.lead) or tuple(each.email for each in editors)


def address_for_claim(session: Session, service: Service, typed: str) -> str:
    """Where the link goes by which a group proves that a listing is its own: the address that was typed, if the
    listing is known by it or it is at the group's own web address; else the first by which it is known, and which
    letters reach. Empty: it is known by none.
    """
    typed = typed.strip().lower()
    known = _known(session, service)
    if typed in known or _is_at_own_site(session, service, typed):
        return typed
    return next(iter(known), "")


def offer_with(session: Session, digest: str, *, days: int) -> Offer | None:
    """What the link gives whose secret has this digest; None: it was used, is too old, or its sender may not invite any
    more.
    """
    fresh = col(Draft.created_at) > clock.now() - timedelta(days=days)
    wanted = select(Draft).where(col(Draft.digest) == digest, col(Draft.kind) == OFFER, col(Draft.sent_at).is_(None))
    found = session.exec(wanted.where(fresh)).first()
    group = session.get(Organisation, UUID(found.answers["organisation"])) if found else None
    if found is None or group is None:
        return None
    by = UUID(found.answers["invited_by"]) if found.answers["invited_by"] else None
    if by and not any(each.lead and each.account_id == by for each in editors_shown(session, group.id)):
        return None
    lead = bool(found.answers["lead"])
    return Offer(found.id, found.email, group.id, group.name, found.service_id, lead, by)


def _known(session: Session, service: Service) -> list[str]:
    """The addresses by which a listing is known and which letters reach, those of its keepers first, each once."""
    known = list(dict.fromkeys(each.strip().lower() for each in _addresses(service) if "@" in each))
    lost = set(session.exec(select(MailTrouble.email).where(col(MailTrouble.email).in_(known))))
    return [each for each in known if each not in lost]


def _addresses(service: Service) -> Iterator[str]:
    yield from sorted(steward.email for steward in service.organisation.stewards)
    yield from (service.organisation.email, service.email)
    yield from (contact.email for contact in service.contacts)


def _is_at_own_site(session: Session, service: Service, typed: str) -> bool:
    """Whether an address is at the host of the group's own web pages, which no other group here shares."""
    hosts = site_keys([], [typed]) & site_keys([service.url, service.organisation.url])
    return any(_is_of_one_group(session, host) for host in hosts)


def _is_of_one_group(session: Session, host: str) -> bool:
    there = func.lower(col(Organisation.url)).contains(host, autoescape=True)
    offered = func.lower(col(Service.url)).contains(host, autoescape=True)
    groups = set(session.exec(select(col(Organisation.id)).where(there)))
    groups |= set(session.exec(select(col(Service.organisation_id)).where(offered)))
    return len(groups) == 1
