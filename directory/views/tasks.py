"""What somebody finds on the page of their account: for each role, where its work is done."""

from dataclasses import dataclass

from flask import url_for

from directory.access import DECIDING, Person
from directory.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Task:
    """A link to where something is done, for whoever has one of some roles."""

    words: str
    endpoint: str
    roles: tuple[Role, ...]


TASKS: tuple[Task, ...] = (
    Task("Add a group you know of", "nomination.ask", (Role.COUNCILLOR,)),
    Task("Your ward: your groups, and what it has and lacks", "ward.show", (Role.COUNCILLOR,)),
    Task("Your group and its listings", "groups.mine", (Role.GROUP_EDITOR,)),
    Task("Add another listing", "registration.begin", (Role.GROUP_EDITOR,)),
    Task("What waits for a decision", "moderation.waiting", DECIDING),
    Task("Decisions so far", "moderation.shown", DECIDING),
    Task("Feeds: take in what others publish", "exchange.show_all", (Role.ADMINISTRATOR,)),
    Task("Who may do what", "people.show", (Role.ADMINISTRATOR,)),
)
"""Every task, in the order in which they are shown."""


def tasks_of(person: Person) -> list[tuple[str, str]]:
    """The words and the address of each task that is theirs."""
    return [(task.words, url_for(task.endpoint)) for task in TASKS if person.has(*task.roles)]
