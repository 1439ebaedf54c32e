"""What waits in the demonstration."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from config import Settings
from directory.actions.demonstration_people import DEMONSTRATION_PEOPLE, add_people, email_of
from directory.actions.demonstration_waiting import add_waiting
from directory.actions.nomination import Tools
from directory.factory import make_resources
from directory.models import Report, Revision, Service
from directory.queries.accounts import account_by_email, grants_of
from directory.resources import Resources
from directory.vocabulary import ModerationStatus, RevisionState, Role
from tests.homes import copied


@pytest.fixture
def own(demonstration: Resources, demonstration_home: Path, tmp_path: Path) -> Iterator[Resources]:
    made = make_resources(Settings(home=copied(demonstration_home, tmp_path / "home")))
    made.__dict__.update(thesaurus=demonstration.thesaurus, gazetteer=demonstration.gazetteer)
    yield made
    made.database.engine.dispose()


def test_there_is_one_person_of_each_role_and_something_for_each_to_do(own: Resources) -> None:
    with own.database.writing() as session:
        add_people(session)
        add_waiting(session, Tools(own.gazetteer, own.thesaurus, own.signer, own.stationery))
    own.deliver()
    with own.database.reading() as session:
        accounts = [account_by_email(session, email_of(role)) for role in Role]
        assert {grant.role for each in accounts if each for grant in grants_of(session, each.id)} == set(Role)
        waiting = _waiting_kinds(own)
    assert waiting == {"new": 1, "change": 1, "report": 2}
    assert len(DEMONSTRATION_PEOPLE) == len(Role)


def _waiting_kinds(own: Resources) -> dict[str, int]:
    with own.database.reading() as session:
        new = session.exec(select(Service).where(Service.status == ModerationStatus.SUBMITTED)).all()
        changes = session.exec(select(Revision).where(Revision.state == RevisionState.PROPOSED)).all()
        reports = session.exec(select(Report)).all()
    return {"new": len(new), "change": len(changes), "report": len(reports)}
