"""Who is asked about a listing, and who is not."""

from sqlmodel import Session, col

from directory import clock
from directory.models import MailTrouble, Service
from directory.queries.upkeep import Keepers, keepers
from tests.conftest import Statements, only_asking
from tests.upkeep import MAILBOX, group_of, make_asked, make_editor, make_steward


def keepers_of(session: Session, service: Service) -> Keepers:
    session.flush()
    with only_asking(session):
        return keepers(session, col(Service.id) == service.id)[service.id]


def test_those_who_agreed_are_asked_and_the_mailbox_is_left_alone(session: Session) -> None:
    service = make_asked(session)
    make_steward(session, service, "second@kettle.example")
    make_steward(session, service, "first@kettle.example")
    make_steward(session, service, "unasked@kettle.example", agreed=False)
    found = keepers_of(session, service)
    assert found.asked == ("first@kettle.example", "second@kettle.example")
    assert found.known == {*found.asked, MAILBOX}


def test_whoever_has_an_account_for_the_group_has_agreed(session: Session) -> None:
    service = make_asked(session)
    make_editor(session, service, "keeper@kettle.example")
    gone, closed = (make_editor(session, service, f"{who}@kettle.example") for who in ("gone", "closed"))
    gone.revoked_at = closed.account.closed_at = clock.now()
    assert keepers_of(session, service).asked == ("keeper@kettle.example",)


def test_without_any_the_mailbox_of_the_listing_is_asked_before_that_of_its_group(session: Session) -> None:
    service = make_asked(session)
    service.email = "Table@Kettle.example"
    assert keepers_of(session, service).asked == ("table@kettle.example",)
    service.email = ""
    assert keepers_of(session, service).asked == (MAILBOX,)


def test_addresses_that_letters_do_not_reach_are_passed_over(session: Session) -> None:
    service = make_asked(session)
    make_steward(session, service, "lost@kettle.example")
    session.add(MailTrouble(email="lost@kettle.example"))
    assert keepers_of(session, service).asked == (MAILBOX,)
    session.add(MailTrouble(email=MAILBOX))
    found = keepers_of(session, service)
    assert found.asked == ()
    assert "lost@kettle.example" in found.known, "a link that did arrive works"


def test_what_is_no_address_is_nobody(session: Session) -> None:
    service = make_asked(session, email="see our website")
    for typed in ("", "@", "a@", "@b", "ring us"):
        group_of(session, service).email = typed
        assert keepers_of(session, service) == Keepers((), frozenset())


def test_it_takes_as_many_selects_for_many_as_for_one(session: Session, statements: Statements) -> None:
    counts = []
    for number in (1, 20):
        for each in range(number):
            make_steward(session, make_asked(session), f"keeper{each}@kettle.example")
        session.flush()
        statements.clear()
        keepers(session, col(Service.confirmed_on).is_not(None))
        counts.append(statements.selects)
    assert counts[0] == counts[1] <= 4
