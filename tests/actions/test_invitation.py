"""A group answers whether it wants the listing that a councillor made for it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, col, select

from directory import clock
from directory.access import Grant
from directory.actions.deciding import Desk, archive_listing, decline_listing, undo_decision, withdraw_listing
from directory.actions.deciding.undoing import last_event
from directory.actions.editing import newest_number
from directory.actions.invitation import LETTER, hand_over, invite, read_invitation, take_over, turn_down
from directory.actions.letters import Stationery
from directory.actions.merging import merge
from directory.actions.moderation import move
from directory.errors import InvalidTransitionError, NotFoundError
from directory.factory import TEMPLATES
from directory.geography import Gazetteer
from directory.models import ModerationEvent, Nomination, OutgoingLetter, Service, Steward
from directory.models.nomination import told_by_councillor
from directory.queries.accounts import account_by_email, grants_of
from directory.queries.moderation import seen_of
from directory.queries.nomination import nominated_by
from directory.signing import Signer
from directory.vocabulary import EventKind, ModerationStatus, NominationStatus, Role
from tests.makers import make_organisation, make_service
from tests.waiting import make_moderator
from tests.wards import GROUP_EMAIL, make_nomination

SIGNER = Signer("a test")
STATIONERY = Stationery(TEMPLATES / "email", "https://directory.example")


@pytest.fixture
def invited(session: Session) -> Nomination:
    nomination = make_nomination(session)
    invite(session, SIGNER, STATIONERY, nomination, ward="Quayside")
    session.flush()
    return nomination


def take(session: Session, nomination: Nomination) -> Service:
    service = take_over(session, SIGNER, STATIONERY, nomination.id)
    session.flush()
    return service


def take_over_here(session: Session, nomination_id: UUID) -> Service:
    return take_over(session, SIGNER, STATIONERY, nomination_id)


def waiting(session: Session, about: str = LETTER) -> list[OutgoingLetter]:
    session.expire_all()
    return [row for row in session.exec(select(OutgoingLetter)) if row.about == about and row.cancelled_at is None]


class TestTakingOver:
    def test_the_address_that_was_written_to_keeps_the_listing(self, session: Session, invited: Nomination) -> None:
        service = take(session, invited)
        account = account_by_email(session, GROUP_EMAIL)
        assert account
        assert grants_of(session, account.id) == (Grant(Role.GROUP_EDITOR, service.organisation_id, lead=True),)
        steward = session.exec(select(Steward)).one()
        assert (steward.email, steward.agreed_on, steward.lead) == (GROUP_EMAIL, clock.today(), True)
        assert invited.status is NominationStatus.TAKEN_OVER

    def test_no_letter_asks_it_again_and_one_lets_it_in(self, session: Session, invited: Nomination) -> None:
        assert len(waiting(session)) == 3
        take(session, invited)
        assert waiting(session) == []
        [way_in] = waiting(session, "sign_in")
        assert (way_in.recipient, way_in.secret) == (GROUP_EMAIL, True)

    def test_the_history_of_the_listing_tells_it(self, session: Session, invited: Nomination) -> None:
        service = take(session, invited)
        account = account_by_email(session, GROUP_EMAIL)
        event = session.exec(select(ModerationEvent)).one()
        assert (event.kind, event.service_id) == (EventKind.CLAIM_GRANTED, service.id)
        assert account
        assert event.actor == f"group_editor {account.id}"
        assert event.before is event.after is service.status

    def test_it_can_be_done_once(self, session: Session, invited: Nomination) -> None:
        take(session, invited)
        with pytest.raises(InvalidTransitionError, match="answered already"):
            take(session, invited)
        with pytest.raises(InvalidTransitionError):
            turn_down(session, invited.id)


class TestTurningDown:
    @pytest.mark.parametrize("status", [ModerationStatus.SUBMITTED, ModerationStatus.PUBLISHED])
    def test_the_listing_is_withdrawn_and_nobody_writes_again(
        self, session: Session, invited: Nomination, status: ModerationStatus
    ) -> None:
        service = session.get(Service, invited.service_id)
        assert service
        if status is ModerationStatus.PUBLISHED:
            move(session, service, status, actor="a test")
        assert turn_down(session, invited.id).status is ModerationStatus.WITHDRAWN
        assert (invited.status, waiting(session)) == (NominationStatus.CLOSED, [])
        assert account_by_email(session, GROUP_EMAIL) is None

    def test_one_that_was_declined_stays_so(self, session: Session, invited: Nomination) -> None:
        service = session.get(Service, invited.service_id)
        assert service
        move(session, service, ModerationStatus.DECLINED, actor="a test")
        assert turn_down(session, invited.id).status is ModerationStatus.DECLINED


def test_a_group_that_comes_by_another_way_is_not_invited_any_more(session: Session, invited: Nomination) -> None:
    service = session.get(Service, invited.service_id)
    assert service
    hand_over(session, make_organisation(session).id)
    assert len(waiting(session)) == 3
    hand_over(session, service.organisation_id)
    session.flush()
    assert (waiting(session), invited.status) == ([], NominationStatus.TAKEN_OVER)


class TestAnEntryOfAListingThatWasHere:
    """Whoever enters a copy of a listing, and names an address, is not given the listing by it."""

    @pytest.fixture
    def listed(self, session: Session, invited: Nomination, gazetteer: Gazetteer) -> Service:
        service, entry = make_service(session, name="Harbour Bowls"), session.get(Service, invited.service_id)
        assert entry
        merge(session, service.id, entry.id, person=make_moderator(session), gazetteer=gazetteer)
        session.flush()
        return service

    @pytest.mark.usefixtures("listed")
    @pytest.mark.parametrize("answer", [take_over_here, turn_down])
    def test_its_invitation_says_nothing_about_the_other(
        self, session: Session, invited: Nomination, answer: Callable[[Session, UUID], Service]
    ) -> None:
        with pytest.raises(NotFoundError):
            answer(session, invited.id)
        assert account_by_email(session, GROUP_EMAIL) is None
        assert {row.status for row in session.exec(select(Service))} == {
            ModerationStatus.PUBLISHED,
            ModerationStatus.WITHDRAWN,
        }

    def test_the_other_is_not_said_to_be_unconfirmed(self, session: Session, listed: Service) -> None:
        assert session.exec(select(told_by_councillor(col(Service.id))).where(col(Service.id) == listed.id)).one() == 0

    @pytest.mark.usefixtures("listed")
    def test_nobody_is_written_to_about_it_again(self, session: Session) -> None:
        assert waiting(session) == []

    def test_its_councillor_sees_where_it_is(self, session: Session, invited: Nomination, listed: Service) -> None:
        [group] = nominated_by(session, invited.account_id)
        assert (group.stands, group.listing) == ("Published, as “Harbour Bowls”", listed.id)


@pytest.mark.parametrize("take_away", [decline_listing, withdraw_listing, archive_listing])
def test_a_listing_that_is_taken_away_is_offered_to_nobody(
    session: Session, invited: Nomination, gazetteer: Gazetteer, take_away: Callable[..., Service]
) -> None:
    service = session.get(Service, invited.service_id)
    assert service
    if take_away is not decline_listing:
        move(session, service, ModerationStatus.PUBLISHED, actor="a test")
    desk = Desk(session, make_moderator(session), STATIONERY, gazetteer)
    take_away(desk, service.id, seen=seen_of(service, newest_number(session, service.id)), reason="It has ended")
    assert waiting(session) == []
    decision = last_event(session, service.id)
    assert decision
    undo_decision(desk, service.id, decision.id)
    assert len(waiting(session)) == 3, "what is undone leaves no trace in anybody's mailbox"


def test_an_invitation_whose_listing_is_gone_is_none(session: Session) -> None:
    nomination = make_nomination(session, service_id=None)
    with pytest.raises(NotFoundError):
        take_over(session, SIGNER, STATIONERY, nomination.id)


def test_a_link_is_read_by_who_signed_it_for_this_alone() -> None:
    key = uuid4()
    assert read_invitation(SIGNER, SIGNER.sign(LETTER, str(key))) == key
    assert read_invitation(Signer("another"), SIGNER.sign(LETTER, str(key))) is None
    assert read_invitation(SIGNER, SIGNER.sign("sign in", str(key))) is None
    assert read_invitation(SIGNER, "nonsense") is None


def test_letters_that_are_written_twice_are_one(
    session: Session, invited: Nomination, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(clock.now() + timedelta(minutes=1))
    invite(session, SIGNER, STATIONERY, invited, ward="")
    assert len(waiting(session)) == 3
