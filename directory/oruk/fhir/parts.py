"""What of a resource is sent to whoever asks for less than all of it: FHIR's ``_summary`` and ``_elements``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from directory.oruk.fhir.values import Json

SUMMARIES: Final[Mapping[str, frozenset[str]]] = {
    "HealthcareService": frozenset("identifier active providedBy category type location name comment".split()),
    "Organization": frozenset("identifier active type name".split()),
    "Location": frozenset("identifier status name description mode type physicalType managingOrganization".split()),
}
"""The elements that R4 marks as the summary (Σ) of each kind, as far as we write them."""

COUNT: Final = "count"
TEXT: Final = "text"
SUMMARY_KINDS: Final = frozenset({"true", "false", TEXT, "data", COUNT})

_ALWAYS: Final = frozenset({"resourceType", "id", "meta"})
_SUBSETTED: Final = {"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}


@dataclass(frozen=True, slots=True)
class Part:
    """So much of each resource as is asked for.

    Attributes:
        summary: one of `SUMMARY_KINDS`; empty: nobody asked for one.
        elements: the names of what is wanted; none: whatever the summary says.
    """

    summary: str = ""
    elements: frozenset[str] = frozenset()

    def of(self, resource: Json) -> Json:
        """A resource, or what is wanted of it, marked as incomplete."""
        if not self.elements and self.summary in {"", "false"}:
            return resource
        wanted = _ALWAYS | (self.elements or self._of_summary(resource))
        said = {name: value for name, value in resource.items() if name in wanted}
        return said | {"meta": {**resource.get("meta", {}), "tag": [_SUBSETTED]}}

    def _of_summary(self, resource: Json) -> frozenset[str]:
        match self.summary:
            case "true":
                return SUMMARIES[resource["resourceType"]]
            case "data":
                return frozenset(resource) - {"text"}
            case _:
                return frozenset({"text"})
