"""Our OpenAPI document is valid, says all that the standard asks for, and where every field comes from."""

from typing import Any

import pytest
from openapi_spec_validator import validate

from directory.oruk.entities import ENTITIES, Layer
from directory.oruk.openapi import LISTS, openapi_document

STUB = "https://directory.example/oruk/v3"

REQUIRED = {
    "service": {"id", "name", "status"},
    "organization": {"id", "name", "description"},
    "organization_identifier": {"id", "identifier_type", "identifier"},
    "location": {"id", "location_type"},
    "address": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "phone": {"id", "number"},
    "taxonomy": {"id", "name", "description"},
    "taxonomy_term": {"id", "name", "description"},
    "service_capacity": {"id", "unit", "available", "updated"},
    "unit": {"id", "name"},
}
"""What the standard requires of each entity beside its key, as of March 2026."""

PATHS = {
    "/": [],
    "/services": [
        *("search", "page", "per_page", "format", "taxonomy_term_id", "taxonomy_id"),
        *("organization_id", "modified_after", "minimal", "full"),
    ],
    "/services/{id}": [],
    "/organizations": ["search", "full_service", "full", "page", "per_page", "format"],
    "/organizations/{id}": ["full_service"],
    "/service_at_locations": [
        *("search", "page", "per_page", "format", "taxonomy_term_id", "taxonomy_id"),
        *("organization_id", "modified_after", "full", "postcode", "proximity"),
    ],
    "/service_at_locations/{id}": [],
    "/taxonomies": ["search", "page", "per_page", "format"],
    "/taxonomies/{id}": [],
    "/taxonomy_terms": ["search", "page", "per_page", "format", "taxonomy_id", "top_only", "parent_id"],
    "/taxonomy_terms/{id}": [],
}
"""The addresses of the standard, and what can be asked there."""


def names(operation: dict[str, Any]) -> set[str]:
    """What can be asked at an address."""
    return {each["$ref"].rpartition("/")[2] for each in operation.get("parameters", ()) if "$ref" in each}


@pytest.mark.parametrize("strict", [True, False])
def test_it_is_valid(strict: bool) -> None:
    validate(openapi_document(STUB, contact="open@directory.example", strict=strict))
    validate(openapi_document("", strict=strict))


def test_it_says_which_standard_it_keeps_to_and_under_which_licence_its_data_are() -> None:
    document = openapi_document(STUB)
    assert document["x-hsds-version"] == document["info"]["version"] == "HSDS-UK-3.0"
    assert document["info"]["license"]["name"] == "Open Government Licence v3.0"
    assert document["servers"] == [{"url": STUB}]


@pytest.mark.parametrize("entity", sorted(ENTITIES))
def test_an_entity_requires_what_the_standard_requires(entity: str) -> None:
    required = set(openapi_document(STUB)["components"]["schemas"][entity].get("required", ()))
    assert required >= REQUIRED.get(entity, set() if entity.startswith("fingerpost_") else {"id"})


@pytest.mark.parametrize("path", PATHS)
def test_an_address_of_the_standard_is_there_and_can_be_asked_all_that_it_says(path: str) -> None:
    operation = openapi_document(STUB)["paths"][path]["get"]
    assert names(operation) >= set(PATHS[path])
    assert operation["tags"] == ["required" if path in {"/", "/services", "/services/{id}"} else "optional"]


def test_there_are_no_other_addresses() -> None:
    assert openapi_document(STUB)["paths"].keys() == PATHS.keys()


def test_what_begins_with_our_prefix_is_ours_and_nothing_else_is() -> None:
    for entity in ENTITIES.values():
        for field in entity.fields:
            is_ours = entity.name.startswith("fingerpost_") or field.name.startswith("fingerpost_")
            assert (field.layer is Layer.OWN) == is_ours, field


def test_every_field_says_what_it_means_and_where_it_is_from() -> None:
    for schema in (openapi_document(STUB)["components"]["schemas"][name] for name in ENTITIES):
        for field in schema["properties"].values():
            assert field["description"].endswith(")")
            assert field["x-source"] in {"CORE", "HSDS", "HSDS_3_1", "OWN"}


def test_a_strict_document_lets_nothing_be_added() -> None:
    schemas = openapi_document(STUB, strict=True)["components"]["schemas"]
    closed = {name for name, schema in schemas.items() if schema.get("additionalProperties") is False}
    assert closed >= ENTITIES.keys() | {f"{each.entity}_page" for each in LISTS}


def test_an_entity_refuses_to_write_what_it_does_not_declare() -> None:
    with pytest.raises(KeyError, match="service has no field nmae"):
        ENTITIES["service"].write({"nmae": "Tea"})


def test_what_says_nothing_is_left_out_and_nought_is_not_nothing() -> None:
    said: dict[str, Any] = {"name": "", "description": None, "minimum_age": 0, "contacts": [], "fingerpost_ways": ()}
    assert ENTITIES["service"].write(said) == {"minimum_age": 0}
    assert ENTITIES["location"].write({"fingerpost_address_public": False}) == {"fingerpost_address_public": False}
