"""What others may know of a service: everything but who keeps it, private contacts, and addresses that are hidden."""

from datetime import datetime

from directory.oruk.records import PlaceRecord, ServiceRecord
from directory.oruk.writer.context import Context
from directory.oruk.writer.places import outward


def public(record: ServiceRecord, context: Context) -> ServiceRecord:
    """A record without what is not for others.

    Of an address that is not public its postcode district is left, and the middle of that, whatever point was kept.
    """
    group = record.organisation
    return record.model_copy(
        update={
            "organisation": group.model_copy(update={"stewards": ()}) if group.stewards else group,
            "contacts": tuple(each for each in record.contacts if each.public),
            "places": tuple(_public(place, context) for place in record.places),
            "changed_at": _in_milliseconds(record.changed_at),
        }
    )


def _public(place: PlaceRecord, context: Context) -> PlaceRecord:
    if place.address_public:
        return place
    district = outward(place.postcode)
    latitude, longitude = (context.around(district).middle if district else None) or (None, None)
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
