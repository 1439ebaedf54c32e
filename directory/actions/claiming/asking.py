"""Somebody says *this is us*. What comes of it is said in letters alone: the page says the same to everybody."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, func, select

from directory import clock
from directory.actions.claiming.offers import send_offer
from directory.actions.letters import Stationery, write_letter
from directory.errors import InputError
from directory.models import Claim, OutgoingLetter, Service
from directory.queries.claiming import address_for_claim, claimable, leads_of
from directory.signing import Signer
from directory.vocabulary import ClaimStatus

LETTERS_A_DAY: Final = 3
"""So many letters about claims go to one mailbox in a day, whoever asks for them."""

LONGEST_EVIDENCE: Final = 5_000


def ask_to_keep(session: Session, signer: Signer, stationery: Stationery, service_id: UUID, *, email: str) -> None:
    """Send the link by which a group comes to keep its own listing: to the address that was typed if the listing is
    known by it, else to the one that we have. Where somebody keeps it already, they are told instead.

    Raises:
        NotFoundError: there is no such listing, or not for everybody.
    """
    service = claimable(session, service_id)
    if leads := leads_of(session, service.organisation_id):
        _tell_leads(session, stationery, service, leads)
        return
    to = address_for_claim(session, service, email)
    if to and not _has_had_enough(session, to):
        group = service.organisation
        send_offer(session, signer, stationery, "claim", to=to, organisation=group, service_id=service.id, lead=True)


def give_evidence(session: Session, stationery: Stationery, service_id: UUID, *, email: str, evidence: str) -> Claim:
    """Put a claim before the moderators, with how they can know that somebody speaks for the group. Who claims again
    before it is decided adds to what they said.

    Raises:
        NotFoundError: there is no such listing, or not for everybody.
        InputError: nothing is said.
    """
    if not evidence.strip():
        raise InputError("evidence", "Tell us how we can know that you speak for this group")
    service, email = claimable(session, service_id), email.strip().lower()
    claim = _waiting(session, service, email)
    said = [text for text in (claim.evidence, evidence.strip()) if text]
    claim.evidence = "\n\n".join(dict.fromkeys(said))[:LONGEST_EVIDENCE]
    session.add(claim)
    session.flush()
    _tell_leads(session, stationery, service, leads_of(session, service.organisation_id))
    return claim


def _waiting(session: Session, service: Service, email: str) -> Claim:
    """The claim of an address to this group that waits, made if there is none."""
    waits = col(Claim.status) == ClaimStatus.WAITING
    of_group = select(Claim).where(col(Claim.organisation_id) == service.organisation_id, waits)
    known = session.exec(of_group.where(col(Claim.email) == email)).first()
    return known or Claim(organisation_id=service.organisation_id, service_id=service.id, email=email)


def _tell_leads(session: Session, stationery: Stationery, service: Service, leads: tuple[str, ...]) -> None:
    """Tell those who keep a group's listings that somebody else wants to: once a day, and never who."""
    for to in leads:
        key = f"claimed {service.organisation_id} {to} {clock.today()}"
        path = f"groups/{service.organisation_id}"
        group = service.organisation.name
        write_letter(session, stationery, "claimed", to=to, key=key, service_id=service.id, group=group, path=path)


def _has_had_enough(session: Session, to: str) -> bool:
    today = col(OutgoingLetter.created_at) > clock.now() - timedelta(days=1)
    sent = select(func.count(col(OutgoingLetter.id))).where(col(OutgoingLetter.recipient) == to, today)
    return session.exec(sent.where(col(OutgoingLetter.about) == "claim")).one() >= LETTERS_A_DAY
