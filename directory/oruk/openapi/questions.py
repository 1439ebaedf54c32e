"""The parameters of the feed: what each asks, and of what form it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from directory.oruk.entities import Document
from directory.oruk.ical import WEEKDAYS
from directory.oruk.records import OLDEST

_POSTCODE = "^ *[A-Za-z]{1,2}[0-9][0-9A-Za-z]? *[0-9][A-Za-z]{2} *$"
_CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9]$"


_TRUTHS: Final[Mapping[Any, bool]] = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that can be asked for.

    Attributes:
        name: as it is written in an address.
        description: what it asks.
        schema: the JSON Schema of its value.
        example: a value that makes sense, as it is written in an address, but for numbers.
    """

    name: str
    description: str
    schema: Mapping[str, Any]
    example: str | int

    def document(self) -> Document:
        """Its description in OpenAPI."""
        return {
            "name": self.name,
            "in": "query",
            "description": self.description,
            "allowEmptyValue": True,
            "schema": dict(self.schema),
            "example": _TRUTHS.get(self.example, self.example),
        }


_WORDS = {"type": "string", "maxLength": 500, "pattern": "^[^\\u0000]*$"}
_KEY = {"type": "string", "format": "uuid"}
_FLAG = {"type": "boolean", "default": False}
_AGE = {"type": "number", "minimum": 0, "maximum": OLDEST}
_AN_ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"

_ALL: Final = (
    Parameter("search", "Words, each of which stands in its name or description.", _WORDS, "lunch"),
    Parameter("page", "Which page, from 1.", {"type": "integer", "minimum": 1, "default": 1}, 1),
    Parameter(
        "per_page",
        "How many records a page has; more than 500 are read as 500. Also understood as perPage.",
        {"type": "integer", "minimum": 1, "default": 50},
        50,
    ),
    Parameter(
        "format",
        "json, a page; or ndjson, all records without pages, one a line.",
        {"type": "string", "enum": ["json", "ndjson"], "default": "json"},
        "json",
    ),
    Parameter("taxonomy_term_id", "Linked to this term, or to a narrower one.", _KEY, _AN_ID),
    Parameter("taxonomy_id", "Of services, linked to a term of this list; of terms, in this list.", _KEY, _AN_ID),
    Parameter("organization_id", "Offered by this group.", _KEY, _AN_ID),
    Parameter(
        "modified_after",
        "Changed at this moment or later. Asked alone it also tells what has been withdrawn, as inactive.",
        {"type": "string", "format": "date-time"},
        "2026-11-01T00:00:00Z",
    ),
    Parameter("minimal", "Only which records there are, and when they changed.", _FLAG, "false"),
    Parameter("full", "With everything that belongs to each record.", _FLAG, "true"),
    Parameter("full_service", "With the services of each group, in full.", _FLAG, "true"),
    Parameter(
        "postcode",
        "Covers this postcode; with proximity: takes place so near to it.",
        {"type": "string", "pattern": _POSTCODE},
        "DL3 9AA",
    ),
    Parameter("proximity", "Metres from the postcode.", {"type": "number", "minimum": 0}, 5000),
    Parameter("minimum_age", "Its own minimum_age is this or higher.", _AGE, 18),
    Parameter("maximum_age", "Its own maximum_age is this or lower.", _AGE, 25),
    Parameter("age", "Shuts out nobody of this age (ours; what a searcher wants).", _AGE, 84),
    Parameter("day", "Takes place on this weekday.", {"type": "string", "enum": [*WEEKDAYS]}, "TU"),
    Parameter("start_time", "Does not start before this time.", {"type": "string", "pattern": _CLOCK}, "09:30"),
    Parameter("end_time", "Does not end after this time.", {"type": "string", "pattern": _CLOCK}, "17:00"),
    Parameter("top_only", "Only terms that have no broader one.", _FLAG, "true"),
    Parameter("parent_id", "Only terms right below this one.", _KEY, _AN_ID),
)

PARAMETERS: Final[Mapping[str, Parameter]] = {each.name: each for each in _ALL}
"""Every parameter by its name."""
