"""Signing in by a link, the second step, and one's own account."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pyotp
import pytest
from flask import Flask
from sqlmodel import select

from directory import clock
from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.accounts.second_step import CODES
from directory.database import Database
from directory.models import OutgoingLetter, SecondStep, SignIn, SignInLink
from directory.resources import Resources
from directory.vocabulary import Role
from tests.checking_client import CheckingClient
from tests.pages import Page, press
from tests.people import sign_in_as

EMAIL = "navigator@normal.example"
MODERATOR = Grant(Role.MODERATOR, area="X06000001")
Until = Callable[[datetime], None]


@pytest.fixture
def navigator(web_database: Database) -> None:
    """There is a navigator."""
    with web_database.writing() as session:
        grant_role(session, email=EMAIL, grant=Grant(Role.NAVIGATOR), by="a test")


def letters(database: Database) -> list[OutgoingLetter]:
    with database.reading() as session:
        return list(session.exec(select(OutgoingLetter).order_by("due_at")).all())


def asked(client: CheckingClient, database: Database, email: str = EMAIL, next_: str = "") -> str:
    """Ask for a link, and give its path."""
    page = Page(client.get("/sign-in", query_string={"next": next_}))
    press(client, page, "Send me a link", email=email)
    [address] = re.findall(r"https://\S+/sign-in/\S+", letters(database)[-1].body)
    return str(urlsplit(address).path)


@pytest.mark.usefixtures("navigator")
class TestTheLink:
    def test_it_signs_in_when_it_is_pressed(self, client: CheckingClient, web_database: Database) -> None:
        path = asked(client, web_database, next_="/about")
        shown = Page(client.get(path))
        assert f"sign in as {EMAIL}" in shown.text
        assert press(client, shown, "Sign in").heading == "About this directory"
        account = Page(client.get("/account"))
        assert f"You are signed in as {EMAIL}" in account.text
        assert "Navigator: everywhere" in account.text

    def test_opening_it_uses_nothing_up(self, client: CheckingClient, web_database: Database) -> None:
        path = asked(client, web_database)
        for _ in range(3):
            client.get(path)
        client.head(path)
        assert client.get("/account").status_code == 302, "nobody is signed in by that"
        assert press(client, Page(client.get(path)), "Sign in").heading == "Your account"

    def test_it_works_once(self, client: CheckingClient, web_database: Database) -> None:
        path = asked(client, web_database)
        press(client, Page(client.get(path)), "Sign in")
        assert client.get(path).status_code == 410
        elsewhere = client.application.test_client()
        proof = Page(elsewhere.get("/sign-in")).form("Send me a link")[1]["csrf_token"]
        assert elsewhere.post(path, data={"csrf_token": proof}).status_code == 410

    def test_whoever_presses_twice_is_signed_in(self, client: CheckingClient, web_database: Database) -> None:
        shown = Page(client.get(asked(client, web_database)))
        for _ in range(2):
            assert press(client, shown, "Sign in").heading == "Your account"

    def test_it_goes_off(self, client: CheckingClient, web_database: Database, set_clock: Until) -> None:
        path = asked(client, web_database)
        shown = Page(client.get(path))
        set_clock(clock.now() + timedelta(minutes=15))
        assert press(client, shown, "Sign in").status == 410

    def test_only_a_digest_of_it_is_kept(self, client: CheckingClient, web_database: Database) -> None:
        secret = asked(client, web_database).rpartition("/")[2]
        with web_database.reading() as session:
            [link] = session.exec(select(SignInLink)).all()
        assert len(secret) == 43
        assert secret not in link.model_dump_json()

    def test_an_address_that_nobody_has_gets_the_same_page_and_another_letter(
        self, client: CheckingClient, web_database: Database
    ) -> None:
        def told(email: str) -> str:
            shown = press(client, Page(client.get("/sign-in")), "Send me a link", email=email)
            return shown.text

        assert told(EMAIL) == told("stranger@normal.example")
        known, unknown = letters(web_database)
        assert (known.about, unknown.about) == ("sign_in", "sign_in_unknown")
        assert "/sign-in/" not in unknown.body

    def test_a_closed_account_is_one_that_nobody_has(self, client: CheckingClient, web_database: Database) -> None:
        with web_database.writing() as session:
            grant_role(session, email=EMAIL, grant=Grant(Role.NAVIGATOR), by="a test").closed_at = clock.now()
        press(client, Page(client.get("/sign-in")), "Send me a link", email=EMAIL)
        assert letters(web_database)[-1].about == "sign_in_unknown"

    def test_it_is_not_sent_without_end(self, client: CheckingClient, web_database: Database) -> None:
        page = Page(client.get("/sign-in"))
        statuses = [press(client, page, "Send me a link", email=EMAIL.upper()).status for _ in range(7)]
        assert statuses == [200] * 5 + [429] * 2
        assert len(letters(web_database)) == 5

    def test_nor_is_it_to_one_mailbox_that_is_spelt_in_many_ways(
        self, client: CheckingClient, web_database: Database
    ) -> None:
        page = Page(client.get("/sign-in"))
        for number in range(7):
            press(client, page, "Send me a link", email=EMAIL + "\x01" * number)
        assert len(letters(web_database)) == 5

    @pytest.mark.parametrize("typed", ["", "nobody", "a@b@c", "a b@c.example", "@", "x" * 500 + "@y.example"])
    def test_what_is_no_address_is_refused_in_words(self, client: CheckingClient, typed: str) -> None:
        refused = press(client, Page(client.get("/sign-in")), "Send me a link", email=typed)
        assert refused.status == 422
        assert refused.title.startswith("Error: Sign in")
        assert "Enter " in refused.text

    @pytest.mark.parametrize(
        "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "//["]
    )
    def test_it_leads_nowhere_else(self, client: CheckingClient, web_database: Database, elsewhere: str) -> None:
        path = asked(client, web_database, next_=elsewhere)
        assert press(client, Page(client.get(path)), "Sign in").heading == "Your account"


class TestBeingSignedIn:
    def test_a_stolen_cookie_ends_with_the_sign_in(self, client: CheckingClient, app: Flask) -> None:
        sign_in_as(client, EMAIL, Grant(Role.NAVIGATOR))
        stolen = client.get_cookie("fingerpost")
        press(client, Page(client.get("/account")), "Sign out")
        thief = app.test_client()
        assert stolen
        thief.set_cookie("fingerpost", stolen.value)
        assert thief.get("/account").status_code == 302

    def test_signing_out_everywhere_ends_every_sign_in(self, client: CheckingClient, app: Flask) -> None:
        other = app.test_client()
        assert isinstance(other, CheckingClient)
        for each in (client, other):
            sign_in_as(each, EMAIL, Grant(Role.NAVIGATOR))
        assert "Another browser" in Page(client.get("/account")).text
        press(client, Page(client.get("/account")), "Sign out everywhere")
        assert other.get("/account").status_code == 302

    def test_it_ends_when_nobody_is_there(self, client: CheckingClient, set_clock: Until) -> None:
        sign_in_as(client, EMAIL, Grant(Role.NAVIGATOR))
        begun = clock.now()
        for minutes in (119, 238):
            set_clock(begun + timedelta(minutes=minutes))
            assert client.get("/account").status_code == 200
        set_clock(begun + timedelta(minutes=359))
        assert client.get("/account").status_code == 302

    def test_it_ends_after_a_day_of_work(self, client: CheckingClient, set_clock: Until) -> None:
        sign_in_as(client, EMAIL, Grant(Role.NAVIGATOR))
        begun, statuses = clock.now(), []
        for hour in range(1, 13):
            set_clock(begun + timedelta(hours=hour))
            statuses.append(client.get("/account").status_code)
        assert statuses == [200] * 11 + [302]

    def test_what_was_written_meanwhile_is_not_lost(self, client: CheckingClient) -> None:
        shown = Page(client.get("/sign-in"))
        proof = shown.form("Send me a link")[1]["csrf_token"]
        kept = Page(client.post("/second-step", data={"code": "a long text", "csrf_token": proof}))
        assert (kept.status, kept.heading) == (401, "You have been signed out")
        assert kept.form("Send it again")[1]["code"] == ["a long text"]
        sign_in_as(client, EMAIL, Grant(Role.NAVIGATOR))
        assert press(client, kept, "Send it again").heading == "Type the code from your app"

    def test_searching_sets_no_cookie(self, client: CheckingClient) -> None:
        for address in ("/", "/search?postcode=ZZ1+1AA&q=tea", "/about"):
            assert "Set-Cookie" not in client.get(address).headers

    def test_over_https_the_cookie_goes_nowhere_else(self, make_app: Callable[..., Flask], settings: object) -> None:
        app = make_app(settings.model_copy(update={"address": "https://directory.example"}))  # type: ignore[attr-defined]
        cookie = app.test_client().get("/sign-in", base_url="https://directory.example").headers["Set-Cookie"]
        assert cookie.startswith("__Host-fingerpost=")
        for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
            assert part in cookie


class TestTheSecondStep:
    def code(self, database: Database) -> str:
        with database.reading() as session:
            secret = session.exec(select(SecondStep.secret)).one()
        return pyotp.TOTP(secret).at(clock.now())

    def set_up(self, client: CheckingClient, database: Database) -> Page:
        sign_in_as(client, "moderator@normal.example", MODERATOR, second_step=False)
        shown = press(client, Page(client.get("/second-step")), "Continue")
        assert shown.heading == "Tell your app about this account"
        return press(client, shown, "Continue", code=self.code(database))

    def test_it_is_set_up_with_an_app(self, client: CheckingClient, web_database: Database) -> None:
        shown = self.set_up(client, web_database)
        assert shown.heading == "Keep these codes"
        with web_database.reading() as session:
            assert session.exec(select(SignIn.second_step_at)).one()

    def test_a_code_is_taken_once(
        self, client: CheckingClient, app: Flask, web_database: Database, set_clock: Until
    ) -> None:
        self.set_up(client, web_database)
        other = app.test_client()
        assert isinstance(other, CheckingClient)
        sign_in_as(other, "moderator@normal.example", MODERATOR, second_step=False)
        asking = Page(other.get("/second-step"))
        assert press(other, asking, "Continue", code=self.code(web_database)).status == 422
        set_clock(clock.now() + timedelta(seconds=30))
        assert press(other, asking, "Continue", code=self.code(web_database)).heading == "Your account"

    def test_without_the_app_a_recovery_code_helps_once(self, client: CheckingClient, web_database: Database) -> None:
        codes = re.findall(r"<li>([a-z0-9]{10})</li>", self.set_up(client, web_database).source)
        assert len(codes) == CODES
        asking = Page(client.get("/second-step"))
        assert press(client, asking, "Continue", code=codes[0].upper()).heading == "Your account"
        assert press(client, asking, "Continue", code=codes[0]).status == 422

    def test_nobody_guesses_for_long(self, client: CheckingClient, web_database: Database) -> None:
        self.set_up(client, web_database)
        asking = Page(client.get("/second-step"))
        statuses = {press(client, asking, "Continue", code=f"{number:06}").status for number in range(12)}
        assert statuses == {422, 429}

    def test_the_picture_is_nothing_but_a_picture(self, client: CheckingClient) -> None:
        sign_in_as(client, '"<script>"@normal.example', MODERATOR, second_step=False)
        shown = press(client, Page(client.get("/second-step")), "Continue")
        [svg] = re.findall(r"<svg.*?</svg>", shown.source)
        assert re.fullmatch(r'<svg[^<>]*><path [^<>]* d="[Mhvmz0-9. -]*"/></svg>', svg)


def test_a_letter_is_written_for_where_the_directory_is_and_not_for_whom_asks(
    client: CheckingClient, web_database: Database, resources: Resources, navigator: None
) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = False
    client.post("/sign-in", data={"email": EMAIL}, headers={"Host": "evil.example"})
    assert "evil.example" not in letters(web_database)[-1].body
