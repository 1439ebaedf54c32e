"""What people without an account tell us, and what a moderator answers."""

from uuid import UUID

from sqlmodel import Session, col, select, update

from directory import clock
from directory.access import DECIDING, Person
from directory.actions.letters import Stationery, write_letter
from directory.errors import InvalidTransitionError, NotFoundError
from directory.geography import Gazetteer, Place
from directory.models import Location, ModerationEvent, Report, Service, ServiceAtLocation, published_services
from directory.queries.reach import service_to_decide
from directory.vocabulary import EventKind, ReportKind, ReportStatus


def report_problem(session: Session, service_id: UUID, *, words: str, answer_to: str = "") -> Report:
    """Keep what somebody says is wrong with a listing, for the moderators of its district.

    Raises:
        NotFoundError: there is no such listing, or not everybody may see it.
    """
    service = session.exec(published_services().where(col(Service.id) == service_id)).first()
    if service is None:
        raise NotFoundError("There is no listing at this address, or it has been withdrawn")
    report = Report(
        kind=ReportKind.PROBLEM,
        service_id=service.id,
        district=_district_of(session, service.id),
        words=words,
        answer_to=answer_to,
    )
    session.add(report)
    return report


def suggest_group(
    session: Session, gazetteer: Gazetteer, *, name: str, place: str, words: str, answer_to: str = ""
) -> Report:
    """Keep what somebody says of a group that is not listed, for the moderators of its district.

    Where we do not know the place it concerns every moderator.
    """
    found = gazetteer.find(place)
    district = found.district if isinstance(found, Place) else None
    report = Report(
        kind=ReportKind.NEW_GROUP, name=name, place=place, district=district or "", words=words, answer_to=answer_to
    )
    session.add(report)
    return report


def answer_report(session: Session, report_id: UUID, *, person: Person, answer: str, stationery: Stationery) -> Report:
    """Decide about what somebody told us; where they left an address they get the answer by letter.

    Args:
        answer: what they are told. Empty: nobody is told anything.

    Raises:
        NotFoundError: there is no such report, or not for this moderator.
        InvalidTransitionError: it was decided before.
    """
    report = report_for(session, report_id, person)
    values = {
        "status": ReportStatus.ANSWERED if answer else ReportStatus.CLOSED,
        "answer": answer,
        "decided_by": person.acts_as(*DECIDING),
        "decided_at": clock.now(),
    }
    still_waiting = (col(Report.id) == report_id, col(Report.status) == ReportStatus.WAITING)
    if not session.exec(update(Report).where(*still_waiting).values(**values)).rowcount:
        raise InvalidTransitionError("This report has been answered already")
    session.refresh(report)
    name = _note(session, report, answer)
    if answer and report.answer_to:
        write_letter(
            session,
            stationery,
            "report_answered",
            to=report.answer_to,
            key=f"report {report.id}",
            name=name,
            report=report,
            is_problem=report.kind is ReportKind.PROBLEM,
        )
    return report


def report_for(session: Session, report_id: UUID, person: Person) -> Report:
    """A report that a moderator may decide about.

    Raises:
        NotFoundError: there is no such report, or not for this moderator.
    """
    report = session.get(Report, report_id)
    if report is None:
        raise NotFoundError("There is no such report")
    if report.service_id:
        service_to_decide(session, report.service_id, person)
    elif not (person.decides_in(report.district) or (person.decides and not report.district)):
        raise NotFoundError("There is no such report")
    return report


def _note(session: Session, report: Report, answer: str) -> str:
    """Add to the history of a listing that a report about it was decided; gives the name that the report is about."""
    service = session.get(Service, report.service_id) if report.service_id else None
    if service is None:
        return report.name
    session.add(
        ModerationEvent(
            service_id=service.id,
            kind=EventKind.REPORT_ANSWERED,
            before=service.status,
            after=service.status,
            actor=report.decided_by,
            reason=answer,
        )
    )
    return service.name


def _district_of(session: Session, service_id: UUID) -> str:
    """The district of the first place of a listing; empty where none is known."""
    districts = (
        select(Location.district)
        .join(ServiceAtLocation, col(ServiceAtLocation.location_id) == col(Location.id))
        .where(col(ServiceAtLocation.service_id) == service_id, col(Location.district) != "")
        .order_by(col(ServiceAtLocation.position), col(ServiceAtLocation.id))
    )
    return session.exec(districts.limit(1)).first() or ""
