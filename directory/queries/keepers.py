"""Where letters about a listing go. These addresses are private: only letters are made with them."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, col, select

from directory.models import Account, Service, Steward
from directory.queries.mail import troubled


def keepers_of(session: Session, service: Service) -> tuple[str, ...]:
    """The addresses of a listing's stewards, whether they have agreed to be written to or not; without any that works,
    a public mailbox of the listing or its group; none: nobody can be told.
    """
    of_group = select(Steward.email).where(col(Steward.organisation_id) == service.organisation_id)
    stewards = session.exec(of_group.order_by(col(Steward.email))).all()
    mailboxes = [address for address in (service.email, service.organisation.email) if "@" in address]
    return _working(session, stewards) or _working(session, mailboxes)[:1]


def author_of(session: Session, actor: str) -> str:
    """The address of the account that an actor of a history is; empty: it is none, or cannot be reached."""
    try:
        key = UUID(actor.rpartition(" ")[2])
    except ValueError:
        return ""
    account = session.exec(select(Account).where(col(Account.id) == key, col(Account.closed_at).is_(None))).first()
    return next(iter(_working(session, [account.email])), "") if account else ""


def _working(session: Session, addresses: Iterable[str]) -> tuple[str, ...]:
    """Those that letters reach, as far as we know, each once."""
    asked = list(dict.fromkeys(addresses))
    lost = troubled(session, asked)
    return tuple(address for address in asked if address not in lost)
