"""Asking whether web addresses answer: which, how often, and what is kept of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from directory.actions.link_check import AGAIN, check_links, note_answer
from directory.database import Database
from directory.models import LinkCheck
from directory.queries.link_check import Answered, answers_of, links_due
from directory.visiting.knocking import Knock
from directory.vocabulary import ModerationStatus
from tests.conftest import NOW, Statements, only_asking
from tests.makers import make_organisation, make_service

GONE = Knock(alive=False, said="Its host does not answer")
TEA, CHOIR = "https://kettle.example/tea", "https://choir.example"


class Street:
    """Doors that are knocked on, of which some are not opened."""

    def __init__(self, *silent: str) -> None:
        self.silent, self.knocked = silent, list[str]()

    def __call__(self, url: str) -> Knock:
        self.knocked.append(url)
        return GONE if url in self.silent else Knock(alive=True)


def due(session: Session, most: int = 10) -> list[str]:
    with only_asking(session):
        return links_due(session, before=NOW - AGAIN, most=most)


def test_what_waits_is_asked_before_what_is_shown(session: Session) -> None:
    make_service(session, url="https://a.example")
    make_service(session, url="https://b.example", status=ModerationStatus.SUBMITTED)
    make_service(session, url="https://c.example", status=ModerationStatus.WITHDRAWN)
    group = make_organisation(session, url="https://group.example")
    make_service(session, organisation_id=group.id, referral_url="https://refer.example")
    make_service(session, organisation_id=group.id)
    wanted = ["https://b.example", "https://a.example", "https://group.example", "https://refer.example"]
    assert due(session) == wanted
    assert due(session, most=1) == wanted[:1]


def test_no_host_is_asked_for_two_pages_in_a_row(session: Session) -> None:
    for path in ("tea", "cake", "TEA"):
        make_service(session, url=f"https://kettle.example/{path}")
    make_service(session, url="https://[not an address")
    assert due(session) == ["https://kettle.example/TEA"]


def test_what_was_asked_is_left_for_a_month(session: Session, set_clock: Callable[[datetime], None]) -> None:
    make_service(session, url=TEA)
    note_answer(session, TEA, GONE)
    assert due(session) == []
    set_clock(NOW + AGAIN + timedelta(days=1))
    assert links_due(session, before=NOW + timedelta(days=1), most=10) == [TEA]


def test_the_newest_answer_is_kept_of_each(session: Session) -> None:
    for answer in (GONE, Knock(alive=True)):
        note_answer(session, TEA, answer)
    note_answer(session, CHOIR, GONE)
    with only_asking(session):
        found = answers_of(session, [TEA, CHOIR, "https://new.example"])
    assert found == {TEA: Answered(NOW, True, ""), CHOIR: Answered(NOW, False, GONE.said)}


def test_what_nobody_lists_any_more_is_forgotten(session: Session, set_clock: Callable[[datetime], None]) -> None:
    note_answer(session, TEA, GONE)
    session.flush()
    set_clock(NOW + timedelta(days=200))
    note_answer(session, CHOIR, GONE)
    assert len(session.exec(select(LinkCheck)).all()) == 1


@pytest.mark.parametrize("number", [1, 5])
def test_the_number_of_selects_does_not_depend_on_the_addresses(
    session: Session, statements: Statements, number: int
) -> None:
    answers_of(session, [f"https://{each}.example" for each in range(number)])
    assert statements.selects == 1


def test_a_run_asks_each_and_says_which_did_not_answer(database: Database) -> None:
    with database.writing() as session:
        for url in (TEA, CHOIR):
            make_service(session, url=url)
    street, steps = Street(CHOIR), list[int]()
    done = check_links(database.reading, database.writing, most=5, knocker=street, progress=steps.append)
    assert (done.asked, done.silent, steps) == (2, (CHOIR,), [1, 1])
    assert street.knocked == [CHOIR, TEA]
    assert check_links(database.reading, database.writing, most=5, knocker=street).asked == 0
