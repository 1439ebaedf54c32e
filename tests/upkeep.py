"""Letters that ask about listings, and the links in them."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from directory import clock
from directory.actions.upkeep import Reminded
from directory.database import Database
from directory.models import Account, Organisation, OutgoingLetter, RoleGrant, Service, Steward
from directory.queries.upkeep import Rhythm
from directory.queries.upkeep.written import REMIND
from directory.resources import Resources
from directory.vocabulary import Role
from tests.makers import make_organisation, make_service

RHYTHM = Rhythm(confirm_days=90, archive_days=365)
MAILBOX = "tea@kettle.example"


def days_ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def make_asked(session: Session, *, days: int = 80, name: str = "Tuesday tea table", email: str = MAILBOX) -> Service:
    """A published listing that was confirmed so many days ago, of a group of its own with a public mailbox."""
    group = make_organisation(session, email=email)
    return make_service(session, name=name, organisation_id=group.id, confirmed_on=days_ago(days))


def make_steward(session: Session, service: Service, email: str, *, agreed: bool = True) -> Steward:
    """Somebody who keeps a group's entry true."""
    row = Steward(organisation_id=service.organisation_id, email=email, agreed_on=days_ago(900) if agreed else None)
    session.add(row)
    session.flush()
    return row


def make_editor(session: Session, service: Service, email: str) -> RoleGrant:
    """Somebody with an account who keeps a group's listings."""
    account = Account(email=email)
    row = RoleGrant(account=account, role=Role.GROUP_EDITOR, organisation_id=service.organisation_id)
    session.add_all([account, row])
    session.flush()
    return row


def group_of(session: Session, service: Service) -> Organisation:
    return session.get_one(Organisation, service.organisation_id)


def remind_all(shared: Resources) -> Reminded:
    """Write every letter that is due."""
    return shared.remind(RHYTHM, fresh_days=28)


def reminders(database: Database) -> list[OutgoingLetter]:
    """The letters that leave, in the order of their recipients."""
    of_kind = select(OutgoingLetter).where(
        col(OutgoingLetter.about) == REMIND, col(OutgoingLetter.cancelled_at).is_(None)
    )
    with database.reading() as session:
        return list(session.exec(of_kind.order_by(col(OutgoingLetter.recipient), col(OutgoingLetter.created_at))))


def links(letter: OutgoingLetter) -> list[str]:
    """The paths of the links in a letter, each once."""
    found = re.findall(r"https?://\S+/upkeep/\S+", letter.body)
    return list(dict.fromkeys(urlsplit(address).path for address in found))
