"""The keys of what a feed brings: its own where they can be ours, so that a directory that is read back has them again."""

from collections.abc import Collection
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlmodel import Session, col, select


def keys_for(session: Session, table: Any, feed_id: UUID, ids: Collection[str]) -> dict[str, UUID]:
    """The keys that new rows of a table get: the source's id where it is a UUID that is not used here, else one that
    is made of it and the feed, so that the same record gets the same key in another directory.

    Args:
        ids: ids of the source, each once.
    """
    wanted = {id_: [key for key in (_uuid(id_), uuid5(feed_id, id_)) if key] for id_ in ids}
    used = _used(session, table, {key for keys in wanted.values() for key in keys})
    chosen: dict[str, UUID] = {}
    for id_, keys in wanted.items():
        chosen[id_] = next((key for key in keys if key not in used), None) or uuid4()
        used.add(chosen[id_])
    return chosen


def _used(session: Session, table: Any, keys: Collection[UUID]) -> set[UUID]:
    return set(session.exec(select(table.id).where(col(table.id).in_(keys)))) if keys else set()


def _uuid(text: str) -> UUID | None:
    with suppress(ValueError):
        key = UUID(text)
        return key if str(key) == text.lower() else None
    return None
