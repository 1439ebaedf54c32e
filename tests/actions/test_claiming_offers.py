"""Links by which somebody comes to keep a group's listings, on each kind of database."""

from uuid import UUID

import pytest
from sqlmodel import Session, select

from directory.access import Grant, Person
from directory.actions.accounts.roles import grant_role
from directory.actions.claiming import (
    ask_to_keep,
    give_evidence,
    invite_editor,
    leave_group,
    remove_editor,
    take_offer,
    usable_offer,
)
from directory.actions.letters import Stationery
from directory.errors import InputError, InvalidTransitionError, NotAllowedError, NotFoundError
from directory.factory import TEMPLATES
from directory.models import OutgoingLetter, Steward
from directory.queries.accounts import grants_of
from directory.queries.claiming import editors_of
from directory.signing import Signer
from directory.vocabulary import Role
from tests.makers import make_organisation, make_service

SIGNER = Signer("a test")
STATIONERY = Stationery(folder=TEMPLATES / "email", address="https://directory.example")


def someone(session: Session, organisation_id: UUID, email: str, *, lead: bool = False) -> Person:
    """Somebody who keeps a group's listings."""
    grant = Grant(Role.GROUP_EDITOR, organisation_id, lead=lead)
    account = grant_role(session, email=email, grant=grant, by="a test")
    return Person(account.id, account.email, grants_of(session, account.id))


def secret_in(session: Session) -> str:
    """The secret of the one link that was sent."""
    session.flush()
    return session.exec(select(OutgoingLetter)).one().body.partition("/keep/")[2].split()[0]


def test_the_mailbox_that_a_link_went_to_gets_what_it_gives(session: Session) -> None:
    group = make_organisation(session, email="tea@kettle.example")
    service = make_service(session, organisation_id=group.id)
    ask_to_keep(session, SIGNER, STATIONERY, service.id, email="someone@else.example")
    secret = secret_in(session)
    offer, kept = take_offer(session, SIGNER, secret)
    assert kept
    assert (offer.email, offer.is_claim, offer.lead) == ("tea@kettle.example", True, True)
    assert editors_of(session, group.id) == ("tea@kettle.example",)
    steward = session.exec(select(Steward)).one()
    assert (steward.email, steward.lead) == ("tea@kettle.example", True)
    assert steward.agreed_on
    assert usable_offer(session, SIGNER, secret) is None
    with pytest.raises(NotFoundError):
        take_offer(session, SIGNER, secret)


def test_a_group_without_any_address_gets_no_letter(session: Session) -> None:
    service = make_service(session)
    ask_to_keep(session, SIGNER, STATIONERY, service.id, email="someone@else.example")
    assert session.exec(select(OutgoingLetter)).all() == []


def test_two_groups_at_one_web_address_are_not_told_apart_by_it(session: Session) -> None:
    service = make_service(session, url="https://hall.example/tea")
    make_service(session, url="https://www.hall.example/chess", organisation_id=make_organisation(session).id)
    ask_to_keep(session, SIGNER, STATIONERY, service.id, email="warden@hall.example")
    assert session.exec(select(OutgoingLetter)).all() == []


def test_evidence_is_added_to_a_claim_that_waits(session: Session) -> None:
    service = make_service(session)
    first = give_evidence(session, STATIONERY, service.id, email="Me@else.example", evidence="I bake the cake")
    second = give_evidence(session, STATIONERY, service.id, email="me@else.example", evidence="and pour the tea")
    assert first.id == second.id
    assert second.evidence == "I bake the cake\n\nand pour the tea"
    with pytest.raises(InputError):
        give_evidence(session, STATIONERY, service.id, email="me@else.example", evidence="  ")


def test_only_who_may_invite_does(session: Session) -> None:
    group = make_organisation(session)
    plain, lead = (
        someone(session, group.id, "a@group.example"),
        someone(session, group.id, "b@group.example", lead=True),
    )
    with pytest.raises(NotAllowedError):
        invite_editor(session, SIGNER, STATIONERY, group.id, person=plain, email="c@group.example", lead=False)
    with pytest.raises(NotFoundError):
        invite_editor(session, SIGNER, STATIONERY, UUID(int=1), person=lead, email="c@group.example", lead=False)
    invite_editor(session, SIGNER, STATIONERY, group.id, person=lead, email="C@group.example", lead=False)
    offer, _ = take_offer(session, SIGNER, secret_in(session))
    assert (offer.email, offer.invited_by, offer.lead) == ("c@group.example", lead.id, False)


def test_there_is_always_somebody_who_may_invite(session: Session) -> None:
    group = make_organisation(session)
    lead, plain = (
        someone(session, group.id, "b@group.example", lead=True),
        someone(session, group.id, "a@group.example"),
    )
    with pytest.raises(InvalidTransitionError):
        leave_group(session, group.id, person=lead)
    assert remove_editor(session, STATIONERY, group.id, plain.id, person=lead) == "a@group.example"
    with pytest.raises(NotFoundError):
        remove_editor(session, STATIONERY, group.id, plain.id, person=lead)
    someone(session, group.id, "d@group.example", lead=True)
    leave_group(session, group.id, person=lead)
    assert editors_of(session, group.id) == ("d@group.example",)
