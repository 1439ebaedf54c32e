"""Pages that only tell, and the answer for a load balancer."""

from collections.abc import Callable

import pytest
from flask import Flask

from config import Settings
from directory.resources import Resources
from search_index.documents import Status
from search_index.memory import MemoryIndex
from search_index.thesaurus import Thesaurus
from tests.checking_client import CheckingClient
from tests.makers import a_record
from tests.pages import Page
from tests.views.conftest import Publish


@pytest.mark.parametrize(
    ("address", "heading"),
    [("/about", "About this directory"), ("/accessibility", "Accessibility"), ("/privacy", "Privacy")],
)
def test_each_page_is_there_and_linked_from_every_other(client: CheckingClient, address: str, heading: str) -> None:
    assert Page(client.get(address)).heading == heading
    assert address in Page(client.get("/")).every("href")


def test_the_directory_says_where_its_postcodes_are_from(client: CheckingClient) -> None:
    assert "We know 6 postcodes" in Page(client.get("/about")).text


def test_the_council_and_where_to_write_are_named_on_every_page(
    settings: Settings, make_app: Callable[[Settings], Flask]
) -> None:
    named = Settings(home=settings.home, council_name="Normal Council", contact_email="us@normal.example")
    client = make_app(named).test_client()
    for address in ("/", "/search", "/nothing"):
        page = Page(client.get(address))
        assert "Normal Council" in page.source
        assert page.title.endswith("– Fingerpost – Normal Council")
    for address in ("/accessibility", "/privacy", "/nothing"):
        assert Page(client.get(address)).link("us@normal.example") == "mailto:us@normal.example"


def test_a_demonstration_says_so_and_nothing_else_does(
    client: CheckingClient, make_app: Callable[[Settings], Flask], settings: Settings
) -> None:
    said = "every group, telephone number and web address here is fictional"
    assert said not in Page(client.get("/")).source
    shown = make_app(settings.model_copy(update={"demonstration": True})).test_client()
    assert said in Page(shown.get("/")).source


def test_a_load_balancer_learns_that_all_is_well(client: CheckingClient, listed: Publish, resources: Resources) -> None:
    listed(a_record())
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json == {"sound": True, "generation": resources.index.status().generation, "documents": 1}


class TornIndex(MemoryIndex):
    """An index whose files cannot be read."""

    def status(self) -> Status:
        return Status(sound=False, generation=7, documents=0, changed_at=None, trouble="a file is torn")


def test_a_load_balancer_learns_that_searches_cannot_be_answered(
    client: CheckingClient, resources: Resources, thesaurus: Thesaurus
) -> None:
    resources.__dict__["index"] = TornIndex(thesaurus)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json == {"sound": False, "generation": 7, "documents": 0}
