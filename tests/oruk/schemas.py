"""Documents held against JSON Schema: our own, and the standard's where it is at hand."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from directory.oruk.openapi import openapi_document
from tests.shared import SCHEMAS

OFFICIAL = "https://openreferraluk.org/specifications/3.0/schema/"


def faults(entity: str, document: Any) -> list[str]:
    """What a document has that our own OpenAPI document does not declare, or lacks of what it promises."""
    return [_in_words(error) for error in _own(entity).iter_errors(_sent(document))]


@cache
def _own(entity: str) -> Draft202012Validator:
    whole = Resource.from_contents(openapi_document("", strict=True), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:own", whole)
    return _validator(f"urn:own#/components/schemas/{entity}", registry)


def _validator(reference: str, registry: Any) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": reference}, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def _sent(document: Any) -> Any:
    """A document as it arrives."""
    return json.loads(json.dumps(document))


def _in_words(error: Any) -> str:
    return f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def leaves(value: Any) -> Iterator[Any]:
    """Every value in a document that holds no others."""
    match value:
        case dict():
            for each in value.values():
                yield from leaves(each)
        case list() | tuple():
            for each in value:
                yield from leaves(each)
        case _:
            yield value


def official_faults(entity: str, document: Any) -> list[str]:
    """What is wrong with a document by the standard's own schemas, which must be at hand."""
    return [_in_words(error) for error in _official(entity).iter_errors(_sent(document))]


@cache
def _official(entity: str) -> Draft202012Validator:
    def retrieve(uri: str) -> Resource[Any]:
        text = (SCHEMAS / "schema" / uri.removeprefix(OFFICIAL)).read_text(encoding="utf-8")
        # The files say neither their name nor their dialect.
        return Resource.from_contents(json.loads(text), default_specification=DRAFT202012)

    return _validator(f"{OFFICIAL}{entity}.json", Registry(retrieve=retrieve))  # type: ignore[call-arg]  # its name is given by attrs
