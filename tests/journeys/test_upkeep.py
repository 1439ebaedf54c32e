"""A group is written to, presses once, and navigators read it in the results: whole stories, page by page."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jinja2 import FileSystemBytecodeCache
from sqlmodel import col, select

from config import Settings
from directory import clock
from directory.factory import create_app, make_resources
from directory.mail import FileMailer, kept_letters
from directory.models import Organisation, Service
from directory.queries.upkeep import Rhythm
from directory.resources import Resources
from tests.checking_client import CheckingClient
from tests.homes import copied
from tests.pages import Page, press, said


@pytest.fixture
def installation(demonstration_home: Path, demonstration: Resources, tmp_path: Path) -> Iterator[Resources]:
    """The demonstration district, to be changed, with its letters going into a folder."""
    settings = Settings(home=copied(demonstration_home, tmp_path / "home"), address="https://directory.example")
    made = make_resources(settings)
    made.__dict__.update(thesaurus=demonstration.thesaurus, gazetteer=demonstration.gazetteer)
    made.mailer = FileMailer(settings.outbox)
    yield made
    made.database.engine.dispose()


@pytest.fixture
def client(installation: Resources, _templates: FileSystemBytecodeCache) -> CheckingClient:
    app = create_app(Settings(home=installation.home), installation)
    app.jinja_env.bytecode_cache, app.test_client_class = _templates, CheckingClient
    opened = app.test_client()
    assert isinstance(opened, CheckingClient)
    return opened


def a_listing(installation: Resources) -> tuple[str, str, str]:
    """The key, name and mailbox of a listing, which nobody has confirmed for eighty days."""
    found = (
        select(Service, Organisation)
        .join(Organisation, col(Organisation.id) == col(Service.organisation_id))
        .where(col(Organisation.email) != "", col(Service.email) == "")
        .order_by(col(Service.name), col(Service.id))
    )
    with installation.database.writing() as session:
        service, group = session.exec(found).all()[0]
        service.confirmed_on = clock.today() - timedelta(days=80)
        return str(service.id), service.name, group.email


def card(client: CheckingClient, name: str) -> str:
    """What the results say of a listing."""
    page = Page(client.get("/search", query_string={"postcode": "DL3 9AA", "q": name}))
    cards = [each for each in page.elements("article") if "fp-card" in (each.get("class") or "")]
    return next(words for words in map(said, cards) if name in words)


def test_a_reminder_is_answered_by_one_press_and_navigators_read_it_at_once(
    client: CheckingClient, installation: Resources
) -> None:
    key, name, mailbox = a_listing(installation)
    # In the morning the groups are asked that are due.
    asked = installation.remind(Rhythm(90, 365), fresh_days=28)
    assert asked.letters == installation.send_letters().sent > 0
    letters = kept_letters(installation.home / "outbox", limit=500)
    [letter] = [each for each in letters if each.to == mailbox]
    assert name in letter.body

    # The secretary reads it on her phone, and presses "Now full".
    mine = letter.body.partition(f"\n{name}\n")[2]
    link = next(each for each in re.findall(r"https://\S+", mine) if each.endswith("?say=full"))
    page = Page(client.get(urlsplit(link)._replace(scheme="", netloc="").geturl()))
    page = press(client, page, "Yes: now full")
    assert "You have said that it is full" in page.text

    # A navigator with a client on the telephone reads it in the results, and on the page.
    assert "Full (told today)" in card(client, name)
    assert "Confirmed today" in Page(client.get(f"/listing/{key}")).text

    # In the afternoon there is a waiting list: the same letter will do.
    page = press(client, page, "There is a waiting list", weeks="about 6")
    assert "Waiting list, about 6 weeks (told today)" in card(client, name)

    # That was the other group; she takes it back, and then says that nothing has changed.
    page = press(client, page, "Take it back")
    assert "Full (told today)" in card(client, name)
    press(client, page, "Still right")

    # Nobody asks her again before the time has come.
    assert installation.remind(Rhythm(90, 365), fresh_days=28).letters == 0
