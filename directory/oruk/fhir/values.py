"""The small values that FHIR resources are made of."""

import re
from datetime import UTC, datetime
from html import escape
from typing import Any, Final
from uuid import UUID

Json = dict[str, Any]

UK_CORE: Final = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-"
FHIR_VERSION: Final = "4.0.1"

# A string of FHIR holds no control characters but the tab and the ends of lines; XML, in which narratives are, neither.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile(r"[^\s]+( [^\s]+)*")


def text(words: str) -> str:
    """Words as a FHIR string; empty where nothing is said."""
    return _NOT_TEXT.sub("", words).strip()


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def resource(kind: str, key: UUID, modified_at: datetime, narrative: list[str], *, source: str = "") -> Json:
    """What every resource of ours begins with.

    Args:
        source: the site that it comes from; empty: ours, or not known.
        narrative: lines that a person could read instead of the rest; without any there is no narrative.
    """
    said = "".join(f"<p>{escape(line)}</p>" for line in map(text, narrative) if line)
    div = f'<div xmlns="http://www.w3.org/1999/xhtml">{said}</div>'
    return {
        "resourceType": kind,
        "id": str(key),
        "meta": whole({"lastUpdated": instant(modified_at), "source": source, "profile": [f"{UK_CORE}{kind}"]}),
        "text": {"status": "generated", "div": div} if said else None,
    }


def concept(words: str, *, system: str = "", code: str = "", display: str = "") -> Json:
    """A CodeableConcept; without a code that FHIR can hold, of words alone."""
    coding = {"system": system, "code": code, "display": text(display or words)}
    return whole({"coding": [whole(coding)] if _CODE.fullmatch(code) else [], "text": text(words)})


def reference(kind: str, key: UUID, display: str) -> Json:
    return whole({"reference": f"{kind}/{key}", "type": kind, "display": text(display)})


def telecom(system: str, value: str) -> Json:
    """A ContactPoint; empty where there is nothing."""
    return {"system": system, "value": text(value), "use": "work"} if text(value) else {}


def whole(said: Json) -> Json:
    """Without what is empty, which FHIR does not allow, neither by itself nor in a list."""
    filled = {
        name: [each for each in value if each] if isinstance(value, list) else value for name, value in said.items()
    }
    return {name: value for name, value in filled.items() if value not in ("", None, [], {})}
