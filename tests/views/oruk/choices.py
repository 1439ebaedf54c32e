"""Values that the filters of the feed are tried with."""

from typing import Any

from directory.oruk.keys import taxonomy_key, term_key
from directory.oruk.writer import ELIGIBILITY, OURS

CHOICES: dict[str, list[Any]] = {
    "search": ["tea", "CAFFI", "café", "tea society", "ŵyl", "100%", "_", "o'clock", "nothing has this"],
    "taxonomy_term_id": [
        term_key(OURS, "need:connect.lonely"),
        term_key(OURS, "need:connect"),
        term_key(OURS, "category:social"),
        term_key(OURS, "access:lift"),
        term_key("Theirs", "9"),
        term_key("UK-CAT", "SW106"),
        term_key(ELIGIBILITY, "gender:female"),
        term_key(ELIGIBILITY, "referral:self"),
        term_key("Theirs", "no such term"),
    ],
    "taxonomy_id": [taxonomy_key(name) for name in (OURS, ELIGIBILITY, "Theirs", "Another", "UK-CAT", "nobody's")],
    "modified_after": [
        "2026-11-21T11:59:59.999Z",
        "2026-11-20T12:00:00+00:00",
        "2026-11-20T12:00:00.0001+01:00",
        "2026-11-20",
        "2030-01-01",
    ],
    "postcode": ["ZZ1 1AA", "ZZ1 1AB", "ZZ1 2AA", "ZZ2 1AA"],
    "proximity": [0, 1, 1112, 1113, 8900, 10_000, 50_000.5],
    "minimum_age": [0, 11, 18, 19, 60],
    "maximum_age": [4, 17, 25, 65, 125],
    "age": [0, 0.25, 3, 11, 17, 18, 25, 26, 59, 60, 125],
    "day": ["MO", "TU", "SA", "SU"],
    "start_time": ["00:00", "09:30", "14:00", "22:01"],
    "end_time": ["01:00", "12:00", "16:00", "23:59"],
}
"""By the name of the filter."""


def with_what_it_needs(name: str, value: Any) -> dict[str, Any]:
    """A filter that can be asked."""
    return {name: value} | ({"postcode": "ZZ1 1AA"} if name == "proximity" else {})
