"""Where a place is: its point and its district, filled in from the gazetteer where a record does not say."""

from typing import Any

from directory.geography import Gazetteer, Place, Point, Postcode, PostcodeError, distance_km

MOVED_KM = 10.0
"""A point this far from its postcode is a slip: no postcode reaches so far, and its letters are what people read."""


_POINT = ("latitude", "longitude")


def locate(place: dict[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    """The columns of a place with the point and the district of its postcode; one that we do not know is kept as it was
    typed.

    The point that the record says is believed if it can be in the postcode. Of an address that is not public only the
    middle of the postcode district is kept: whoever asks for what is near from all sides learns no more.
    """
    if not place["address_public"]:
        place = {**place, **_at(None)}
    try:
        postcode = Postcode.parse(place["postcode"])
    except PostcodeError:
        return place
    place = {**place, "postcode": str(postcode)}
    if (known := gazetteer.lookup(postcode)) is None:
        return place
    place["district"] = known.district or ""
    point = known.point if place["address_public"] else _middle(postcode, gazetteer)
    return {**place, **_at(point)} if point and _is_far(place, point) else place


def _middle(postcode: Postcode, gazetteer: Gazetteer) -> Point | None:
    """The middle of a postcode district."""
    found = gazetteer.find(str(postcode.outcode))
    return found.point if isinstance(found, Place) else None


def _is_far(place: dict[str, Any], postcode: Point) -> bool:
    """Whether a place has no point, or one that cannot be within its postcode."""
    if place["latitude"] is None or place["longitude"] is None:
        return True
    return distance_km(Point(place["latitude"], place["longitude"]), postcode) > MOVED_KM


def _at(point: Point | None) -> dict[str, Any]:
    return {"latitude": point.latitude, "longitude": point.longitude} if point else dict.fromkeys(_POINT)
