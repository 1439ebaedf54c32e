"""Where a place is: its point and its district, filled in from the gazetteer where a record does not say."""

from directory.geography import Gazetteer, Place, Point, Postcode, PostcodeError, distance_km
from directory.models import Location

MOVED_KM = 10.0
"""A point this far from its postcode is a slip: no postcode reaches so far, and its letters are what people read."""


def locate(location: Location, gazetteer: Gazetteer) -> None:
    """Give a place the point and the district of its postcode; one that we do not know is kept as it was typed.

    The point that the record says is believed if it can be in the postcode. Of an address that is not public only the
    middle of the postcode district is kept: whoever asks for what is near from all sides learns no more.
    """
    if not location.address_public:
        _put(location, None)
    try:
        postcode = Postcode.parse(location.postcode)
    except PostcodeError:
        return
    location.postcode = str(postcode)
    if (known := gazetteer.lookup(postcode)) is None:
        return
    location.district = known.district or ""
    point = known.point if location.address_public else _middle(postcode, gazetteer)
    if point and _is_far(location, point):
        _put(location, point)


def _middle(postcode: Postcode, gazetteer: Gazetteer) -> Point | None:
    """The middle of a postcode district."""
    found = gazetteer.find(str(postcode.outcode))
    return found.point if isinstance(found, Place) else None


def _is_far(location: Location, postcode: Point) -> bool:
    """Whether a place has no point, or one that cannot be within its postcode."""
    if location.latitude is None or location.longitude is None:
        return True
    return distance_km(Point(location.latitude, location.longitude), postcode) > MOVED_KM


def _put(location: Location, point: Point | None) -> None:
    location.latitude, location.longitude = (point.latitude, point.longitude) if point else (None, None)
