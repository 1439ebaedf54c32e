"""A group registers what it offers. Nothing is shown to anybody before a moderator has looked at it."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.letters import Stationery, write_letter
from directory.actions.limits import count_trial
from directory.actions.listing import ListingWriter
from directory.actions.moderation import submit_service
from directory.errors import NotFoundError
from directory.geography import Gazetteer
from directory.models import Organisation, Service, Steward
from directory.oruk.records import OrganisationRecord, ServiceRecord
from directory.queries.registration import keeper_with
from directory.signing import Signer
from directory.vocabulary import Role, TermOrigin

LINK_DAYS = 14
"""How long the link works by which a keeper says that an address is theirs."""

CONFIRMING = "confirm the address of a keeper"
"""What that link is for, and nothing else."""

ACTOR = "group registering"

_MOST_A_DAY = 5
"""So many listings are registered with one address in a day: each is a letter to it."""


def register(
    session: Session,
    signer: Signer,
    stationery: Stationery,
    gazetteer: Gazetteer,
    *,
    record: ServiceRecord,
    keeper: str,
    own: Collection[UUID] = (),
) -> Service:
    """Take in what a group says of itself, for a moderator to look at, and ask its keeper to confirm their address.

    Until then nobody may change it, and nothing but this one letter is sent to them.

    Args:
        keeper: the address of whoever keeps the listing. It is private.
        own: the groups that its author leads already; if it is run by one of them, it is one more listing of that one.

    Raises:
        TooOftenError: this address was given for too many listings today.
    """
    keeper = keeper.strip().lower()
    who = signer.digest(f"keeper {keeper}")
    count_trial(session, "register with an address", who, most=_MOST_A_DAY, within=timedelta(days=1))
    writer = ListingWriter(session, gazetteer, said_by="the group", origin=TermOrigin.STATED)
    group = _own_group(session, record.organisation, own) or writer.write_organisation(record.organisation)
    steward = _steward(group, keeper)
    session.flush()
    service = writer.write_service(record, group)
    session.flush()
    submit_service(session, service, actor=ACTOR)
    _ask_keeper(session, signer, stationery, service, steward)
    return service


def confirm_keeper(session: Session, signer: Signer, signed: str) -> Steward:
    """Take it that an address is its owner's, who agrees to be written to and may now change the group's listings. To
    confirm it twice changes nothing, so that an old link gives nothing back that was taken away later.

    Raises:
        NotFoundError: the link is not ours, or too old, or the group has no such keeper any more.
    """
    steward = keeper_with(session, steward_key(signer, signed))
    if steward.agreed_on is None:
        steward.agreed_on = clock.today()
        session.add(steward)
        grant = Grant(Role.GROUP_EDITOR, steward.organisation_id, lead=steward.lead)
        grant_role(session, email=steward.email, grant=grant, by="confirming the address of a new listing")
    return steward


def steward_key(signer: Signer, signed: str) -> UUID:
    """Whose address a link confirms.

    Raises:
        NotFoundError: the link is not ours, or too old.
    """
    key = signer.read(CONFIRMING, signed, days=LINK_DAYS)
    if key is None:
        raise NotFoundError("This link does not work any more")
    return UUID(key)


def _own_group(session: Session, said: OrganisationRecord, own: Collection[UUID]) -> Organisation | None:
    """The group among somebody's own that they mean by its name."""
    kept = session.exec(select(Organisation).where(col(Organisation.id).in_(own)).order_by(col(Organisation.id)))
    return next((group for group in kept if group.name.casefold() == said.name.casefold()), None)


def _steward(group: Organisation, email: str) -> Steward:
    """Who keeps a group's listings by this address; the first of a group leads."""
    known = next((steward for steward in group.stewards if steward.email == email), None)
    if known is None:
        known = Steward(email=email, lead=not group.stewards)
        group.stewards.append(known)
    return known


def _ask_keeper(session: Session, signer: Signer, stationery: Stationery, service: Service, steward: Steward) -> None:
    path = "" if steward.agreed_on else f"register/confirm/{signer.sign(CONFIRMING, str(steward.id))}"
    write_letter(
        session,
        stationery,
        "registered",
        to=steward.email,
        secret=bool(path),
        key=f"registered {service.id}",
        service_id=service.id,
        name=service.name,
        path=path,
        days=LINK_DAYS,
    )
