"""The keys of what a feed brings: its own where they can be ours, so that a directory that is read back has them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlmodel import Session, col, select


def keys_for(session: Session, table: Any, feed_id: UUID, ids: Mapping[str, str]) -> dict[str, UUID]:
    """The keys that new rows of a table get: the source's id where it is a UUID that is not used here, else one that
    is made of it and the feed, so that the same record gets the same key in another directory.

    Args:
        ids: the source's ids of the rows, each by a name that no other row of the feed has.
    """
    wanted = {name: [key for key in (_uuid(id_), uuid5(feed_id, name)) if key] for name, id_ in ids.items()}
    used = _used(session, table, {key for keys in wanted.values() for key in keys})
    chosen: dict[str, UUID] = {}
    for name, keys in wanted.items():
        chosen[name] = next((key for key in keys if key not in used), None) or uuid4()
        used.add(chosen[name])
    return chosen


def _used(session: Session, table: Any, keys: set[UUID]) -> set[UUID]:
    return set(session.exec(select(table.id).where(col(table.id).in_(keys)))) if keys else set()


def _uuid(text: str) -> UUID | None:
    with suppress(ValueError):
        key = UUID(text)
        return key if str(key) == text.lower() else None
    return None
