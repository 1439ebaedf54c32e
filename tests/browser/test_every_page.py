"""Every address of the table of access, and every refusal of what is sent there: nobody is shut out on a telephone.

An address that is new in the table is looked at here without a word more. Where it leads somewhere else, or takes
whatever is sent, the test asks for a word: which state of `states` shows its page, or that there is nothing to show.
"""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.test import TestResponse

from directory.database import Database
from directory.resources import Resources
from tests.access.table import TABLE, Entry
from tests.browser import states
from tests.browser.axe import Axe
from tests.browser.people import PHONE
from tests.browser.screen import Screen
from tests.browser.states import STATES, State, Story

ELSEWHERE = {
    "GET /": "test_pages",
    "GET /about": "test_pages",
    "GET /accessibility": "test_pages",
    "GET /privacy": "test_pages",
    "GET /demonstration/outbox": "test_pages",
    "GET /register/<draft>/name": "test_registration",
    "POST /register/<draft>/name": "test_registration",
    "POST /listing/<service>/report": "test_councillor",
    "POST /suggest-a-group": "test_councillor",
    "POST /listing/<service>/edit/name": "test_editing",
    "GET /upkeep/<reminder>": "test_upkeep",
    "POST /upkeep/<reminder>": "test_upkeep",
    "GET /upkeep/sent": "test_upkeep",
}
"""Pages that another test looks at just as they would be here, and where."""

SHOWN_BY = {
    "GET /second-step/set-up": states.a_second_step_to_set_up,
    "GET /register/<draft>": states.a_listing_that_was_sent,
    "GET /register/<draft>/already-here": states.is_this_you,
    "GET /register/<draft>/check": states.everything_answered,
    "GET /groups": states.two_groups_of_ones_own,
}
"""Addresses that lead somewhere else at first, and the state that shows their own page."""

TAKEN_AS_IT_IS = {
    "POST /sign-out",
    "POST /sign-out-everywhere",
    "POST /second-step/begin",
    "POST /register/<draft>/already-here",
    "POST /register/<draft>/check",
    "POST /register/confirm/<signed>",
    "POST /moderation/<service>/look",
    "POST /moderation/<service>/unmerge/<merge>",
    "POST /moderation/<service>/not-the-same/<twin>",
    "POST /moderation/<service>/merge/<twin>",
    "POST /moderation/next",
    "POST /moderation/publish",
    "POST /people/<grant>/revoke",
    "POST /groups/<organisation>/remove/<editor>",
    "POST /listing/<service>/close",
    "POST /listing/<service>/send",
    "POST /listing/<service>/changes/2/undo",
    "POST /listing/<service>/changes/3/take-back",
    "POST /feeds/handed-over/<job>/take-in",
    "POST /upkeep/<reminder>/change",
    "POST /upkeep/<reminder>/again",
}
"""Forms that are buttons alone, so that there is nothing to refuse."""


@pytest.fixture(scope="session")
def telephone(browser: Browser, axe: Axe) -> Iterator[Screen]:
    with browser.new_context(viewport=PHONE) as context:
        yield Screen(context, axe)


@pytest.fixture
def story(app: Flask, web_database: Database, resources: Resources) -> Iterator[Story]:
    app.config["WTF_CSRF_ENABLED"] = False
    with web_database.session(writes=True) as session:
        yield Story(app, session, resources)


def test_no_page_shuts_anybody_out(story: Story, telephone: Screen) -> None:
    assert looked_at("GET", story, telephone) == {}


def test_no_refusal_shuts_anybody_out(story: Story, telephone: Screen) -> None:
    assert looked_at("POST", story, telephone) == {}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_state_shuts_anybody_out(story: Story, telephone: Screen, state: State) -> None:
    assert telephone.shows(state(story), story.app.test_client()) == []


def looked_at(method: str, story: Story, telephone: Screen) -> dict[str, list[str]]:
    """What is wrong with the answers to a method, by their lines in the table."""
    wrong, rest = {}, story.app.test_client()
    for entry in TABLE:
        if entry.method == method and entry.visitor and str(entry) not in ELSEWHERE:
            answer = story.who(entry.visitor).open(story.things.address(entry.template), method=method)
            wrong[str(entry)] = telephone.shows(answer, rest) if is_page(answer) else not_looked_at(entry, answer)
    return {line: faults for line, faults in wrong.items() if faults}


def is_page(answer: TestResponse) -> bool:
    return answer.mimetype == "text/html" and answer.status_code not in {301, 302, 303}


def not_looked_at(entry: Entry, answer: TestResponse) -> list[str]:
    """What is for programs has nothing to look at."""
    known = answer.mimetype != "text/html" or str(entry) in {*SHOWN_BY, *TAKEN_AS_IT_IS}
    return [] if known else ["nobody looks at this: make a state of it, or say why there is nothing to look at"]
