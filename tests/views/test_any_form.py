"""Whatever is sent to the forms of councillors and of anybody, the answer is a sound page, and no text acts in it."""

from itertools import count

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from directory.database import Database
from directory.geography import Gazetteer
from directory.resources import Resources
from directory.views.spam import opened_now
from tests.checking_client import CheckingClient
from tests.depth import examples
from tests.makers import make_place, make_service
from tests.pages import Page
from tests.people import sign_in_as
from tests.wards import COUNCILLOR, island_with_wards

HOSTILE = '"><script>alert(1)</script>{{7*7}}\x00\u202e'

TEXTS = st.one_of(st.text(max_size=60), st.just(HOSTILE), st.just("x" * 6_000), st.just(""))
ABOUT = {
    "name": st.one_of(TEXTS, st.just("Tuesday tea table")),
    "where": st.one_of(TEXTS, st.sampled_from(["ZZ1 1AA", "ZZ2 1AA", "1 Quay, zz11aa", "Newton", "ZZ3 3ZZ"])),
    "place": st.one_of(TEXTS, st.just("ZZ1 1AA")),
    "purpose": st.one_of(TEXTS, st.just("Company for widows")),
    "words": TEXTS,
    "reached_by": st.one_of(TEXTS, st.sampled_from(["bowls@normal.example", "01632 960001", "a@b@c", "@"])),
    "answer_to": st.one_of(TEXTS, st.just("me@normal.example")),
    "same": st.one_of(TEXTS, st.just("another")),
    "website": st.just(""),
}
SENT = st.fixed_dictionaries({}, optional=ABOUT)

numbers = count()


@pytest.fixture
def gazetteer() -> Gazetteer:
    return island_with_wards()


@pytest.fixture
def address(app: Flask, web_database: Database) -> str:
    """A listing that has what it takes to be met again."""
    app.config["WTF_CSRF_ENABLED"] = False
    with web_database.writing() as session:
        service = make_service(session)
        make_place(session, service)
        return f"/listing/{service.id}"


def another_browser(app: Flask) -> CheckingClient:
    """One from where nothing has been sent yet, so that no limit is met."""
    opened = app.test_client()
    assert isinstance(opened, CheckingClient)
    number = next(numbers)
    opened.environ_base["REMOTE_ADDR"] = f"10.0.{number // 256}.{number % 256}"
    sign_in_as(opened, f"councillor{number}@normal.example", COUNCILLOR)
    return opened


def sound(page: Page, statuses: set[int]) -> None:
    assert page.status in statuses
    assert "<script>alert" not in page.source


@given(SENT)
@examples(10)
def test_a_nomination_is_taken_or_refused(app: Flask, address: str, typed: dict[str, str]) -> None:
    client = another_browser(app)
    sound(Page(client.post("/nominate", data=typed, follow_redirects=True)), {200, 422})


@given(SENT)
@examples(10)
def test_what_anybody_sends_is_taken_or_refused(
    app: Flask, address: str, resources: Resources, monkeypatch: pytest.MonkeyPatch, typed: dict[str, str]
) -> None:
    client = another_browser(app)
    monkeypatch.setattr("directory.views.report.is_from_a_machine", lambda _form: False)
    with app.app_context():
        typed = {**typed, "opened": opened_now()}
    for path in ("/suggest-a-group", f"{address}/report"):
        sound(Page(client.post(path, data=typed, follow_redirects=True)), {200, 422})


@given(st.text(max_size=80))
@examples(10)
def test_any_invitation_is_answered(app: Flask, address: str, signed: str) -> None:
    client = another_browser(app)
    path = "/invitation/" + "".join(each for each in signed if each.isalnum())
    for answer in (client.get(path), client.post(f"{path}/yes"), client.post(f"{path}/no")):
        assert answer.status_code in {404, 405, 410}
