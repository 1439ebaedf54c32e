"""The letters that ask about listings, and those that somebody asks for by a link in one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.actions.accounts.signing_in import ask_for_link
from directory.actions.letters import Stationery, write_letter
from directory.actions.upkeep.links import AGAIN, LINK_DAYS, Link, upkeep_path
from directory.models import OutgoingLetter, Service
from directory.queries.accounts import account_by_email, grants_of
from directory.queries.capacity import capacity_shown, newest
from directory.queries.upkeep import DueLetter, DueListing, keepers
from directory.queries.upkeep.due import LAST_CALL, LETTERS
from directory.queries.upkeep.written import REMIND, letter_key
from directory.signing import Signer


@dataclass(frozen=True, slots=True)
class Asked:
    """A listing as a letter speaks of it."""

    name: str
    days: int
    confirmed: bool
    number: int
    room: str
    path: str

    @property
    def put_away(self) -> bool:
        return self.number == LAST_CALL

    @property
    def is_late(self) -> bool:
        """Whether nobody is asked once more before it is shown as unconfirmed."""
        return self.number == len(LETTERS)


def write_reminder(
    session: Session, signer: Signer, stationery: Stationery, letter: DueLetter, *, fresh_days: int
) -> None:
    """Write a letter about everything that one mailbox is asked about.

    For each listing a letter is noted, so that each is asked about once; the first of them says it all and leaves.
    """
    to = signer.digest(letter.to)
    keys = {each.id: letter_key(each.id, each.since, each.number, to) for each in letter.listings}
    room = _room(session, list(keys), now=clock.now(), fresh_days=fresh_days)
    first, *others = letter.listings
    listings = [_asked(each, room[each.id], upkeep_path(signer, keys[each.id])) for each in letter.listings]
    write_letter(
        session,
        stationery,
        REMIND,
        to=letter.to,
        key=keys[first.id],
        secret=True,
        service_id=first.id,
        listings=listings,
        days=LINK_DAYS,
    )
    for each in others:
        session.add(_said_together(each.id, keys[each.id], letter.to))


def write_again(session: Session, signer: Signer, stationery: Stationery, link: Link) -> None:
    """Send a new link to those who keep a listing now, once a day; whoever asked learns nothing of them."""
    service = session.get_one(Service, link.service_id)
    for to in keepers(session, col(Service.id) == service.id)[service.id].asked:
        key = f"{AGAIN}:{service.id}:{clock.today()}:{signer.digest(to)[:16]}"
        path = upkeep_path(signer, key)
        write_letter(
            session,
            stationery,
            AGAIN,
            to=to,
            key=key,
            secret=True,
            service_id=service.id,
            name=service.name,
            path=path,
            days=LINK_DAYS,
        )


def ask_to_change(session: Session, signer: Signer, stationery: Stationery, link: Link) -> None:
    """Send a way into editing to the address that the letter went to.

    The link that was pressed signs nobody in: letters are forwarded, and whoever gets one could keep the account. So
    what signs in goes to the mailbox itself. Who has no account yet is told how to take the listing over.
    """
    service = session.get_one(Service, link.service_id)
    account = account_by_email(session, link.to)
    groups = {grant.organisation_id for grant in grants_of(session, account.id)} if account else set()
    if service.organisation_id in groups:
        ask_for_link(session, signer, stationery, email=link.to, next_address=f"/listing/{service.id}/edit")
    else:
        path = f"listing/{service.id}/claim"
        write_letter(session, stationery, "take_over", to=link.to, service_id=service.id, name=service.name, path=path)


def _asked(listing: DueListing, room: str, path: str) -> Asked:
    days = (clock.today() - listing.since).days
    return Asked(listing.name, days, listing.confirmed, listing.number, room, path)


def _said_together(service_id: UUID, key: str, to: str) -> OutgoingLetter:
    now = clock.now()
    return OutgoingLetter(
        recipient=to,
        about=REMIND,
        subject="Said in one letter with others",
        body="",
        secret=True,
        key=key,
        service_id=service_id,
        due_at=now,
        cancelled_at=now,
    )


def _room(session: Session, ids: Sequence[UUID], *, now: datetime, fresh_days: int) -> Mapping[UUID, str]:
    """What each listing says of its room, where nobody can rely on it any more; empty: it is known."""
    services = session.exec(select(Service).where(col(Service.id).in_(ids)))
    shown = {row.id: capacity_shown(newest(row.capacities), now=now, fresh_days=fresh_days) for row in services}
    return {key: "" if each.status else _aged(each.sentence, each.age) for key, each in shown.items()}


def _aged(sentence: str, age: str) -> str:
    return f"{sentence} ({age})" if age else sentence
