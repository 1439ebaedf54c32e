"""Two people change the same listing at once, and nobody's words are lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from uuid import UUID

import pytest
from flask import Flask
from sqlmodel import col

from config import Settings
from directory.access import Grant
from directory.factory import create_app, make_resources
from directory.models import Service, published_services
from directory.queries.record import service_record
from directory.vocabulary import Role
from tests.checking_client import CheckingClient
from tests.pages import Page, press
from tests.people import sign_in_as

Browser = Callable[[str], CheckingClient]


@pytest.fixture
def app(demonstration_home: Path, tmp_path: Path) -> Iterator[Flask]:
    """The demonstration district, of one's own to change."""
    home = Path(copytree(demonstration_home, tmp_path / "home"))
    settings = Settings(home=home, demonstration=True)
    resources = make_resources(settings)
    made = create_app(settings, resources)
    made.test_client_class = CheckingClient
    yield made
    resources.database.engine.dispose()


@pytest.fixture
def listing(app: Flask) -> tuple[UUID, UUID]:
    """A listing and its group."""
    with app.extensions["resources"].database.reading() as session:
        service = session.exec(published_services().order_by(col(Service.name), col(Service.id)).limit(1)).one()
        return service.id, service.organisation_id


@pytest.fixture
def browser_of(app: Flask, listing: tuple[UUID, UUID]) -> Browser:
    """The browser of somebody who keeps it."""

    def opened(who: str) -> CheckingClient:
        client = app.test_client()
        assert isinstance(client, CheckingClient)
        sign_in_as(client, f"{who}@normal.example", Grant(Role.GROUP_EDITOR, listing[1], lead=True))
        return client

    return opened


def test_two_editors_at_once(app: Flask, browser_of: Browser, listing: tuple[UUID, UUID]) -> None:
    address = f"/listing/{listing[0]}/edit/joining"
    first, second = browser_of("first"), browser_of("second")

    # Both open the same page, and the first saves.
    page_of_first, page_of_second = Page(first.get(address)), Page(second.get(address))
    saved = press(first, page_of_first, "Save", joining="Ring the hall and ask for the secretary.")
    assert "Everybody sees it now" in saved.source

    # The second is shown both texts: their own in the box, the other beside it. Nothing was saved of theirs.
    both = press(second, page_of_second, "Save", joining="Just come. Bring a cup.")
    assert both.status == 409
    assert both.title.startswith("Error: ")
    assert both.form("Save mine")[1]["joining"] == ["Just come. Bring a cup."]
    assert "Ring the hall and ask for the secretary." in both.text
    assert _joining(app, listing[0]) == "Ring the hall and ask for the secretary."

    # While they think, the first saves once more: they are shown that, too.
    press(first, Page(first.get(address)), "Save", joining="Ring the hall.")
    both = press(second, both, "Save mine", joining="Ring the hall and ask for the secretary. Bring a cup.")
    assert both.status == 409
    assert "Ring the hall." in both.text

    # They put both together and save.
    done = press(second, both, "Save mine", joining="Ring the hall. Bring a cup.")
    assert "Everybody sees it now" in done.source
    assert _joining(app, listing[0]) == "Ring the hall. Bring a cup."

    # Every text is in the history, and two who change different parts do not meet at all.
    told = Page(first.get(f"/listing/{listing[0]}/history")).text
    assert "ask for the secretary" in told
    notice, costs = Page(first.get(address.replace("joining", "alert"))), Page(second.get(address))
    assert press(first, notice, "Save", alert="No meeting on Friday.").status == 200
    assert press(second, costs, "Save", joining="Come as you are.").status == 200


def _joining(app: Flask, service_id: UUID) -> str:
    with app.extensions["resources"].database.reading() as session:
        return service_record(session, service_id).joining
