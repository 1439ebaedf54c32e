"""Those who keep a group's listings invite others and remove them. There is always somebody who may."""

from uuid import UUID

from sqlmodel import Session, col, select

from directory.access import Grant, Person
from directory.actions.accounts.roles import revoke_role
from directory.actions.claiming.offers import send_offer
from directory.actions.letters import Stationery, write_letter
from directory.errors import InvalidTransitionError, NotAllowedError, NotFoundError
from directory.models import Account, Organisation, Steward
from directory.queries.claiming import Editor, editors_shown
from directory.signing import Signer
from directory.vocabulary import Role


def invite_editor(
    session: Session,
    signer: Signer,
    stationery: Stationery,
    organisation_id: UUID,
    *,
    person: Person,
    email: str,
    lead: bool,
) -> None:
    """Ask somebody by letter to keep a group's listings, too.

    Args:
        lead: whether they may invite and remove others.

    Raises:
        NotFoundError: they keep no such group.
        NotAllowedError: they keep it, and may not invite.
    """
    group = _led(session, organisation_id, person)
    send_offer(session, signer, stationery, "join", to=email, organisation=group, lead=lead, invited_by=person.id)


def remove_editor(
    session: Session, stationery: Stationery, organisation_id: UUID, account_id: UUID, *, person: Person
) -> str:
    """Let somebody keep a group's listings no more, and tell them. They stay signed in, and keep what else they keep.

    Returns:
        Their address.

    Raises:
        NotFoundError: there is no such group or editor.
        NotAllowedError: whoever asks may not remove others.
        InvalidTransitionError: nobody would be left who may invite others.
    """
    group = _led(session, organisation_id, person)
    email = _revoke(session, organisation_id, account_id, person)
    write_letter(session, stationery, "removed", to=email, group=group.name)
    return email


def leave_group(session: Session, organisation_id: UUID, *, person: Person) -> None:
    """Keep a group's listings no more.

    Raises:
        NotFoundError: they keep no such group.
        InvalidTransitionError: nobody would be left who may invite others.
    """
    _kept(session, organisation_id, person)
    _revoke(session, organisation_id, person.id, person)


def _led(session: Session, organisation_id: UUID, person: Person) -> Organisation:
    group = _kept(session, organisation_id, person)
    if not person.leads(organisation_id):
        raise NotAllowedError("Only those who may invite others can do this. Ask one of them")
    return group


def _kept(session: Session, organisation_id: UUID, person: Person) -> Organisation:
    """A group whose listings they keep; locked, so that the last two leads do not remove each other."""
    wanted = select(Organisation).where(col(Organisation.id) == organisation_id).with_for_update()
    group = session.exec(wanted).first() if organisation_id in person.organisations else None
    if group is None:
        raise NotFoundError("There is no such group among yours")
    return group


def _revoke(session: Session, organisation_id: UUID, account_id: UUID, person: Person) -> str:
    editors = editors_shown(session, organisation_id)
    leaving = next((each for each in editors if each.account_id == account_id), None)
    if leaving is None:
        raise NotFoundError("This person does not keep the listings of the group")
    _refuse_last(editors, leaving)
    account = session.get_one(Account, account_id)
    grant = Grant(Role.GROUP_EDITOR, organisation_id)
    revoke_role(session, email=account.email, grant=grant, by=person.acts_as(Role.GROUP_EDITOR))
    # Whoever keeps it no more is not asked any more either whether it is still right.
    kept = select(Steward).where(col(Steward.organisation_id) == organisation_id, col(Steward.email) == account.email)
    for steward in session.exec(kept):
        session.delete(steward)
    session.flush()
    return account.email


def _refuse_last(editors: list[Editor], leaving: Editor) -> None:
    if not any(each.lead for each in editors if each is not leaving):
        raise InvalidTransitionError(
            "Nobody would be left who may invite others. Invite somebody who may, before this one goes"
        )
