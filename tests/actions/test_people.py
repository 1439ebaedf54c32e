"""Administrators grant roles and take them away, and one of them is left."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from sqlmodel import Session

from directory.access import Grant, Person
from directory.actions.accounts.roles import grant_role
from directory.actions.people import revoke_as
from directory.database import Database
from directory.errors import InvalidTransitionError
from directory.models import RoleGrant
from directory.vocabulary import Role

ADDRESSES = ("first@normal.example", "second@normal.example")


def make_administrator(session: Session, email: str) -> tuple[Person, RoleGrant]:
    account = grant_role(session, email=email, grant=Grant(Role.ADMINISTRATOR), by="a test")
    return Person(account.id, email, (Grant(Role.ADMINISTRATOR),), second_step=True), account.grants[0]


def test_the_last_two_administrators_do_not_take_the_role_from_each_other(real_database: Database) -> None:
    with real_database.writing() as session:
        (first, of_first), (second, of_second) = (make_administrator(session, email) for email in ADDRESSES)
        deeds = [(first, of_second.id), (second, of_first.id)]
    together = Barrier(len(deeds))

    def revoke(person: Person, grant_id: UUID) -> bool:
        together.wait()
        try:
            with real_database.writing() as opened:
                revoke_as(opened, person, grant_id)
        except InvalidTransitionError:
            return False
        return True

    with ThreadPoolExecutor(len(deeds)) as threads:
        done = list(threads.map(revoke, *zip(*deeds, strict=True)))
    assert sorted(done) == [False, True]
