"""Other places for listings: in the same town, and in other towns."""

from collections.abc import Sequence
from random import Random
from typing import Any

from directory.geography import Gazetteer, KnownPostcode, Point, Postcode, PostcodeError, box_around, distance_km
from directory.oruk.records import PlaceRecord

NEAR_KM = 3.0
AWAY_KM = (25.0, 80.0)
_MOST = 400


class Homes:
    """Postcodes to move listings to."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def beside(self, place: PlaceRecord, chance: Random) -> dict[str, Any]:
        """The postcode and the point of another place within three kilometres; none where the first is not known."""
        point = self.point(place)
        return self._where(chance.choice(self._around(point, NEAR_KM)), place) if point else {}

    def away(self, place: PlaceRecord, chance: Random) -> dict[str, Any]:
        """The same of a place in another town, 25 to 80 kilometres away."""
        point = self.point(place)
        if not point:
            return {}
        far = [dot for dot in self._around(point, AWAY_KM[1]) if distance_km(dot, point) >= AWAY_KM[0]]
        return self._where(chance.choice(far), place)

    def point(self, place: PlaceRecord) -> Point | None:
        """Where a place is, as far as its postcode says."""
        try:
            known = self._gazetteer.lookup(Postcode.parse(place.postcode))
        except PostcodeError:
            return None
        return known.point if known else None

    def _around(self, point: Point, km: float) -> Sequence[Point]:
        dots = self._gazetteer.dots(box_around(point, km), limit=_MOST)
        return [Point(float(latitude), float(longitude)) for latitude, longitude in dots]

    def _where(self, point: Point, place: PlaceRecord) -> dict[str, Any]:
        found: tuple[KnownPostcode, float] | None = self._gazetteer.nearest(point)
        postcode = str(found[0].postcode) if found else place.postcode
        return {"postcode": postcode, "latitude": None, "longitude": None}
