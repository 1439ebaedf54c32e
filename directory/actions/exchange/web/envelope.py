"""Pages of a feed, however their names are spelt: of Open Referral UK 3, of its first version, and in small letters."""

from collections.abc import Mapping
from typing import Any, Final

_PARTS: Final = (
    *("schedules", "service_at_locations", "contacts", "cost_options", "phones", "languages", "service_areas"),
    *("regular_schedules", "eligibilities", "service_taxonomys", "attributes"),
)
"""Lists that a record has where it is whole: one in a list may have none of them."""

_LISTS = {"contents", "content"}
_PAGES = {"total_pages", "totalpages"}
_LAST = {"last_page", "last"}
_NUMBER = {"page_number", "number"}


def _value(page: Mapping[str, Any], names: set[str]) -> Any:
    """What stands in a page under one of some names, however they are spelt."""
    return next((value for key, value in page.items() if key.lower() in names), None)


def list_in(page: Mapping[str, Any]) -> list[Any] | None:
    """The records of a page; None: it is no page."""
    found = _value(page, _LISTS)
    return found if isinstance(found, list) else None


def _number(page: Mapping[str, Any], names: set[str]) -> int | None:
    found = _value(page, names)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def is_last(page: Mapping[str, Any], number: int) -> bool:
    """Whether no page comes after the one of a number."""
    pages = _number(page, _PAGES)
    return number >= pages if pages is not None else _value(page, _LAST) is not False


def first_number(page: Mapping[str, Any]) -> int:
    """From what number on pages are counted, as the first one says: some servers begin with nought."""
    return 0 if _number(page, _NUMBER) == 0 else 1


def has_endpoints(found: Mapping[str, Any]) -> bool:
    """Whether this is where Open Referral's endpoints begin."""
    return "openapi_url" in found or {"version", "profile"} <= found.keys()


def is_only_one(page: Mapping[str, Any]) -> bool:
    """Whether a page says that it is the only one."""
    return _number(page, _PAGES) == 1


def are_beginnings(rows: list[Any]) -> bool:
    """Whether a page lists only the beginnings of records, each of which is to be asked for."""
    return not any(part in row for row in rows if isinstance(row, Mapping) for part in _PARTS)
