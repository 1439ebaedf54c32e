"""What waits in the demonstration, so that every role finds something to do: a group that a councillor knows of, a
change that a group proposes, a report, and a suggestion.
"""

from sqlmodel import Session, col

from directory.access import Person
from directory.actions.demonstration_people import GROUP, email_of
from directory.actions.editing import Trust, change_listing, newest_number
from directory.actions.nomination import Tools, nominate
from directory.actions.reports import report_problem, suggest_group
from directory.errors import NotFoundError
from directory.models import Organisation, Service, published_services
from directory.queries.accounts import account_by_email, grants_of
from directory.queries.nomination import NewGroup
from directory.queries.record import service_record
from directory.queries.wards import patches, whereabouts
from directory.vocabulary import Role


def add_waiting(session: Session, tools: Tools) -> None:
    """Let something of each kind wait for a decision."""
    _nominated(session, tools)
    _proposed(session, tools)
    listing = session.exec(published_services().order_by(col(Service.name), col(Service.id)).limit(1)).one()
    report_problem(session, listing.id, words="The door is locked on Tuesdays now. A neighbour says they moved.")
    suggest_group(
        session,
        tools.gazetteer,
        name="Cockerton Chess Corner",
        place="DL3 9AA",
        words="People play chess in the library on Saturday mornings. Anybody can sit down.",
        answer_to="reader@fingerpost.example",
    )


def _nominated(session: Session, tools: Tools) -> None:
    councillor = _person(session, Role.COUNCILLOR)
    group = NewGroup(
        name="Whittlers of the Dene",
        where="DL3 9AA",
        purpose="Whittling spoons on Thursday afternoons, and company for men who are on their own",
        email="whittlers@fingerpost.example",
    )
    own = patches(councillor.areas(Role.COUNCILLOR), tools.gazetteer)
    where = whereabouts(tools.gazetteer.find(group.where), own, tools.gazetteer)
    nominate(session, group, where, person=councillor, tools=tools)


def _proposed(session: Session, tools: Tools) -> None:
    editor = _person(session, Role.GROUP_EDITOR)
    of_group = published_services().join(Organisation, col(Organisation.id) == col(Service.organisation_id))
    [service, *_] = session.exec(of_group.where(col(Organisation.name) == GROUP).order_by(col(Service.name)))
    now = service_record(session, service.id)
    wanted = now.model_copy(update={"summary": f"{now.summary} Beginners are shown how."})
    change_listing(
        session,
        service.id,
        wanted,
        actor=editor.acts_as(Role.GROUP_EDITOR),
        based_on=newest_number(session, service.id),
        trust=Trust.LOW_RISK,
        gazetteer=tools.gazetteer,
    )


def _person(session: Session, role: Role) -> Person:
    account = account_by_email(session, email_of(role))
    if account is None:
        raise NotFoundError(f"The demonstration has no {role.label.lower()} yet")
    return Person(account.id, account.email, grants_of(session, account.id))
