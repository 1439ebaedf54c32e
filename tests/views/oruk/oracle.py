"""What each filter of the feed means, said of documents and in the plainest way: what the database says has to agree.

Nothing here is shared with what answers the filters.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from math import asin, cos, radians, sin, sqrt
from typing import Any

from tests.conftest import NOW
from tests.views.oruk.district import TODAY
from tests.views.oruk.feed import Document

EARTH_METRES = 6_371_008.8

POINTS = {"ZZ1 1AA": (54.52, -1.55), "ZZ1 1AB": (54.53, -1.55), "ZZ1 2AA": (54.60, -1.55), "ZZ2 1AA": (54.90, -1.55)}
"""Where the postcodes of Normal Island are."""

DISTRICTS = {"ZZ1": "X06000001", "ZZ2": "X06000002"}
KNOWN_AREAS = {"X06000001", "X06000002", "ZZ1", "ZZ2"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def passes(service: Document, asked: dict[str, Any], broader: dict[str, str]) -> bool:
    """Whether a service is one of those that are asked for.

    Args:
        broader: of each term the one that is right above it.
    """
    return all(_MEANS[name](service, value, asked, broader) for name, value in asked.items())


def metres_from(postcode: str, location: Document) -> float:
    """How far a place is from a postcode; beyond everything, if it has no point."""
    if "latitude" not in location:
        return float("inf")
    north, east = radians(POINTS[postcode][0]), radians(POINTS[postcode][1])
    a, b = radians(location["latitude"]), radians(location["longitude"])
    half = sin((a - north) / 2) ** 2 + cos(north) * cos(a) * sin((b - east) / 2) ** 2
    return 2 * EARTH_METRES * asin(sqrt(half))


def terms_of(document: Any) -> set[str]:
    """The keys of all terms that stand anywhere in a document."""
    if isinstance(document, list):
        return set().union(*map(terms_of, document))
    if not isinstance(document, dict):
        return set()
    own = {document["taxonomy_term_id"]} if "taxonomy_term_id" in document else set()
    return own | terms_of(list(document.values()))


def lists_of(document: Any) -> set[str]:
    """The keys of the lists that those terms are of."""
    if isinstance(document, list):
        return set().union(*map(lists_of, document))
    if not isinstance(document, dict):
        return set()
    own = {document["taxonomy_id"]} if "taxonomy_id" in document else set()
    return own | lists_of(list(document.values()))


def _search(service: Document, words: str, *_: Any) -> bool:
    texts = (service["name"], service.get("fingerpost_summary", ""), service.get("description", ""))
    whole = "\n".join((*texts, str(service["organization"]["name"]))).casefold()
    return all(word.casefold() in whole for word in words.split())


def _term(service: Document, key: str, _: Any, broader: dict[str, str]) -> bool:
    terms = terms_of(service)
    while terms:
        if key in terms:
            return True
        terms = {broader[term] for term in terms if term in broader}
    return False


def _changed(service: Document, since: str, *_: Any) -> bool:
    moment = datetime.fromisoformat(since)
    return datetime.fromisoformat(service["last_modified"]) >= (moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _place(service: Document, postcode: str, asked: dict[str, Any], _: Any) -> bool:
    if "proximity" in asked:
        places = [at["location"] for at in service.get("service_at_locations", [])]
        return any(metres_from(postcode, place) <= asked["proximity"] for place in places)
    areas = service.get("service_areas", [])
    return not areas or any(_may_hold(postcode, area) for area in areas)


def _may_hold(postcode: str, area: Document) -> bool:
    """Of an area on no map of ours nobody can say that a postcode is outside."""
    code = area.get("uri", "").rpartition("/")[2] or area.get("fingerpost_code", "")
    outward = postcode.split()[0]
    return code not in KNOWN_AREAS or code in {outward, DISTRICTS[outward]}


def _age(service: Document, age: float, *_: Any) -> bool:
    rules = [rule for rule in service.get("fingerpost_rules", []) if rule["kind"] == "age" and rule["manner"] == "only"]
    return not any(_in_force(rule) and _is_beyond(age, rule) for rule in rules)


def _in_force(rule: Document) -> bool:
    return bool(rule.get("valid_from", "") <= TODAY.isoformat() <= rule.get("valid_to", "9999"))


def _is_beyond(age: float, rule: Document) -> bool:
    """Whoever is 25 stays so until the next birthday, and whoever is 3 months old until the next month."""
    highest = rule.get("maximum_age")
    too_old = float("inf") if highest is None else _until(highest)
    return not (rule.get("minimum_age", 0) < _until(age) and age < too_old)


def _until(age: float) -> float:
    return age + (1 if age == int(age) else 1 / 12)


def _when(service: Document, _value: Any, asked: dict[str, Any], _broader: Any) -> bool:
    return any(_fits(row, asked) for row in service.get("schedules", []))


def _fits(row: Document, asked: dict[str, Any]) -> bool:
    last = row.get("valid_to", "9999-12-31") if row.get("freq") else row.get("dtstart", "9999-12-31")
    if date.fromisoformat(last) < NOW.date():
        return False
    opens, closes = row.get("opens_at"), row.get("closes_at")
    return (
        ("day" not in asked or asked["day"] in _days(row))
        and ("start_time" not in asked or bool(opens and _clock(opens) >= _clock(asked["start_time"])))
        and ("end_time" not in asked or bool(closes and _clock(closes) <= _clock(asked["end_time"])))
    )


def _days(row: Document) -> set[str]:
    if "byday" in row:
        return {day[-2:] for day in row["byday"].split(",")}
    return {DAYS[date.fromisoformat(row["dtstart"]).weekday()]} if "dtstart" in row else set()


def _clock(text: str) -> time:
    return time.fromisoformat(text)


_MEANS: dict[str, Callable[..., bool]] = {
    "search": _search,
    "organization_id": lambda service, key, *_: service["organization_id"] == key,
    "taxonomy_term_id": _term,
    "taxonomy_id": lambda service, key, *_: key in lists_of(service),
    "modified_after": _changed,
    "postcode": _place,
    "proximity": lambda *_: True,  # it is looked at together with the postcode
    "minimum_age": lambda service, age, *_: service.get("minimum_age", -1) >= age,
    "maximum_age": lambda service, age, *_: service.get("maximum_age", 999) <= age,
    "age": _age,
    "day": _when,
    "start_time": _when,
    "end_time": _when,
}
