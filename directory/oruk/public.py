"""What others may know of a service: everything but who keeps it, private contacts, and addresses that are hidden."""

from collections.abc import Callable
from datetime import datetime

from directory.oruk.records import PlaceRecord, ServiceRecord
from directory.oruk.writer.places import outward

Middle = Callable[[str], tuple[float, float] | None]
"""Says where the middle of a postcode district is: latitude and longitude (WGS84 degrees); None, if not known."""


def public(record: ServiceRecord, middle_of: Middle) -> ServiceRecord:
    """A record without what is not for others; see ``public_place``."""
    group = record.organisation
    return record.model_copy(
        update={
            "organisation": group.model_copy(update={"stewards": ()}) if group.stewards else group,
            "contacts": tuple(each for each in record.contacts if each.public),
            "places": tuple(public_place(place, middle_of) for place in record.places),
            "changed_at": _in_milliseconds(record.changed_at),
        }
    )


def public_place(place: PlaceRecord, middle_of: Middle) -> PlaceRecord:
    """A place; where its address is not public, its postcode district and the middle of that, whatever is kept."""
    if place.address_public:
        return place
    district = outward(place.postcode)
    latitude, longitude = (middle_of(district) if district else None) or (None, None)
    return PlaceRecord(
        id=place.id,
        postcode=district,
        latitude=latitude,
        longitude=longitude,
        address_public=False,
        features=place.features,
    )


def _in_milliseconds(moment: datetime | None) -> datetime | None:
    """A moment as closely as it is told."""
    return moment.replace(microsecond=moment.microsecond // 1_000 * 1_000) if moment else None
