"""Who can say whether a listing is still right. These addresses are private: only letters are made with them."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from directory.models import Account, MailTrouble, Organisation, RoleGrant, Service, Steward

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Keepers:
    """The addresses that a listing is known by, in lower case.

    Attributes:
        asked: those who are asked: whoever keeps it and has agreed to be written to; without any whom letters reach,
            one public mailbox of the listing or its group; none: nobody can be asked.
        known: all of these, whether letters reach them or not. A link that was sent to one of them works.
    """

    asked: tuple[str, ...]
    known: frozenset[str]


def keepers(session: Session, chosen: Condition) -> dict[UUID, Keepers]:
    """Who keeps some listings, with four selects, whatever their number.

    Args:
        chosen: the condition that a service is one of them.
    """
    agreed = _agreed(session, chosen)
    lost = {email.lower() for email in session.exec(select(MailTrouble.email))}
    mailboxes = (
        select(Service.id, Service.organisation_id, Service.email, Organisation.email)
        .join(Organisation, col(Organisation.id) == col(Service.organisation_id))
        .where(chosen)
    )
    return {
        service: _keepers(agreed[group], _addresses(own, of_group), lost)
        for service, group, own, of_group in session.exec(mailboxes)
    }


def _keepers(agreed: set[str], mailboxes: list[str], lost: set[str]) -> Keepers:
    reached = tuple(sorted(agreed - lost)) or tuple(email for email in mailboxes if email not in lost)[:1]
    return Keepers(reached, frozenset({*agreed, *mailboxes}))


def _agreed(session: Session, chosen: Condition) -> dict[UUID, set[str]]:
    """For each group its stewards who agreed, and the accounts that keep its listings: they asked to."""
    groups = select(Service.organisation_id).where(chosen)
    stewards = select(Steward.organisation_id, Steward.email).where(
        col(Steward.organisation_id).in_(groups), col(Steward.agreed_on).is_not(None)
    )
    editors = (
        select(RoleGrant.organisation_id, Account.email)
        .join(Account, col(Account.id) == col(RoleGrant.account_id))
        .where(
            col(RoleGrant.organisation_id).in_(groups),
            col(RoleGrant.revoked_at).is_(None),
            col(Account.closed_at).is_(None),
        )
    )
    found: dict[UUID, set[str]] = defaultdict(set)
    for group, email in (*session.exec(stewards), *session.exec(editors)):
        if group:
            found[group].add(email.lower())
    return found


def _addresses(*typed: str) -> list[str]:
    """Those that can be written to: what a feed has in the place of an address may be anything."""
    return list(dict.fromkeys(text.strip().lower() for text in typed if 0 < text.find("@") < len(text.strip()) - 1))
