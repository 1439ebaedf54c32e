"""Links by which somebody comes to keep the listings of a group. They go to a mailbox, and what they give they give to
that mailbox: whoever opens a letter that was passed on does not get it for an address of their own.
"""

from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, col, update

from directory import clock
from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.accounts.signing_in import open_sign_in
from directory.actions.invitation import hand_over
from directory.actions.letters import Stationery, write_letter
from directory.actions.stewards import let_be_written_to
from directory.errors import InvalidTransitionError, NotFoundError
from directory.models import Account, Draft, ModerationEvent, Organisation, Service
from directory.queries.claiming import OFFER, Offer, editors_of, offer_with
from directory.signing import Signer, new_secret
from directory.vocabulary import EventKind, Role

LINK_DAYS: Final = 7
"""How long such a link works; it works once."""


def send_offer(
    session: Session,
    signer: Signer,
    stationery: Stationery,
    about: str,
    *,
    to: str,
    organisation: Organisation,
    service_id: UUID | None = None,
    lead: bool = False,
    invited_by: UUID | None = None,
) -> None:
    """Send somebody a link by which they come to keep the listings of a group.

    Args:
        about: which letter.
        service_id: the listing that was claimed.
        invited_by: the account of a lead editor; while it leads the link works.
    """
    secret = new_secret()
    answers: dict[str, Any] = {
        "organisation": str(organisation.id),
        "lead": lead,
        "invited_by": str(invited_by) if invited_by else "",
    }
    digest = signer.digest(secret)
    session.add(Draft(kind=OFFER, digest=digest, answers=answers, email=to.strip().lower(), service_id=service_id))
    write_letter(
        session,
        stationery,
        about,
        to=to.strip().lower(),
        secret=True,
        service_id=service_id,
        group=organisation.name,
        path=f"keep/{secret}",
        days=LINK_DAYS,
    )


def usable_offer(session: Session, signer: Signer, secret: str) -> Offer | None:
    """What a link gives, while it works; None for any other."""
    return offer_with(session, signer.digest(secret), days=LINK_DAYS)


def take_offer(session: Session, signer: Signer, secret: str) -> tuple[Offer, str]:
    """Let the mailbox that a link went to keep the listings of its group, and be signed in.

    Returns:
        What was given, and the secret for the browser to keep.

    Raises:
        NotFoundError: the link was used, is too old, or whoever sent it may not invite any more.
        InvalidTransitionError: it is a claim, and somebody has come to keep the listings since.
    """
    offer = usable_offer(session, signer, secret)
    if offer is None or not _use(session, offer):
        raise NotFoundError("This link was used before, or it is too old")
    if offer.is_claim and set(editors_of(session, offer.organisation_id)) - {offer.email}:
        raise InvalidTransitionError("Somebody else keeps the listings of this group now")
    by = f"{Role.GROUP_EDITOR.value} {offer.invited_by}" if offer.invited_by else "the group's own mailbox"
    grant = Grant(Role.GROUP_EDITOR, offer.organisation_id, lead=offer.lead)
    account = grant_role(session, email=offer.email, grant=grant, by=by)
    let_be_written_to(session, offer.organisation_id, offer.email, lead=offer.lead)
    hand_over(session, offer.organisation_id)
    _note(session, offer, account)
    session.flush()
    return offer, open_sign_in(session, signer, account.id)


def _use(session: Session, offer: Offer) -> bool:
    """Use a link up, and forget where it went, unless somebody else used it in this very moment."""
    unused = update(Draft).where(col(Draft.id) == offer.id, col(Draft.sent_at).is_(None))
    return bool(session.exec(unused.values(sent_at=clock.now(), email="")).rowcount)


def _note(session: Session, offer: Offer, account: Account) -> None:
    """A claim that was granted is told in the history of its listing."""
    service = session.get(Service, offer.service_id) if offer.service_id else None
    if service:
        kind, status, actor = EventKind.CLAIM_GRANTED, service.status, f"{Role.GROUP_EDITOR.value} {account.id}"
        session.add(ModerationEvent(service_id=service.id, kind=kind, before=status, after=status, actor=actor))
