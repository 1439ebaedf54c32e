"""What every answer carries, and what none of them does."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask

from config import Settings
from tests.checking_client import CheckingClient
from tests.makers import a_record
from tests.pages import Page
from tests.views.conftest import Publish

ADDRESSES = [
    "/",
    "/search",
    "/search?postcode=ZZ1+1AA&q=lonely&age=84",
    "/search?postcode=nowhere",
    "/search?age=640",
    "/search?q=zzz&exact=1",
    "/listing/nonsense",
    "/nothing",
    "/about",
    "/accessibility",
    "/privacy",
    "/health",
    "/static/nothing.css",
    "/static/fingerpost.css",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_forbids_what_is_not_needed(client: CheckingClient, listed: Publish, address: str) -> None:
    listed(a_record())
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy, "no other site is allowed anything"
    assert "Access-Control-Allow-Origin" not in headers
    assert "Server" not in headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_left_behind_on_the_machine_that_searched(client: CheckingClient, address: str) -> None:
    headers = client.get(address).headers
    assert "Set-Cookie" not in headers
    if address != "/static/fingerpost.css":
        assert headers["Cache-Control"] == "no-store"


def test_a_script_runs_only_with_the_word_of_its_own_answer(client: CheckingClient) -> None:
    answers = [client.get("/") for _ in range(2)]
    words = []
    for answer in answers:
        allowed = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
        assert allowed
        scripts = Page(answer).elements("script")
        assert {script.get("nonce") for script in scripts} == {allowed.group(1)}
        words.append(allowed.group(1))
    assert words[0] != words[1]


@pytest.mark.parametrize("address", ["/", "/search?postcode=ZZ1+1AA", "/about", "/privacy", "/nothing"])
def test_no_page_loads_anything_from_elsewhere(client: CheckingClient, listed: Publish, address: str) -> None:
    listed(a_record(url="https://kettle.example", referral_url="https://kettle.example/refer"))
    page = Page(client.get(address))
    loaded = [
        element.get(name)
        for tag, name in (("link", "href"), ("script", "src"), ("img", "src"), ("form", "action"), ("use", "href"))
        for element in page.elements(tag)
        if element.get(name)
    ]
    for found in loaded:
        assert not urlsplit(found).netloc, found
    for found in re.findall(r"""(?:url\(|import[^"]*")([^)"]+)""", page.source):
        assert found.startswith("/"), found


@pytest.mark.parametrize("way", ["gzip", "br"])
def test_style_sheet_and_script_come_compressed(client: CheckingClient, way: str) -> None:
    page = Page(client.get("/"))
    sheet = next(link.get("href") for link in page.elements("link") if "vendor" in link.get("href"))
    answer = client.get(sheet, headers={"Accept-Encoding": way})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == way
    assert len(answer.data) < 16_000


def test_the_style_sheets_of_the_page_load_nothing_themselves(client: CheckingClient) -> None:
    for link in Page(client.get("/")).elements("link"):
        assert "url(http" not in client.get(link.get("href")).text
        assert "@import" not in client.get(link.get("href")).text


def test_links_to_groups_do_not_tell_them_what_was_searched(client: CheckingClient, listed: Publish) -> None:
    listed(a_record(referral_url="https://kettle.example/refer"))
    links = [each for each in Page(client.get("/search")).elements("a") if each.get("href").startswith("http")]
    assert links
    assert {link.get("rel") for link in links} == {"noreferrer"}


class TestHosts:
    @pytest.fixture
    def guarded(self, settings: Settings, make_app: Callable[[Settings], Flask]) -> Flask:
        return make_app(Settings(home=settings.home, trusted_hosts=("good.example", ".council.example")))

    @pytest.mark.parametrize("host", ["good.example", "good.example:8000", "find.council.example"])
    def test_answers_to_its_own_names(self, guarded: Flask, host: str) -> None:
        assert guarded.test_client().get("/", headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize("host", ["evil.example", "good.example.evil.example", "", "good.example@evil.example"])
    def test_does_not_answer_to_others(self, guarded: Flask, host: str) -> None:
        answer = guarded.test_client().get("/", headers={"Host": host})
        assert answer.status_code == 400
        assert answer.text == "This address cannot be read."
        assert "evil" not in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    def test_behind_a_proxy_https_is_known_and_kept_to(
        self, settings: Settings, make_app: Callable[[Settings], Flask]
    ) -> None:
        app = make_app(Settings(home=settings.home, proxies=1))
        headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
        assert "max-age" in app.test_client().get("/", headers=headers).headers["Strict-Transport-Security"]

    def test_without_a_proxy_nobody_can_claim_one(self, client: CheckingClient) -> None:
        answer = client.get("/", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"})
        assert "Strict-Transport-Security" not in answer.headers
        assert "evil" not in answer.text
