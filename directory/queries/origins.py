"""Where services come from: what the feed that brought them says of it, or else that feed itself."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlmodel import Session, col

from directory.models import Feed, FeedRecord
from directory.oruk.records import OriginRecord
from directory.oruk.taking import LONGEST_LINE

OF_A_SERVICE = (col(FeedRecord.gone_at).is_not(None), col(FeedRecord.created_at), col(FeedRecord.id))
"""Which record of a service counts, where several feeds have it: of those that still do, the first that came."""

_SAID: ColumnElement[Any] = col(FeedRecord.said)["origin"]
_RECORDS: Select[Any] = (
    select(col(FeedRecord.service_id), _SAID, col(FeedRecord.foreign_id))
    .add_columns(col(Feed.name), col(Feed.licence), col(Feed.address))
    .join(Feed, col(Feed.id) == col(FeedRecord.feed_id))
    .where(col(FeedRecord.service_id).in_(bindparam("ids", expanding=True)))
    .order_by(*OF_A_SERVICE)
)


def origins_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, OriginRecord]:
    """Where some services come from, by their keys; those that were made here are left out."""
    found: dict[UUID, OriginRecord] = {}
    for key, *said in session.connection().execute(_RECORDS, {"ids": ids}).all():
        if key not in found:
            found[key] = _origin(*said)
    return found


def site_of(address: str) -> str:
    """The site that a feed is read from, for everybody to know; empty, if it is none of the public internet.

    The rest of an address may hold a name or a key that was given to us alone.
    """
    found = _PUBLIC.fullmatch(address)
    return found[1] if found and len(found[1]) <= LONGEST_LINE else ""


def named_in(said: Mapping[str, Any] | None) -> OriginRecord | None:
    """The source that a record of a feed names.

    None: it names none, or was kept by a program that knew other fields.
    """
    with suppress(ValidationError):
        if said and (origin := said.get("origin")):
            return OriginRecord.model_validate(origin)
    return None


def _origin(said: Any, id_: str, name: str, licence: str, address: str) -> OriginRecord:
    own = OriginRecord(name=name, id=id_, licence=licence, url=site_of(address))
    return named_in({"origin": said}) or own


_PUBLIC = re.compile(
    r"(https?://(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*(?::[0-9]{1,5})?)(?:[/?#].*)?", re.IGNORECASE | re.DOTALL
)
"""An address whose host has a name, and no number."""
