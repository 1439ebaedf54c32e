"""The groups that somebody told us of, and where each stands."""

from uuid import uuid4

import pytest
from sqlmodel import Session

from directory.geography import Gazetteer
from directory.models import Contact, Steward
from directory.queries.nomination import NewGroup, already_here, invitation, nominated_by, nominated_in
from directory.vocabulary import ModerationStatus, NominationStatus
from tests.conftest import Statements, only_asking
from tests.makers import make_place, make_service
from tests.wards import GROUP_EMAIL, HILL, QUAYSIDE, make_nomination

WAITING, INVITED, TAKEN, CLOSED = NominationStatus


@pytest.mark.parametrize(
    ("status", "listing", "stands"),
    [
        (WAITING, ModerationStatus.SUBMITTED, "Waiting for a decision"),
        (INVITED, ModerationStatus.SUBMITTED, "Waiting for a decision. The group has been invited"),
        (INVITED, ModerationStatus.PUBLISHED, "Published, not yet confirmed by the group"),
        (TAKEN, ModerationStatus.PUBLISHED, "Published. The group keeps its own listing"),
        (WAITING, ModerationStatus.DECLINED, "Declined"),
        (CLOSED, ModerationStatus.WITHDRAWN, "The group does not want to be listed"),
    ],
)
def test_it_says_where_each_stands(
    session: Session, status: NominationStatus, listing: ModerationStatus, stands: str
) -> None:
    told = make_nomination(session, status=status, listing=listing)
    with only_asking(session) as asking:
        [group] = nominated_by(asking, told.account_id)
    assert group.stands == stands
    assert (group.listing is not None) == (listing is ModerationStatus.PUBLISHED)


def test_one_whose_listing_is_gone_says_so(session: Session) -> None:
    told = make_nomination(session, status=WAITING, service_id=None)
    [group] = nominated_by(session, told.account_id)
    assert (group.stands, group.listing) == ("No longer listed", None)


def test_of_the_groups_of_others_those_of_the_ward_are_told(session: Session) -> None:
    told = make_nomination(session, name="Bowls")
    make_nomination(session, name="Chess", ward=HILL)
    assert nominated_in(session, QUAYSIDE, but=told.account_id) == []
    assert [group.name for group in nominated_in(session, QUAYSIDE, but=uuid4())] == ["Bowls"]
    assert [group.name for group in nominated_in(session, HILL, but=uuid4())] == ["Chess"]


def test_the_number_of_selects_does_not_grow(session: Session, statements: Statements) -> None:
    told = [make_nomination(session, name=f"Group {number}") for number in range(4)]
    before = statements.selects
    assert len(nominated_by(session, told[0].account_id)) == 4
    assert statements.selects == before + 2


@pytest.mark.parametrize(
    ("status", "is_open", "taken_over"), [(INVITED, True, False), (TAKEN, False, True), (CLOSED, False, False)]
)
def test_an_invitation_knows_what_became_of_it(
    session: Session, status: NominationStatus, is_open: bool, taken_over: bool
) -> None:
    told = make_nomination(session, status=status)
    with only_asking(session) as asking:
        found = invitation(asking, told.id)
    assert found
    assert (found.email, found.shown) == (GROUP_EMAIL, False)
    assert (found.is_open, found.taken_over) == (is_open, taken_over)


def test_a_group_that_was_never_invited_has_no_invitation(session: Session) -> None:
    assert invitation(session, make_nomination(session, status=WAITING).id) is None


class TestAlreadyHere:
    def found(self, session: Session, gazetteer: Gazetteer, **told: str) -> list[str]:
        group = NewGroup(**{"name": "Tea table", "where": "ZZ1 1AA", "purpose": "Tea", **told})
        with only_asking(session) as asking:
            return [each.name for each in already_here(asking, group, gazetteer)]

    @pytest.mark.parametrize(
        "told",
        [
            {},
            {"name": "The Tea-Table"},
            {"name": "Harbour Kettle Club"},
            {"name": "Tea tabel", "where": "zz11aa"},
            {"where": "Normal Harbour"},
            {"where": "behind the old mill"},
        ],
    )
    def test_it_is_found_by_its_name_or_that_of_its_group(
        self, session: Session, gazetteer: Gazetteer, told: dict[str, str]
    ) -> None:
        make_place(session, make_service(session, name="Tea table"))
        assert self.found(session, gazetteer, **told) == ["Tea table"]

    def test_another_group_at_the_same_place_is_another(self, session: Session, gazetteer: Gazetteer) -> None:
        make_place(session, make_service(session, name="Tea table"))
        assert self.found(session, gazetteer, name="Quayside Bowls", purpose="Bowls") == []

    @pytest.mark.parametrize(
        ("status", "told"),
        [
            (ModerationStatus.SUBMITTED, True),
            (ModerationStatus.CHANGES_ASKED, True),
            (ModerationStatus.DECLINED, False),
            (ModerationStatus.WITHDRAWN, False),
            (ModerationStatus.DRAFT, False),
        ],
    )
    def test_of_what_is_not_to_be_shown_nobody_is_told(
        self, session: Session, gazetteer: Gazetteer, status: ModerationStatus, told: bool
    ) -> None:
        make_place(session, make_service(session, name="Tea table", status=status))
        assert bool(self.found(session, gazetteer)) == told

    @pytest.mark.parametrize("told", [{"email": "keeper@private.example"}, {"email": "safe@private.example"}])
    def test_trying_private_addresses_tells_nothing(
        self, session: Session, gazetteer: Gazetteer, told: dict[str, str]
    ) -> None:
        service = make_service(session, name="Safe house for women")
        session.add(Steward(organisation_id=service.organisation_id, email="keeper@private.example"))
        session.add(Contact(service_id=service.id, email="safe@private.example", public=False))
        session.flush()
        assert self.found(session, gazetteer, name="House", purpose="Help", **told) == []

    def test_trying_a_private_number_tells_nothing(self, session: Session, gazetteer: Gazetteer) -> None:
        service = make_service(session, name="Safe house for women")
        session.add(Contact(service_id=service.id, phone="01632 960777", public=False))
        session.flush()
        assert self.found(session, gazetteer, name="House", purpose="Help", phone="01632 960 777") == []
