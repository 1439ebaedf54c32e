"""What is answered to a search, to a mistake, and to whoever asks what we can do."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import urlencode

from directory.oruk.fhir.asking import Asked
from directory.oruk.fhir.parameters import INCLUDES, KINDS, OF_ALL, PARAMETERS
from directory.oruk.fhir.values import FHIR_VERSION, UK_CORE, Json, text, whole

_NOT_CARRIED: Final = {"_count", "_offset"}
_PUBLISHED = "2026-11-22"


def bundle(asked: Asked, base: str, total: int, found: Iterable[Json], included: Iterable[Json]) -> Json:
    """A page of what was found.

    Args:
        base: the address of our FHIR server.
        total: how many were found on all pages.
        included: what was asked to be sent along.
    """
    entries = [_entry(asked.part.of(each), base, "match") for each in found] + [
        _entry(each, base, "include") for each in included
    ]
    links = [{"relation": relation, "url": url} for relation, url in _links(asked, base, total)]
    return whole({"resourceType": "Bundle", "type": "searchset", "total": total, "link": links, "entry": entries}) | {
        "total": total
    }


def outcome(code: str, message: str, *, severity: str = "error", expression: str = "") -> Json:
    """What went wrong, in a sentence."""
    issue = {"severity": severity, "code": code, "diagnostics": text(message)}
    where = [expression] if expression else []
    return {"resourceType": "OperationOutcome", "issue": [whole({**issue, "expression": where})]}


def capability(site: str, name: str, version: str) -> Json:
    """What this server can do."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": _PUBLISHED,
        "kind": "instance",
        "software": {"name": "Fingerpost", "version": version},
        "implementation": {"description": text(name), "url": f"{site}/fhir"},
        "fhirVersion": FHIR_VERSION,
        "format": ["application/fhir+json", "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": "Services of voluntary groups, the groups, and their places. Open to all, read only. "
                "Open Government Licence v3.0.",
                "security": {"cors": True, "description": "Nobody need sign in: only what is public is here."},
                "resource": [_resource(kind) for kind in KINDS],
                "searchParam": _declared(OF_ALL),
            }
        ],
    }


def _entry(resource: Json, base: str, mode: str) -> Json:
    address = f"{base}/{resource['resourceType']}/{resource['id']}"
    return {"fullUrl": address, "resource": resource, "search": {"mode": mode}}


def _links(asked: Asked, base: str, total: int) -> Iterator[tuple[str, str]]:
    kept = [(name, value) for name, value in asked.used if name not in _NOT_CARRIED]

    def page(offset: int) -> str:
        pairs = [*kept, ("_count", str(asked.count)), *([("_offset", str(offset))] if offset else [])]
        return f"{base}/{asked.kind}?{urlencode(pairs, safe=':|/')}"

    yield "self", page(asked.offset)
    if not asked.count:
        return
    last = max(total - 1, 0) // asked.count * asked.count
    yield "first", page(0)
    if asked.offset:
        yield "previous", page(max(min(asked.offset, last + asked.count) - asked.count, 0))
    if asked.offset + asked.count < total:
        yield "next", page(asked.offset + asked.count)
    yield "last", page(last)


def _resource(kind: str) -> Json:
    return whole(
        {
            "type": kind,
            "supportedProfile": [f"{UK_CORE}{kind}"],
            "interaction": [{"code": "read"}, {"code": "search-type"}],
            "versioning": "no-version",
            "conditionalRead": "full-support",
            "searchInclude": list(INCLUDES[kind]),
            "searchParam": _declared(PARAMETERS[kind]),
        }
    )


def _declared(parameters: Mapping[str, tuple[str, str]]) -> list[Json]:
    return [{"name": name, "type": type_, "documentation": meaning} for name, (type_, meaning) in parameters.items()]
