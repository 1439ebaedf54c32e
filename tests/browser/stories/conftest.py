"""Those whom stories are about, each with a browser of their own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Protocol

import pytest
from playwright.sync_api import Browser
from sqlmodel import col, select

from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.models import Organisation, Service, published_services
from tests.browser.conftest import watch
from tests.browser.people import DESK, PHONE, Somebody
from tests.browser.serving import Site

SECONDS = 60
"""How long a page may let somebody wait for a button; by far less will do, on a machine with nothing else to do."""


class Meeting(Protocol):
    """Brings somebody into a story."""

    def __call__(self, email: str = "", *grants: Grant, phone: bool = False, scripts: bool = True) -> Somebody: ...


@pytest.fixture
def meet(browser: Browser, town: Site) -> Iterator[Meeting]:
    """Brings people into a story. Nothing may go wrong in any of their browsers."""
    wrong: list[str] = []

    def met(email: str = "", *grants: Grant, phone: bool = False, scripts: bool = True) -> Somebody:
        with town.shared.database.writing() as session:
            for grant in grants:
                grant_role(session, email=email, grant=grant, by="a test")
        size = PHONE if phone else DESK
        made = browser.new_context(base_url=town.address, viewport=size, java_script_enabled=scripts)
        context = opened.enter_context(made)
        context.set_default_timeout(SECONDS * 1000)
        watch(context, town.address, wrong)
        return Somebody(context.new_page(), email)

    with ExitStack() as opened:
        yield met
    assert wrong == []


@pytest.fixture
def listed(town: Site) -> Callable[[int], tuple[Service, Organisation]]:
    """Listings of groups whose mailbox is known: the first of them, the second, and so on."""
    kept = select(Organisation).where(col(Organisation.email) != "").order_by(col(Organisation.name))

    def of_number(number: int) -> tuple[Service, Organisation]:
        with town.shared.database.reading() as session:
            group = session.exec(kept).all()[number]
            services = published_services().where(col(Service.organisation_id) == group.id, col(Service.email) == "")
            return session.exec(services.order_by(col(Service.name), col(Service.id))).all()[0], group

    return of_number
