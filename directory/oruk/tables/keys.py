"""Ids for the rows of a table that has none."""

import hashlib
import json
from collections import defaultdict
from typing import Any

from directory.oruk.taking import Document


class RowKeys:
    """Ids that are the same whenever the same thing at the same place comes again.

    Rows of one name at one place that say different things, as where each session has a row, are told apart by their
    order. Rows that say the same are the same.
    """

    def __init__(self) -> None:
        self._seen: defaultdict[str, dict[bytes, int]] = defaultdict(dict)

    def with_id(self, document: dict[str, Any]) -> dict[str, Any]:
        """A document with an id, its own or one of these; without a name it stays without."""
        if document.get("id") or not document.get("name"):
            return document
        key = _digest([_plain(document, "name"), _plain(document.get("organization", {}), "name"), _place(document)])
        said = self._seen[key.hex()]
        number = said.setdefault(_digest(document), len(said) + 1)
        return {"id": f"row-{key.hex()[:24]}{f'-{number}' if number > 1 else ''}", **document}


def _digest(value: Any) -> bytes:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).digest()[:16]


def _plain(document: Document, key: str) -> str:
    return " ".join(str(document.get(key, "")).lower().split())


def _place(document: Document) -> str:
    for at in document.get("service_at_locations", ()):
        location = at["location"]
        postcode = next((_plain(each, "postal_code") for each in location.get("addresses", ())), "")
        return postcode.replace(" ", "") or _plain(location, "name")
    return ""
