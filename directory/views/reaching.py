"""What those who change listings reach, and how they are named in the history."""

from uuid import UUID

from directory.access import DECIDING
from directory.actions.editing import Trust
from directory.models import Service
from directory.queries.reach import service_for
from directory.queries.wording import Wording
from directory.views.context import resources, session, settings
from directory.views.signed_in import the_person
from directory.vocabulary import Role

EDITING = (Role.GROUP_EDITOR, *DECIDING)
"""The roles that change listings."""


def roles_here() -> tuple[Role, ...]:
    """By which roles somebody reaches listings now. Who decides, and is let in as an editor of some group, has to show
    a second thing before they reach the listings of others.
    """
    decides = the_person().second_step or not settings().second_step
    return EDITING if decides else (Role.GROUP_EDITOR,)


def reached(service_id: UUID) -> Service:
    """A listing that whoever is signed in may change.

    Raises:
        NotFoundError: there is none, or not for them.
    """
    return service_for(session(), service_id, the_person(), *roles_here())


def keeps(service: Service) -> bool:
    """Whether it is a listing of their own group."""
    return service.organisation_id in the_person().organisations


def actor_for(service: Service) -> str:
    """How they are named in its history: of one's own group one is an editor, whatever else one is."""
    return the_person().acts_as(*((Role.GROUP_EDITOR,) if keeps(service) else DECIDING))


def trust_in(service: Service) -> Trust:
    """How much of it they change at once. That an editor speaks for the group was shown by its own mailbox, or found by
    a moderator; so each of them is trusted with what is of low risk, and nobody decides about their own group.
    """
    return Trust.LOW_RISK if keeps(service) else Trust.ALL


def wording() -> Wording:
    """What things are called."""
    return Wording(resources().labels.read(session()), resources().gazetteer.district_name)
