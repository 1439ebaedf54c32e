"""Groups and places as Organization and Location (R4, UK Core), and our lists as CodeSystem."""

from collections.abc import Iterable

from directory.oruk.fhir.service import code_system, last_confirmed
from directory.oruk.fhir.values import FHIR_VERSION, Json, concept, reference, resource, telecom, text, whole
from directory.oruk.records import PlaceRecord
from directory.oruk.told import GroupTold, PlaceAlone
from directory.vocabulary import TermKind

_ORG_ID = "http://org-id.guide/list/"

_AROUND = "The address is given on booking. The position is the middle of its postcode district."


def organization(told: GroupTold) -> Json:
    """A group."""
    record = told.record
    telecoms = (telecom("phone", record.phone), telecom("email", record.email), telecom("url", record.url))
    return whole(
        {
            **resource("Organization", told.id, told.modified_at, [record.name, record.description]),
            "identifier": [
                {"system": f"{_ORG_ID}{text(scheme)}", "value": text(number)}
                for scheme, number in record.identifiers
                if text(scheme) and text(number)
            ],
            "active": True,
            "type": [{"text": "Voluntary or community group"}],
            "name": text(record.name),
            "telecom": [each for each in telecoms if each],
        }
    )


def location(told: PlaceAlone, site: str) -> Json:
    """A place. Of one whose address is not public the postcode district, and the middle of that."""
    place, record = told.place, told.place.record
    system = code_system(site, TermKind.ACCESS)
    position = {"latitude": record.latitude, "longitude": record.longitude}
    return whole(
        {
            **resource("Location", place.id, told.modified_at, [place.words]),
            "status": "active",
            "name": text(record.name or place.words) or "A place without a name",
            "description": text(record.directions) if record.address_public else _AROUND,
            "mode": "instance",
            "address": _address(record),
            "position": position if record.latitude is not None else {},
            "managingOrganization": reference("Organization", told.organisation_id, told.organisation),
            # R4 has no element for access features; R5 calls this one a characteristic.
            "extension": [
                {"url": _CHARACTERISTIC, "valueCodeableConcept": concept(label, system=system, code=code)}
                for code, label in place.features
            ],
        }
    )


_CHARACTERISTIC = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Location.characteristic"


def _address(record: PlaceRecord) -> Json:
    said = whole(
        {
            "line": [line for line in map(text, record.address.split("\n")) if line],
            "city": text(record.city),
            "state": text(record.region),
            "postalCode": text(record.postcode),
        }
    )
    return {"use": "work", **said, "country": "GB"} if said else {}


def term_list(site: str, kind: TermKind, title: str, terms: Iterable[tuple[str, str]]) -> Json:
    """One of our lists as a CodeSystem: each term with its code and what it is called."""
    address = code_system(site, kind)
    concepts = [whole({"code": code, "display": text(label)}) for code, label in terms]
    return whole(
        {
            "resourceType": "CodeSystem",
            "id": address.rpartition("/")[2],
            "url": address,
            "name": title.title().replace(" ", ""),
            "title": title,
            "status": "active",
            "experimental": False,
            "caseSensitive": True,
            "content": "complete",
            "count": len(concepts),
            "concept": concepts,
        }
    )


def confirmed_extension(site: str) -> Json:
    """What our own extension means, for whoever looks it up."""
    address = last_confirmed(site)
    words = "When the group last said that everything in this listing is right"
    return {
        "resourceType": "StructureDefinition",
        "id": "last-confirmed",
        "url": address,
        "name": "LastConfirmed",
        "title": "Last confirmed",
        "status": "active",
        "description": words,
        "fhirVersion": FHIR_VERSION,
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": "HealthcareService"}],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {
            "element": [
                {"id": "Extension", "path": "Extension", "short": words, "max": "1"},
                {"id": "Extension.extension", "path": "Extension.extension", "max": "0"},
                {"id": "Extension.url", "path": "Extension.url", "fixedUri": address},
                {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "type": [{"code": "date"}]},
            ]
        },
    }
