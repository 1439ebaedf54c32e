"""A row of a table as a document of the standard, as if a feed had written it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from directory.oruk.tables.mapping import FIELDS, CsvMapping

_UK_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")
_SECONDS: Final = re.compile(r"\b(\d{1,2}:\d\d):\d\d\b")
_PLAIN: Final = {
    "summary": "summary",
    "description": "description",
    "website": "url",
    "email": "email",
    "alert": "alert",
    "status": "status",
    "joining": "application_process",
    "cost": "fees",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
    "ways": "attending_type",
}
"""Field of a table → field of a service."""

_LOCATION: Final = {"venue": "name", "latitude": "latitude", "longitude": "longitude", "directions": "transportation"}
_ADDRESS: Final = {"address": "address_1", "town": "city", "county": "state_province", "postcode": "postal_code"}
_GROUP: Final = {
    "organisation": "name",
    "organisation_description": "description",
    "organisation_website": "website",
    "organisation_email": "email",
}


def document_of(cells: Mapping[str, Sequence[str]], mapping: CsvMapping) -> dict[str, Any]:
    """The document of a row.

    Args:
        cells: what stands in each column; in several where headings are the same.
    """
    said = _fields(cells, mapping)
    document: dict[str, Any] = {"id": said.get("id"), "name": said.get("name")}
    document |= _renamed(said, _PLAIN)
    document |= {"eligibility_description": _eligibility(said), "schedules": _schedules(said)}
    document |= {"organization": _group(said), "service_at_locations": _places(said)}
    document |= {"phones": [{"number": number} for number in [said.get("phone")] if number]}
    document |= {"assured_date": _date(said, "checked_on"), "last_modified": _date(said, "changed_on")}
    document |= _lists(said, mapping)
    return {key: value for key, value in document.items() if value}


def _fields(cells: Mapping[str, Sequence[str]], mapping: CsvMapping) -> dict[str, str]:
    said = dict(mapping.constants)
    for name, columns in mapping.columns.items():
        values = (value.strip() for column in columns for value in cells.get(column, ()))
        if joined := FIELDS[name].join(dict.fromkeys(filter(None, values))):
            said[name] = joined
    return said


def _renamed(said: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Any]:
    return {called: said[name] for name, called in names.items() if name in said}


def _eligibility(said: Mapping[str, str]) -> str:
    ages = said.get("ages", "")
    # A column of ages holds "8-11" or "50+"; in a sentence the same says whose age it is.
    ages = f"Aged {ages}" if ages[:1].isdigit() else ages
    return "\n\n".join(filter(None, (ages, said.get("eligibility"))))


def _schedules(said: Mapping[str, str]) -> list[dict[str, Any]]:
    hours = " - ".join(filter(None, (said.get("opens"), said.get("closes"))))
    words = " ".join(filter(None, (said.get("day"), hours)))
    rows = filter(None, (said.get("times"), words))
    return [{"description": _SECONDS.sub(r"\1", row)} for row in rows]


def _group(said: Mapping[str, str]) -> dict[str, Any]:
    group = _renamed(said, _GROUP) if said.get("organisation") else {}
    if group and said.get("charity_number"):
        number = said["charity_number"].upper()
        # A list of org-id.guide: Scottish charities have their own register and say so in their number.
        scheme = "GB-SC" if number.startswith("SC") else "GB-CHC"
        group["organization_identifiers"] = [{"identifier_scheme": scheme, "identifier": number}]
    return group


def _places(said: Mapping[str, str]) -> list[dict[str, Any]]:
    location, address = _renamed(said, _LOCATION), _renamed(said, _ADDRESS)
    access = {"accessibility": [{"description": said["access"]}]} if "access" in said else {}
    if not (location or address):
        return []
    return [{"location": location | access | ({"addresses": [address]} if address else {})}]


def _lists(said: Mapping[str, str], mapping: CsvMapping) -> dict[str, Any]:
    categories = _split(said, "categories", mapping)
    return {
        "attributes": [{"taxonomy_term": {"name": name, "taxonomy": "Categories"}} for name in categories],
        "service_areas": [{"name": name} for name in _split(said, "area", mapping)],
        "languages": [{"name": name} for name in _split(said, "languages", mapping)],
    }


def _split(said: Mapping[str, str], name: str, mapping: CsvMapping) -> list[str]:
    text, sign = said.get(name, ""), mapping.separators.get(name)
    parts = text.split(sign) if sign else [text]
    return list(dict.fromkeys(filter(None, (part.strip() for part in parts))))


def _date(said: Mapping[str, str], name: str) -> str:
    """A date as the standard has it: in this country the day comes first."""
    text = said.get(name, "")
    found = _UK_DATE.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text
