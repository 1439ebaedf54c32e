"""What becomes of a claim, and who may not decide about it."""

import pytest
from sqlmodel import Session

from directory.access import Grant, Person
from directory.actions.claiming import grant_claim, refuse_claim
from directory.actions.letters import Stationery
from directory.errors import NotAllowedError, NotFoundError
from directory.factory import TEMPLATES
from directory.models import Claim, Service
from directory.vocabulary import ClaimStatus, Role
from tests.makers import make_place, make_service
from tests.waiting import HERE, make_claim, make_moderator

STATIONERY = Stationery(TEMPLATES / "email")


@pytest.fixture
def service(session: Session) -> Service:
    made = make_service(session)
    make_place(session, made)
    return made


@pytest.fixture
def claim(session: Session, service: Service) -> Claim:
    return make_claim(session, service)


def test_nobody_lets_others_into_their_own_group_as_a_moderator(
    session: Session, claim: Claim, service: Service
) -> None:
    keeping = Grant(Role.GROUP_EDITOR, service.organisation_id), Grant(Role.MODERATOR, area=HERE)
    both = make_moderator(session, *keeping, email="both@normal.example")
    with pytest.raises(NotFoundError):
        grant_claim(session, claim.id, person=both, stationery=STATIONERY)
    with pytest.raises(NotFoundError):
        refuse_claim(session, claim.id, person=both, reason="No", stationery=STATIONERY)
    assert claim.status is ClaimStatus.WAITING


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMINISTRATOR])
def test_nobody_grants_their_own_claim(session: Session, claim: Claim, role: Role) -> None:
    claimant: Person = make_moderator(session, Grant(role, area=HERE), email=claim.email)
    with pytest.raises(NotAllowedError, match="somebody else decides"):
        grant_claim(session, claim.id, person=claimant, stationery=STATIONERY)
    assert claim.status is ClaimStatus.WAITING


def test_another_moderator_grants_it(session: Session, claim: Claim) -> None:
    grant_claim(session, claim.id, person=make_moderator(session), stationery=STATIONERY)
    assert claim.status is ClaimStatus.GRANTED
