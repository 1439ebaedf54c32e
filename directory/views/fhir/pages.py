"""The directory as a FHIR R4 server that only reads: services, groups, places, our lists, and what it can do."""

from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from directory.errors import NotFoundError
from directory.geography import KM_PER_MILE
from directory.oruk.fhir.answers import bundle, capability
from directory.oruk.fhir.asking import Asked, AskedWronglyError, read, read_part
from directory.oruk.fhir.others import confirmed_extension, location, organization, term_list
from directory.oruk.fhir.service import LISTS, healthcare_service
from directory.oruk.fhir.values import Json
from directory.queries.fhir import find, groups_of, places_of, terms_of
from directory.queries.telling import told_of
from directory.views.absolute import site
from directory.views.context import session, settings, telling
from directory.views.fhir.blueprint import answer, blueprint
from directory.views.guards import open_to_all

_KIND = '<any("HealthcareService", "Organization", "Location"):kind>'


@blueprint.get("/metadata")
@open_to_all
def metadata() -> ResponseReturnValue:
    return answer(capability(site(), settings().service_name, _version()))


@blueprint.get(f"/{_KIND}/<key>")
@open_to_all
def resource(kind: str, key: str) -> ResponseReturnValue:
    found = next(iter(_resources(kind, [_uuid(key)])), None)
    if found is None:
        raise NotFoundError("There is no such resource, or it is no longer published")
    return answer(read_part(request.args).of(found))


@blueprint.get(f"/{_KIND}")
@open_to_all
def search(kind: str) -> ResponseReturnValue:
    usual_km = settings().radius_miles * KM_PER_MILE
    asked = read(kind, request.args.items(multi=True), site=site(), usual_km=usual_km)
    if asked.ignored and _is_strict():
        raise AskedWronglyError(asked.ignored[0], "This parameter is not supported here")
    keys = find(session(), asked, telling(), site())
    found = _resources(kind, keys[asked.offset : asked.offset + asked.count])
    return answer(bundle(asked, f"{site()}/fhir", len(keys), found, _included(asked, found)))


@blueprint.get("/CodeSystem/<name>")
@open_to_all
def our_list(name: str) -> ResponseReturnValue:
    kind = next((kind for kind, called in LISTS.items() if called == name), None)
    if kind is None:
        raise NotFoundError("There is no such list")
    return answer(term_list(site(), kind, name.replace("-", " ").capitalize(), terms_of(session(), kind)))


@blueprint.get("/StructureDefinition/last-confirmed")
@open_to_all
def our_extension() -> ResponseReturnValue:
    return answer(confirmed_extension(site()))


@blueprint.get("/", defaults={"rest": ""})
@blueprint.get("/<path:rest>")
@open_to_all
def anything_else(rest: str) -> ResponseReturnValue:
    kind = rest.partition("/")[0]
    raise NotFoundError(f"There is nothing of the kind {kind[:60]} here; /fhir/metadata says what there is")


def _resources(kind: str, keys: list[UUID]) -> list[Json]:
    """Resources of a kind, in the order of their keys; those that are not public are passed over."""
    match kind:
        case "HealthcareService":
            return [healthcare_service(told, site()) for told in told_of(session(), telling(), keys)]
        case "Organization":
            return [organization(told) for told in groups_of(session(), keys)]
        case _:
            return [location(told, site()) for told in places_of(session(), keys, telling())]


def _included(asked: Asked, found: Iterable[Json]) -> list[Json]:
    """The groups and places that what was found speaks of, each once, as far as they were asked for."""
    found, sent = list(found), list[Json]()
    for of in sorted(asked.include):
        parameter = of.partition(":")[2]
        keys = dict.fromkeys(key for each in found for key in _REFERENCES[of](each))
        sent += _resources("Organization" if parameter == "organization" else "Location", list(keys))
    return sent


def _keys_in(*references: Json) -> list[UUID]:
    return [UUID(each["reference"].rpartition("/")[2]) for each in references if each]


_REFERENCES: dict[str, Callable[[Json], list[UUID]]] = {
    "HealthcareService:organization": lambda said: _keys_in(said["providedBy"]),
    "HealthcareService:location": lambda said: _keys_in(*said.get("location", [])),
    "Location:organization": lambda said: _keys_in(said["managingOrganization"]),
}


def _is_strict() -> bool:
    return "handling=strict" in request.headers.get("Prefer", "").replace(" ", "").lower()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text) if len(text) == 36 else UUID(int=0)
    except ValueError:
        return UUID(int=0)


@cache
def _version() -> str:
    try:
        return version("fingerpost")
    except PackageNotFoundError:
        return "not installed"
