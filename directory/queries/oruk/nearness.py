"""How far the places of services are from a postcode."""

from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import select
from sqlmodel import Session, col

from directory.geography import distances_km
from directory.models import Location, ServiceAtLocation
from directory.oruk.writer import Context
from directory.oruk.writer.places import outward
from directory.queries.oruk.around import Around
from directory.queries.oruk.asked import ServicesAsked

Link = tuple[UUID, UUID]
"""A service and a place where it takes place."""

_METRES = 1000
"""In a kilometre."""


def links_near(session: Session, asked: ServicesAsked, around: Around) -> set[Link] | None:
    """The services and places within the distance that is asked for; None if none is.

    Raises:
        InputError: we do not know where the postcode is.
    """
    if asked.postcode is None or asked.metres is None:
        return None
    point = around.point(asked.postcode)
    rows = session.connection().execute(_PLACED).all()
    points = np.array([_told(row, around.context) for row in rows], dtype=np.float64).reshape(-1, 2)
    metres = distances_km(point, points[:, 0], points[:, 1]) * _METRES
    return {(row.service_id, row.id) for row, far in zip(rows, metres, strict=True) if far <= asked.metres}


def _told(row: Any, context: Context) -> tuple[float | None, float | None]:
    """The point that documents tell: of a hidden address the middle of its postcode district, whatever is kept. Else
    whoever asks from all sides would learn where it is.
    """
    if row.address_public:
        return row.latitude, row.longitude
    return context.around(outward(row.postcode)).middle or (None, None)


_PLACED = select(
    col(ServiceAtLocation.service_id),
    col(Location.id),
    col(Location.latitude),
    col(Location.longitude),
    col(Location.address_public),
    col(Location.postcode),
).join(Location, col(Location.id) == col(ServiceAtLocation.location_id))
