"""Every filter of the feed lets through what it says, no more and no less, alone and with others."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.keys import taxonomy_key, term_key
from directory.oruk.writer import OURS
from tests.depth import examples
from tests.views.oruk.choices import CHOICES, with_what_it_needs
from tests.views.oruk.feed import Document, Feed
from tests.views.oruk.oracle import metres_from, passes

pytestmark = pytest.mark.usefixtures("island")


@pytest.fixture
def told(feed: Feed) -> list[Document]:
    """All services, in full."""
    return feed.every("/services", full="true")


@pytest.fixture
def broader(feed: Feed) -> dict[str, str]:
    """Of each term the one that is right above it."""
    return {term["id"]: term["parent_id"] for term in feed.every("/taxonomy_terms") if "parent_id" in term}


@pytest.mark.parametrize("name", CHOICES)
def test_a_filter_lets_through_what_it_says(
    feed: Feed, told: list[Document], broader: dict[str, str], name: str
) -> None:
    sizes = set()
    for value in CHOICES[name]:
        asked = with_what_it_needs(name, value)
        expected = {service["id"] for service in told if passes(service, asked, broader)}
        assert feed.ids("/services", **asked) == expected, asked
        sizes.add(len(expected))
    assert sizes - {0, len(told)}, "none of these values tells one service from another"


def test_every_group_has_its_own(feed: Feed, told: list[Document]) -> None:
    groups = {service["organization_id"] for service in told}
    assert len(groups) > 5
    for group in groups:
        of_group = {service["id"] for service in told if service["organization_id"] == group}
        assert feed.ids("/services", organization_id=group) == of_group


def asked_together() -> st.SearchStrategy[dict[str, Any]]:
    """Some filters at once."""
    names = st.lists(st.sampled_from(sorted(CHOICES)), min_size=2, max_size=4, unique=True)

    def values(chosen: list[str]) -> st.SearchStrategy[dict[str, Any]]:
        needed = {*chosen, *(["postcode"] if "proximity" in chosen else [])}
        return st.fixed_dictionaries({name: st.sampled_from(CHOICES[name]) for name in sorted(needed)})

    return names.flatmap(values)


def test_filters_together_let_through_what_all_of_them_do(
    feed: Feed, told: list[Document], broader: dict[str, str]
) -> None:
    @examples(12)
    @given(asked_together())
    def together(asked: dict[str, Any]) -> None:
        expected = [service for service in told if passes(service, asked, broader)]
        assert feed.ids("/services", **asked) == {service["id"] for service in expected}
        assert feed.document("/services", **asked)["total_items"] == len(expected)
        assert feed.ids("/service_at_locations", **asked) == {
            at["id"] for service in expected for at in _places(service, asked)
        }

    together()


def test_where_places_are_asked_for_by_distance_a_service_tells_of_no_others(feed: Feed, told: list[Document]) -> None:
    asked = {"postcode": "zz11aa", "proximity": 2000}
    near = {service["id"]: _places(service, {**asked, "postcode": "ZZ1 1AA"}) for service in told}
    found = feed.every("/services", full="true", **asked)
    assert {service["id"]: service["service_at_locations"] for service in found} == {
        key: places for key, places in near.items() if places
    }
    assert any(
        len(places) < len(service.get("service_at_locations", []))
        for service, places in zip(told, near.values(), strict=True)
        if places
    )


def test_groups_are_found_by_words(feed: Feed) -> None:
    groups = feed.every("/organizations")
    for words in ("society", "island", "caffi society", "nothing"):
        expected = {
            group["id"]
            for group in groups
            if all(word in f"{group['name']}\n{group['description']}".lower() for word in words.split())
        }
        assert feed.ids("/organizations", search=words) == expected


def test_terms_are_found_by_words_list_and_place_in_it(feed: Feed, broader: dict[str, str]) -> None:
    every = feed.every("/taxonomy_terms")
    top, connect = {term["id"] for term in every if "parent_id" not in term}, term_key(OURS, "need:connect")
    assert feed.ids("/taxonomy_terms", top_only="true") == top
    assert feed.ids("/taxonomy_terms", top_only="false") == {term["id"] for term in every}
    assert feed.ids("/taxonomy_terms", parent_id=connect) == {key for key, above in broader.items() if above == connect}
    for key in CHOICES["taxonomy_id"]:
        of_list = {term["id"] for term in every if term["taxonomy_id"] == key}
        assert feed.ids("/taxonomy_terms", taxonomy_id=key) == of_list
        assert feed.ids("/taxonomy_terms", taxonomy_id=key, top_only="true") == of_list & top
    lonely = {term["id"] for term in every if "lonel" in f"{term['name']} {term['description']}".lower()}
    assert feed.ids("/taxonomy_terms", search="lonel") == lonely
    assert feed.ids("/taxonomies", search="charity") == {taxonomy_key("UK-CAT")}


def test_a_parameter_that_nobody_has_heard_of_is_passed_over(feed: Feed, told: list[Document]) -> None:
    assert len(feed.ids("/services", colour="green", vocabulary="x")) == len(told)


def test_one_without_a_value_is_as_if_it_were_not_there(feed: Feed, told: list[Document]) -> None:
    nothing = dict.fromkeys([*CHOICES, "page", "per_page", "organization_id"], " ")
    assert len(feed.ids("/services", **nothing)) == len(told)


def _places(service: Document, asked: dict[str, Any]) -> list[Document]:
    places = service.get("service_at_locations", [])
    if "proximity" not in asked:
        return list(places)
    return [at for at in places if metres_from(asked["postcode"], at["location"]) <= asked["proximity"]]
