"""Every kind of person tries every address, and what comes of it is what the table says."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask, request
from sqlalchemy import event
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from directory.access import Grant
from directory.database import Database
from directory.vocabulary import Role
from tests.access.table import PEOPLE, TABLE, Entry
from tests.access.things import Things
from tests.architecture.test_routes import routes
from tests.checking_client import CheckingClient
from tests.people import sign_in_as

OF_ONES_OWN = ("/moderation/<service>", "/moderation/reports/<report>")
"""Where it is decided about the editor's group, and about what somebody says of it."""

ENDS_A_VISIT = "/sign-out"
"""How the addresses begin after which one has to sign in again."""

WORDS_OF_ONE = {"/listing/<service>/changes/3/take-back"}
"""What only whoever wrote it may do, whoever else keeps the listing."""

Browser = Callable[[str], CheckingClient]


@pytest.fixture(autouse=True)
def _without_proof(app: Flask) -> None:
    """Whether a form was ours is another question, with tests of its own."""
    app.config["WTF_CSRF_ENABLED"] = False


def outcome(answer: TestResponse) -> str:
    """What an answer means to whoever asked."""
    to = answer.location or ""
    if answer.status_code == 401 or to.startswith("/sign-in?"):
        return "in"
    if answer.status_code in {403, 404}:
        return "no"
    assert answer.status_code < 500, answer.get_data(as_text=True)
    return "yes"


def outcomes(client_of: Browser, things: Things, who: str, entries: list[Entry]) -> dict[str, str]:
    """What comes of each address for somebody, who signs in again wherever they have been signed out."""
    found, browser = {}, client_of(who)
    for entry in entries:
        found[str(entry)] = outcome(browser.open(things.address(entry.template), method=entry.method))
        if entry.template.startswith(ENDS_A_VISIT):
            browser = client_of(who)
    return found


@pytest.fixture
def run_by_reading(web_database: Database) -> Iterator[set[str]]:
    """The kinds of statements that are run while a page is read."""
    run = set[str]()

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if request and request.method == "GET":
            run.add(statement.lstrip().split()[0].upper())

    event.listen(web_database.engine, "before_cursor_execute", note)
    yield run
    event.remove(web_database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_gets_what_the_table_says_and_reading_changes_nothing(
    client_of: Browser, things: Things, run_by_reading: set[str], who: str
) -> None:
    found = outcomes(client_of, things, who, TABLE)
    assert found == {str(entry): entry.outcomes[who] for entry in TABLE}
    assert "SELECT" in run_by_reading
    assert not {"INSERT", "UPDATE", "DELETE"} & run_by_reading


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMINISTRATOR])
def test_nobody_decides_about_their_own_group(client_of: Browser, things: Things, role: Role) -> None:
    """Everything else that they may do by one of their roles, they may do."""
    expected, of_anybody = {}, [entry for entry in TABLE if entry.template not in WORDS_OF_ONE]
    for entry in of_anybody:
        may = "yes" in {entry.outcomes["editor"], entry.outcomes[role]}
        expected[str(entry)] = "yes" if may and not entry.template.startswith(OF_ONES_OWN) else "no"
    assert outcomes(client_of, things, f"keeping-{role}", of_anybody) == expected


def test_every_route_is_in_the_table(app: Flask) -> None:
    there = {(method, _shape(rule)) for rule in routes(app) for method in _methods(rule)}
    told = {(entry.method, _matched(app, entry.method, entry.template)) for entry in TABLE}
    assert there == told


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMINISTRATOR])
def test_who_decides_needs_a_second_step(app: Flask, things: Things, role: Role) -> None:
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    sign_in_as(client, "new@normal.example", Grant(role, area="X06000001"), second_step=False)
    for entry in TABLE:
        if entry.outcomes[role] == "yes" and entry.outcomes["navigator"] == entry.outcomes["editor"] == "no":
            answer = client.open(things.address(entry.template), method=entry.method)
            assert (answer.location or "").startswith("/second-step"), entry


def test_no_form_can_be_sent_from_another_site(app: Flask, client_of: Browser, things: Things) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    administrator = client_of("administrator")
    for entry in TABLE:
        if entry.method == "POST":
            assert administrator.post(things.address(entry.template)).status_code == 400, entry


def _methods(rule: Rule) -> Iterator[str]:
    return (method for method in sorted(rule.methods or ()) if method not in {"HEAD", "OPTIONS"})


def _shape(rule: Rule) -> str:
    return rule.rule


def _matched(app: Flask, method: str, template: str) -> str:
    """The route that an address of the table is one of."""
    any_key = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    address = "/".join(any_key if part.startswith("<") else part for part in template.split("/"))
    rule, _ = app.url_map.bind("localhost").match(address, method, return_rule=True)
    return _shape(rule)
