"""What stands around the records of a page of an Open Referral UK list; knows nothing of what the records are."""

from collections.abc import Sequence
from typing import Any


def page_document(contents: Sequence[Any], *, total: int, number: int, size: int) -> dict[str, Any]:
    """A page of a list, with where it stands among the others.

    Args:
        contents: the records of this page.
        total: how many records the whole list has.
        number: of this page, from 1; one behind the last is empty.
        size: how many records a full page has.
    """
    pages = number_of_pages(total, size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": list(contents),
    }


def number_of_pages(total: int, size: int) -> int:
    """How many pages a list has: one at least, since also a list of nothing has a first page."""
    return max(1, -(-total // size))
