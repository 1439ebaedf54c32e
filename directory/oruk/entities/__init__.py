"""What we exchange: every entity of Open Referral UK 3.0 that we tell of, with every field that we write.

Its core fields, HSDS's names for what the core lacks, and fields of our own where neither has a name.
"""

from collections.abc import Mapping
from typing import Final

from directory.oruk.entities import groups, places, services, taxonomies
from directory.oruk.entities.definition import AS_WRITTEN, FILLED_IN, PREFIX, Document, Entity, Field, Layer

__all__ = ["AS_WRITTEN", "ENTITIES", "FILLED_IN", "PREFIX", "Document", "Entity", "Field", "Layer"]

ENTITIES: Final[Mapping[str, Entity]] = {
    value.name: value
    for room in (services, places, groups, taxonomies)
    for value in vars(room).values()
    if isinstance(value, Entity)
}
"""Every entity by its name in the standard."""
