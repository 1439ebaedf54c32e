"""The addresses of the feed in OpenAPI: lists, single records, and what the feed says of itself."""

from dataclasses import dataclass
from typing import Any, Final

from directory.oruk.entities import Document

REFERENCE: Final = "#/components/schemas/"
PAGING: Final = ("page", "per_page", "format")
FILTERS: Final = (
    "search",
    "taxonomy_term_id",
    "taxonomy_id",
    "organization_id",
    "modified_after",
    "postcode",
    "proximity",
    "minimum_age",
    "maximum_age",
    "age",
    "day",
    "start_time",
    "end_time",
)


@dataclass(frozen=True, slots=True)
class ListPath:
    """A list, and the single records in it.

    Attributes:
        path: after the stub.
        entity: the name of what it lists.
        noun: what one is called.
        tag: whether the standard requires it.
        questions: the names of the parameters of the list.
        detail_questions: those of a single record.
    """

    path: str
    entity: str
    noun: str
    tag: str
    questions: tuple[str, ...]
    detail_questions: tuple[str, ...] = ()


LISTS: Final = (
    ListPath("/services", "service", "service", "required", (*FILTERS, "minimal", "full", *PAGING)),
    ListPath(
        "/organizations",
        "organization",
        "organisation",
        "optional",
        ("search", "full", "full_service", *PAGING),
        ("full_service",),
    ),
    ListPath(
        "/service_at_locations",
        "service_at_location",
        "service at a location",
        "optional",
        (*FILTERS, "full", *PAGING),
    ),
    ListPath("/taxonomies", "taxonomy", "taxonomy", "optional", ("search", *PAGING)),
    ListPath(
        "/taxonomy_terms",
        "taxonomy_term",
        "taxonomy term",
        "optional",
        ("search", "taxonomy_id", "top_only", "parent_id", *PAGING),
    ),
)
"""Every list of the standard."""


def all_paths() -> Document:
    """Every address."""
    paths: Document = {"/": {"get": _root()}}
    for each in LISTS:
        paths[each.path] = {"get": _list(each)}
        paths[f"{each.path}/{{id}}"] = {"get": _detail(each)}
    return paths


def _root() -> Document:
    said = _answers("What the feed is.", "api_details")
    return {"operationId": "root", "summary": "What this feed is", "tags": ["required"], "responses": said}


def _list(each: ListPath) -> Document:
    answers = _answers("A page; with format=ndjson all records, one a line.", f"{each.entity}_page") | _refused()
    answers["200"]["content"]["application/x-ndjson"] = {
        "schema": {"type": "string", "description": f"On each line one {each.entity} in JSON."}
    }
    return {
        "operationId": f"list_{each.entity}",
        "summary": f"The {each.path[1:].replace('_', ' ')}",
        "tags": [each.tag],
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in each.questions],
        "responses": answers,
    }


def _detail(each: ListPath) -> Document:
    key = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": f"The key of the {each.noun}.",
        "schema": {"type": "string", "format": "uuid"},
    }
    answers = _answers(f"The {each.noun}.", each.entity) | _refused("404")
    if each.entity == "service":
        answers["301"] = {"description": "It was merged into another service, which is found where this leads."}
    asked = [{"$ref": f"#/components/parameters/{name}"} for name in each.detail_questions]
    return {
        "operationId": f"get_{each.entity}",
        "summary": f"One {each.noun}",
        "tags": [each.tag],
        "parameters": [key, *asked],
        "responses": answers,
    }


def _answers(description: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"{REFERENCE}{schema}"}}}
    return {"200": {"description": description, "content": content}}


def _refused(*further: str) -> dict[str, Any]:
    refused = {code: {"$ref": f"#/components/responses/{code}"} for code in ("400", *further)}
    return {"304": {"description": "It is as it was when it was last asked for."}} | refused
