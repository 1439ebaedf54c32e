"""What people without an account tell us, and what they are answered."""

from uuid import uuid4

import pytest
from sqlmodel import Session, select

from directory.access import Grant, Person
from directory.actions.letters import Stationery
from directory.actions.reports import answer_report, report_problem, suggest_group
from directory.errors import InvalidTransitionError, NotFoundError
from directory.factory import TEMPLATES
from directory.geography import Gazetteer
from directory.models import ModerationEvent, OutgoingLetter, Report, Service
from directory.vocabulary import EventKind, ModerationStatus, ReportKind, ReportStatus, Role
from tests.makers import make_place, make_service

STATIONERY = Stationery(TEMPLATES / "email")
ASKER = "asker@normal.example"


def who_decides(area: str, role: Role = Role.MODERATOR) -> Person:
    return Person(uuid4(), "decides@normal.example", (Grant(role, area=area),), second_step=True)


HERE, ELSEWHERE = who_decides("X06000001"), who_decides("X06000002")


@pytest.fixture
def service(session: Session) -> Service:
    made = make_service(session)
    make_place(session, made)
    return made


@pytest.fixture
def problem(session: Session, service: Service) -> Report:
    report = report_problem(session, service.id, words="They meet on Wednesdays now.", answer_to=ASKER)
    session.flush()
    return report


def answer(session: Session, report: Report, person: Person = HERE, words: str = "We have put it right.") -> Report:
    answered = answer_report(session, report.id, person=person, answer=words, stationery=STATIONERY)
    session.flush()
    return answered


def letters(session: Session) -> list[OutgoingLetter]:
    return list(session.exec(select(OutgoingLetter)))


def test_a_problem_waits_for_the_moderators_of_its_district(problem: Report, service: Service) -> None:
    assert (problem.kind, problem.service_id) == (ReportKind.PROBLEM, service.id)
    assert (problem.district, problem.status) == ("X06000001", ReportStatus.WAITING)


@pytest.mark.parametrize("status", [each for each in ModerationStatus if each is not ModerationStatus.PUBLISHED])
def test_of_a_listing_that_nobody_sees_nothing_is_kept(session: Session, status: ModerationStatus) -> None:
    hidden = make_service(session, status=status)
    with pytest.raises(NotFoundError):
        report_problem(session, hidden.id, words="I know that it is there.")


@pytest.mark.parametrize(
    ("place", "district"), [("ZZ2 1AA", "X06000002"), ("Normal Harbour", "X06000001"), ("Atlantis", "")]
)
def test_a_suggestion_waits_for_the_moderators_of_the_place(
    session: Session, gazetteer: Gazetteer, place: str, district: str
) -> None:
    report = suggest_group(session, gazetteer, name="Chess club", place=place, words="Chess on Fridays")
    session.flush()
    assert (report.kind, report.district, report.service_id) == (ReportKind.NEW_GROUP, district, None)


class TestAnswering:
    def test_who_left_an_address_gets_the_answer(self, session: Session, problem: Report, service: Service) -> None:
        answered = answer(session, problem)
        assert (answered.status, answered.decided_by) == (ReportStatus.ANSWERED, f"moderator {HERE.id}")
        [letter] = letters(session)
        assert (letter.recipient, letter.secret) == (ASKER, False)
        for words in (service.name, "They meet on Wednesdays now.", "We have put it right."):
            assert words in letter.body

    def test_the_history_of_the_listing_tells_it(self, session: Session, problem: Report, service: Service) -> None:
        answer(session, problem)
        events = session.exec(select(ModerationEvent).where(ModerationEvent.service_id == service.id)).all()
        [event] = [each for each in events if each.kind is EventKind.REPORT_ANSWERED]
        assert event.before is event.after is ModerationStatus.PUBLISHED

    def test_who_left_none_gets_no_letter(self, session: Session, service: Service) -> None:
        answer(session, report_problem(session, service.id, words="Wrong phone number"))
        assert letters(session) == []

    def test_without_an_answer_nobody_is_told(self, session: Session, problem: Report) -> None:
        assert answer(session, problem, words="").status is ReportStatus.CLOSED
        assert letters(session) == []

    def test_a_suggestion_is_answered_by_its_name(self, session: Session, gazetteer: Gazetteer) -> None:
        report = suggest_group(
            session, gazetteer, name="Chess club", place="ZZ1 1AA", words="Chess on Fridays", answer_to=ASKER
        )
        answer(session, report, words="It is listed now.")
        assert "a group that was not listed, Chess club" in letters(session)[0].body

    def test_it_is_answered_once(self, session: Session, problem: Report) -> None:
        answer(session, problem)
        with pytest.raises(InvalidTransitionError, match="answered already"):
            answer(session, problem, words="No, we have not.")
        assert len(letters(session)) == 1


class TestWhoAnswers:
    def test_a_moderator_of_another_district_does_not(self, session: Session, problem: Report) -> None:
        with pytest.raises(NotFoundError):
            answer(session, problem, ELSEWHERE)

    def test_an_administrator_does(self, session: Session, problem: Report) -> None:
        assert answer(session, problem, who_decides("", Role.ADMINISTRATOR)).decided_by.startswith("administrator")

    def test_a_suggestion_is_for_its_district(self, session: Session, gazetteer: Gazetteer) -> None:
        report = suggest_group(session, gazetteer, name="Chess club", place="ZZ1 1AA", words="Chess")
        session.flush()
        with pytest.raises(NotFoundError):
            answer(session, report, ELSEWHERE)
        assert answer(session, report).decided_by == f"moderator {HERE.id}"

    def test_a_suggestion_from_nowhere_is_for_everybody_who_decides(
        self, session: Session, gazetteer: Gazetteer
    ) -> None:
        report = suggest_group(session, gazetteer, name="Chess club", place="Atlantis", words="Chess")
        session.flush()
        navigator = Person(uuid4(), "navigator@normal.example", (Grant(Role.NAVIGATOR),))
        with pytest.raises(NotFoundError):
            answer(session, report, navigator)
        assert answer(session, report, ELSEWHERE).status is ReportStatus.ANSWERED

    def test_there_is_nothing_to_answer_where_nothing_was_told(self, session: Session) -> None:
        with pytest.raises(NotFoundError):
            answer_report(session, uuid4(), person=HERE, answer="Yes", stationery=STATIONERY)
