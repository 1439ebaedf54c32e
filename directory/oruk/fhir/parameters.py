"""What FHIR's searches can be asked here: of each kind of resource its parameters, and what can be sent along."""

from typing import Final

KINDS: Final = ("HealthcareService", "Organization", "Location")

PARAMETERS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "HealthcareService": {
        "_id": ("token", "the key of the service"),
        "_lastUpdated": ("date", "when anything of it last changed"),
        "active": ("token", "true: only what is offered is published here"),
        "location": ("reference", "a place where it takes place; also location.near"),
        "name": ("string", "how its name begins; :contains and :exact"),
        "organization": ("reference", "its group"),
        "service-type": ("token", "a need or a category, by its code, also of what it is narrower than"),
    },
    "Organization": {
        "_id": ("token", "the key of the group"),
        "_lastUpdated": ("date", "when anything that it offers last changed"),
        "active": ("token", "true: only groups that offer something are published here"),
        "identifier": ("token", "a number, with the list of org-id.guide that it is of, or without"),
        "name": ("string", "how its name begins; :contains and :exact"),
    },
    "Location": {
        "_id": ("token", "the key of the place"),
        "_lastUpdated": ("date", "when anything that takes place there last changed"),
        "name": ("string", "how its name begins; :contains and :exact"),
        "near": ("special", "latitude|longitude|distance|unit, the nearest first; km unless told otherwise"),
        "organization": ("reference", "the group that uses it"),
    },
}
"""What can be asked of each kind: the type of the parameter, and what it means."""

OF_ALL: Final[dict[str, tuple[str, str]]] = {
    "_count": ("number", "how many a page has, 50 unless told otherwise and 500 at most; 0: only how many there are"),
    "_offset": ("number", "how many to pass over; as the links between pages have it"),
    "_sort": ("string", "_id, _lastUpdated or name, with - before it from the other end"),
    "_summary": ("token", "true, text, data, count or false; also of a single resource, but for count"),
    "_elements": ("string", "the names of the elements that are wanted, between commas; also of a single resource"),
}
"""What bears on the answer and not on what is found, for every kind; likewise."""

INCLUDES: Final[dict[str, tuple[str, ...]]] = {
    "HealthcareService": ("HealthcareService:organization", "HealthcareService:location"),
    "Organization": (),
    "Location": ("Location:organization",),
}
"""What can be sent along with resources of a kind."""
