"""Real postcodes against coordinates that others have published: `known_points.csv` names the source of each.

Those of Great Britain are drawn at random from Ordnance Survey's own list. For Northern Ireland few are published with
degrees, so that five of its ten are buildings, picked from some forty as those near the middle of their postcode; they
are there to catch a wrong grid, which would be out by 150 kilometres.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from directory.geography import FileGazetteer, Point, Postcode, distance_km

with (Path(__file__).parent / "known_points.csv").open(encoding="utf-8", newline="") as file:
    KNOWN = list(csv.DictReader(file))

SURVEYED = ("Ordnance Survey", "postcodes.io")
"""Sources whose point is the postcode's own; the others give a building on the same street."""


def test_the_points_are_spread_over_the_kingdom() -> None:
    nations = Counter(row["nation"] for row in KNOWN)
    assert len(KNOWN) == len({row["postcode"] for row in KNOWN}) >= 60
    assert min(nations.values()) >= 10
    assert set(nations) == {"England", "Scotland", "Wales", "Northern Ireland"}


@pytest.mark.parametrize("row", KNOWN, ids=[row["postcode"] for row in KNOWN])
def test_a_postcode_is_where_others_say_it_is(full_gazetteer: FileGazetteer, row: dict[str, str]) -> None:
    known = full_gazetteer.lookup(Postcode.parse(row["postcode"]))
    assert known
    assert known.point
    metres = 1000 * distance_km(known.point, Point(float(row["latitude"]), float(row["longitude"])))
    assert metres < (5 if any(name in row["source"] for name in SURVEYED) else 150)


def test_the_nation_of_each_district_is_that_of_its_postcode(full_gazetteer: FileGazetteer) -> None:
    letters = {"England": "E", "Scotland": "S", "Wales": "W", "Northern Ireland": "N"}
    for row in KNOWN:
        known = full_gazetteer.lookup(Postcode.parse(row["postcode"]))
        assert known
        assert known.district
        assert known.district[0] == letters[row["nation"]]
