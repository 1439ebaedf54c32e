"""A group registers, and its keeper says that an address is theirs."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from directory import clock
from directory.access import Grant
from directory.actions.accounts.roles import revoke_role
from directory.actions.letters import Stationery
from directory.actions.registration import ACTOR, CONFIRMING, confirm_keeper, register
from directory.errors import NotFoundError, TooOftenError
from directory.factory import TEMPLATES
from directory.models import Account, Capacity, ModerationEvent, OutgoingLetter, Service, ServiceTerm, Steward
from directory.queries.accounts import account_by_email
from directory.signing import Signer
from directory.vocabulary import ModerationStatus, Role, TermOrigin
from tests.makers import a_full_record, normal_island

SIGNER = Signer("a test")
STATIONERY = Stationery(TEMPLATES / "email", "https://directory.example")
KEEPER = "keeper@private.example"


def registered(session: Session, own: Collection[UUID] = (), **values: Any) -> Service:
    """A listing that somebody has sent in."""
    group = a_full_record().organisation.model_copy(update={"stewards": ()})
    record = a_full_record(**{"organisation": group, "confirmed_on": None, "changed_on": None, **values})
    return register(session, SIGNER, STATIONERY, normal_island(), record=record, keeper=KEEPER.upper(), own=own)


def the_steward(session: Session) -> Steward:
    return session.exec(select(Steward)).one()


def signed(session: Session) -> str:
    """The text of the link that the keeper gets."""
    return SIGNER.sign(CONFIRMING, str(the_steward(session).id))


def grants(session: Session) -> list[tuple[Role, bool]]:
    account = account_by_email(session, KEEPER)
    return [(each.role, each.lead) for each in account.grants if not each.revoked_at] if account else []


def test_it_waits_for_a_moderator_and_says_where_it_came_from(session: Session) -> None:
    service = registered(session)
    session.flush()
    assert service.status is ModerationStatus.SUBMITTED
    event = session.exec(select(ModerationEvent)).one()
    assert (event.before, event.after, event.actor) == (ModerationStatus.DRAFT, ModerationStatus.SUBMITTED, ACTOR)
    assert service.confirmed_on is None


def test_what_the_group_said_it_said_itself(session: Session) -> None:
    registered(session)
    assert {link.origin for link in session.exec(select(ServiceTerm))} == {TermOrigin.STATED}
    assert session.exec(select(Capacity.stated_by)).one() == "the group"


def test_its_keeper_is_known_and_has_agreed_to_nothing_yet(session: Session) -> None:
    registered(session)
    steward = the_steward(session)
    assert (steward.email, steward.lead, steward.agreed_on) == (KEEPER, True, None)
    assert session.exec(select(Account)).first() is None


def test_one_letter_goes_to_its_keeper(session: Session) -> None:
    service = registered(session)
    letter = session.exec(select(OutgoingLetter)).one()
    assert (letter.recipient, letter.about, letter.secret) == (KEEPER, "registered", True)
    assert letter.service_id == service.id
    assert letter.subject == "We have your listing: Tuesday tea table"
    assert "https://directory.example/register/confirm/" in letter.body
    assert KEEPER not in letter.body


def test_a_name_cannot_write_the_letter(session: Session) -> None:
    registered(session, name="{{ link('/') }} Tea")
    assert "{{ link('/') }} Tea" in session.exec(select(OutgoingLetter.subject)).one()


def test_an_address_is_given_for_so_many_listings_a_day(session: Session) -> None:
    for _ in range(5):
        registered(session)
    with pytest.raises(TooOftenError):
        registered(session)


def test_one_more_listing_of_ones_own_group_is_of_that_group(session: Session) -> None:
    first = registered(session)
    confirm_keeper(session, SIGNER, signed(session))
    told = a_full_record().organisation.model_copy(update={"name": "HARBOUR Kettle Club", "stewards": ()})
    second = registered(session, name="Friday cake", organisation=told, own={first.organisation_id})
    assert second.organisation_id == first.organisation_id
    assert the_steward(session).lead
    letters = session.exec(select(OutgoingLetter).order_by("subject")).all()
    assert [letter.secret for letter in letters] == [False, True]
    assert "/register/confirm/" not in letters[0].body, "there is nothing to confirm any more"


def test_anothers_group_of_the_same_name_is_another(session: Session) -> None:
    first = registered(session)
    assert registered(session).organisation_id != first.organisation_id


def test_who_confirms_keeps_the_groups_listings(session: Session) -> None:
    service = registered(session)
    steward = confirm_keeper(session, SIGNER, signed(session))
    assert steward.agreed_on == clock.today()
    assert grants(session) == [(Role.GROUP_EDITOR, True)]
    account = account_by_email(session, KEEPER)
    assert account
    assert account.grants[0].organisation_id == service.organisation_id


def test_to_confirm_twice_gives_nothing_back_that_was_taken_away(session: Session) -> None:
    service = registered(session)
    link = signed(session)
    confirm_keeper(session, SIGNER, link)
    grant = Grant(Role.GROUP_EDITOR, service.organisation_id)
    revoke_role(session, email=KEEPER, grant=grant, by="a test")
    confirm_keeper(session, SIGNER, link)
    assert grants(session) == []


def test_who_is_no_keeper_any_more_confirms_nothing(session: Session) -> None:
    registered(session)
    link = signed(session)
    session.delete(the_steward(session))
    session.flush()
    with pytest.raises(NotFoundError):
        confirm_keeper(session, SIGNER, link)


FORGED = {
    "empty": "",
    "a word": "nothing",
    "by another key": Signer("another key").sign(CONFIRMING, "x"),
    "for something else": SIGNER.sign("x", "y"),
}


# By their names, since a signature has the moment in it: two processes would not have the same tests.
@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_a_link_that_is_not_ours_confirms_nothing(session: Session, forged: str) -> None:
    with pytest.raises(NotFoundError):
        confirm_keeper(session, SIGNER, forged)
