"""Towns, villages and localities by name, for people who give a place instead of a postcode."""

import csv
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import pi, sqrt
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from directory.errors import UnreadableError
from directory.geography.names import plain
from directory.geography.points import Point

_COLUMNS = {"name", "also", "latitude", "longitude", "population", "district", "outcode"}

_PEOPLE_PER_KM2 = 3000
"""About the density of a British town, which turns a population into a rough extent."""
_SMALLEST_KM, _LARGEST_KM = 0.8, 25.0

_CLOSEST_SPELLING = 0.78
"""How alike two names must be (1: the same) for one to be offered for the other."""

_AFTER_ANY_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that has a name.

    Attributes:
        also: its other names: in Welsh, or as people say it ("Hull").
        population: about how many people live there; 0 if the source does not know.
        district: the ONS code of the local authority at its middle.
        outcode: the outward code of the nearest postcode; "" where no postcode has a point.
    """

    name: str
    point: Point
    population: int = 0
    district: str = ""
    outcode: str = ""
    also: tuple[str, ...] = ()

    @property
    def radius_km(self) -> float:
        """Roughly how far the place reaches: the radius of a disc with its population at a town's density."""
        return min(max(sqrt(self.population / _PEOPLE_PER_KM2 / pi), _SMALLEST_KM), _LARGEST_KM)


class Places:
    """All named places, looked up by `plain` names."""

    def __init__(self, places: Iterable[NamedPlace] = ()) -> None:
        self._by_name: dict[str, list[NamedPlace]] = defaultdict(list)
        self._count = 0
        for place in sorted(places, key=_largest_first):
            self._count += 1
            for name in {plain(name) for name in (place.name, *place.also)}:
                self._by_name[name].append(place)
        self._names = sorted(self._by_name)

    def __len__(self) -> int:
        return self._count

    def called(self, name: str, /) -> list[NamedPlace]:
        """The places with exactly this plain name, largest first."""
        return list(self._by_name.get(name, ()))

    def beginning(self, prefix: str, /) -> list[NamedPlace]:
        """The places whose plain name begins so, largest first, each once."""
        first = bisect_left(self._names, prefix)
        last = bisect_left(self._names, prefix + _AFTER_ANY_LETTER)
        found = {id(place): place for name in self._names[first:last] for place in self._by_name[name]}
        return sorted(found.values(), key=_largest_first)

    def spelt_like(self, name: str, /, limit: int) -> list[NamedPlace]:
        """The places whose plain name is most like this one, most alike first."""
        matches = process.extract(
            name,
            self._names,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=_CLOSEST_SPELLING,
            limit=limit,
        )
        alike = sorted(matches, key=lambda match: (-match[1], _largest_first(self._by_name[match[0]][0])))
        return [place for name, _, _ in alike for place in self._by_name[name]][:limit]


def read_places(path: Path) -> Places:
    """Read `places.csv`.

    Raises:
        UnreadableError: the file is missing, has other columns, or a row that is no place.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if set(reader.fieldnames or ()) != _COLUMNS:
                raise UnreadableError(f"{path.name} should have the columns {', '.join(sorted(_COLUMNS))}")
            return Places(_place(row) for row in reader)
    except (OSError, ValueError) as fault:
        raise UnreadableError(f"The names of places cannot be read from {path.name}") from fault


def _place(row: dict[str, str]) -> NamedPlace:
    return NamedPlace(
        name=row["name"],
        point=Point(float(row["latitude"]), float(row["longitude"])),
        population=int(row["population"]),
        district=row["district"],
        outcode=row["outcode"],
        also=tuple(row["also"].split(";")) if row["also"] else (),
    )


def _largest_first(place: NamedPlace) -> tuple[int, str, str, float]:
    """The order of every list of places, with ties broken so that it is always the same."""
    return -place.population, place.name, place.district, place.point.latitude
