"""The pages of those who decide, as they are with something on them: nobody is shut out, and nothing is cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from sqlmodel import col

from directory.access import Grant
from directory.models import Service, published_services
from directory.vocabulary import Role
from tests.browser.axe import Axe
from tests.browser.conftest import watch
from tests.browser.people import DESK, PHONE, too_wide
from tests.browser.serving import Site
from tests.browser.test_pages import open_everything
from tests.checking_client import CheckingClient
from tests.people import sign_in_as


@pytest.fixture
def deciding(browser: Browser, town: Site) -> Iterator[Page]:
    """A browser in which an administrator is signed in."""
    client, wrong = town.app.test_client(), list[str]()
    assert isinstance(client, CheckingClient)
    sign_in_as(client, "administrator@normal.example", Grant(Role.ADMINISTRATOR))
    made = client.get_cookie("fingerpost")
    assert made
    with browser.new_context(base_url=town.address) as context:
        watch(context, town.address, wrong)
        context.add_cookies([{"name": "fingerpost", "value": made.value, "url": town.address}])
        yield context.new_page()
    assert wrong == []


def look(page: Page, axe: Axe, told: str) -> None:
    """Look at a page as it is, wide and on a telephone."""
    open_everything(page)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert axe(page, again=size is PHONE) == [], told
        assert too_wide(page) == 0, told


def test_the_pages_of_those_who_decide_shut_nobody_out(deciding: Page, town: Site, axe: Axe) -> None:
    with town.shared.database.reading() as session:
        chosen = published_services().order_by(col(Service.name), col(Service.id)).limit(2)
        one, other = (f"/moderation/{service.id}" for service in session.exec(chosen).all())
    merge = f"{one}/merge/{other.rpartition('/')[2]}"
    own = ("/account", "/second-step", "/people")
    for address in ("/moderation", "/moderation/audit", one, f"{one}/preview", merge, *own):
        answer = deciding.goto(address)
        assert answer
        assert answer.status == 200, address
        look(deciding, axe, address)


def test_no_refusal_shuts_them_out(deciding: Page, town: Site, axe: Axe) -> None:
    with town.shared.database.reading() as session:
        service = session.exec(published_services().order_by(col(Service.name), col(Service.id)).limit(1)).one()
    for address, button in ((f"/moderation/{service.id}", "It has ended"), ("/people", "Let them have it")):
        deciding.goto(address)
        deciding.get_by_role("button", name=button, exact=True).click()
        deciding.wait_for_selector(".govuk-error-summary")
        look(deciding, axe, address)
