"""The page that explains the feed to the people who use it."""

import re

import pytest

from directory.oruk.entities import ENTITIES
from directory.oruk.openapi import LISTS, PARAMETERS
from tests.checking_client import CheckingClient
from tests.pages import Page
from tests.views.oruk.feed import Feed


def test_it_names_every_address_parameter_and_field(client: CheckingClient) -> None:
    text = Page(client.get("/oruk/v3/docs")).text
    named = {
        *(each.path for each in LISTS),
        *PARAMETERS,
        *ENTITIES,
        *(field.name for entity in ENTITIES.values() for field in entity.fields),
    }
    assert not [name for name in named if name not in text]
    assert not [entity.description for entity in ENTITIES.values() if entity.description not in text]


def test_it_says_how_the_data_may_be_used(client: CheckingClient) -> None:
    assert "Open Government Licence v3.0" in Page(client.get("/oruk/v3/docs")).text


@pytest.mark.usefixtures("island")
def test_its_examples_can_be_pressed(feed: Feed) -> None:
    source = feed.get("/docs").text
    examples = re.findall(r'href="(/oruk/v3/[^"#]*)"><code>', source)
    assert len(examples) == 10
    for address in examples:
        # The postcode is a real one, and Normal Island has none.
        expected = 400 if "DL3" in address else 200
        assert feed.client.get(address.replace("&amp;", "&")).status_code == expected, address


def test_without_a_single_service_there_is_none_to_press(feed: Feed) -> None:
    assert "/oruk/v3/services/" not in feed.get("/docs").text


def test_nothing_of_it_is_a_script_or_comes_from_elsewhere(client: CheckingClient) -> None:
    page = Page(client.get("/oruk/v3/docs"))
    assert all(script.get("nonce") for script in page.elements("script"))
    assert not [script for script in page.elements("script") if script.get("src")]
