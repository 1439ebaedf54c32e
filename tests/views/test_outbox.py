"""The letters of a demonstration."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from config import Settings
from directory.mail import FileMailer
from directory.views.outbox import MOST, Piece, pieces
from tests.checking_client import CheckingClient
from tests.mail.makers import a_letter
from tests.pages import Page

ADDRESS = "/demonstration/outbox"


@pytest.fixture
def shown(settings: Settings, make_app: Callable[[Settings], Flask]) -> CheckingClient:
    """A browser in front of a demonstration."""
    client = make_app(settings.model_copy(update={"demonstration": True})).test_client()
    assert isinstance(client, CheckingClient)
    return client


@pytest.fixture
def folder(settings: Settings) -> FileMailer:
    return FileMailer(settings.outbox)


def test_but_in_a_demonstration_there_is_no_such_page(client: CheckingClient, folder: FileMailer) -> None:
    folder.send(a_letter())
    page = Page(client.get(ADDRESS))
    assert page.status == 404
    assert "kettle" not in page.source
    assert ADDRESS not in Page(client.get("/")).every("href")


def test_every_page_of_a_demonstration_leads_to_its_letters(shown: CheckingClient) -> None:
    assert ADDRESS in Page(shown.get("/")).every("href")
    page = Page(shown.get(ADDRESS))
    assert page.heading == "Letters it would have sent"
    assert "No letter was written yet" in page.text
    assert '<meta name="robots" content="noindex">' in page.source


def test_a_letter_is_shown_with_its_links_to_be_pressed(shown: CheckingClient, folder: FileMailer) -> None:
    link = "http://localhost/sign-in/abc?next=%2F"
    folder.send(a_letter(subject="Sign in <b>", body=f"Press this:\n\n{link}\n\nNot https://elsewhere.example/x."))
    page = Page(shown.get(ADDRESS))
    assert page.links == {link: "/sign-in/abc?next=%2F"}
    assert "Sign in <b> To keeper@kettle.example, " in page.text
    assert "Not https://elsewhere.example/x." in page.text


def test_there_are_no_more_than_a_page_holds(shown: CheckingClient, folder: FileMailer) -> None:
    for number in range(MOST + 1):
        folder.send(a_letter(id=UUID(int=number)))
    page = Page(shown.get(ADDRESS))
    assert len(page.elements("article")) == MOST
    assert f"older ones than {MOST} are not shown" in page.text


@pytest.mark.parametrize(
    ("link", "host", "address"),
    [
        ("http://localhost:8000/a?b=c#d", "127.0.0.1:8000", "/a?b=c#d"),
        ("https://normal.example", "normal.example", "/"),
        ("https://normal.example//evil.example/", "normal.example", "/evil.example/"),
        ("https://normal.example/a", "normal.example:8000", ""),
        ("https://other.example/a", "normal.example", ""),
        ("https://normal.example:x/a", "normal.example", ""),
        ("https://normal.example@other.example/", "normal.example", ""),
        ("https://[normal.example/", "normal.example", ""),
        ("http://", "normal.example", ""),
    ],
)
def test_only_what_leads_to_this_site_is_a_link(link: str, host: str, address: str) -> None:
    found = list(pieces(f"See ({link}).", host))
    assert "".join(piece.words for piece in found) == f"See ({link})."
    assert [piece for piece in found if piece.address] == ([Piece(link, address)] if address else [])
