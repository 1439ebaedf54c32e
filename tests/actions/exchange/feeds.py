"""Readings of made-up feeds."""

from collections.abc import Iterable
from typing import Any

from directory.actions.exchange import read_document
from directory.oruk.documents import RawRecord
from directory.oruk.reader import Reading


def said(id_: str = "s1", **values: Any) -> dict[str, Any]:
    """A service as a feed says it."""
    group = {"id": "o1", "name": "Harbour Kettle Club"}
    return {"id": id_, "name": f"Tea table {id_}", "organization": group, "status": "active", **values}


def readings(documents: Iterable[Any]) -> list[Reading]:
    """What comes of documents."""
    return [read_document(RawRecord(f"record {number}", each)) for number, each in enumerate(documents, 1)]
