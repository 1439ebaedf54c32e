"""The two national grids against worked examples of their own surveys."""

from math import degrees

import numpy as np
import pytest

from directory.geography import Point, distance_km, grids
from directory.geography.grids import british_to_wgs84, irish_to_wgs84
from directory.geography.points import Floats

METRE = 0.001


def _dms(d: int, m: int, s: float) -> float:
    return d + m / 60 + s / 3600


def _one(converted: tuple[Floats, Floats]) -> Point:
    latitudes, longitudes = converted
    return Point(float(latitudes[0]), float(longitudes[0]))


def test_the_projection_gives_the_survey_s_worked_example() -> None:
    # "A guide to coordinate systems in Great Britain", annex C.2: TG 51409 13177, on the Airy ellipsoid.
    latitude, longitude = grids._unproject(np.array([651409.903]), np.array([313177.270]), grids._BRITISH)
    assert degrees(latitude[0]) == pytest.approx(_dms(52, 39, 27.2531), abs=1e-8)
    assert degrees(longitude[0]) == pytest.approx(_dms(1, 43, 4.5177), abs=1e-8)


@pytest.mark.parametrize(
    ("easting", "northing", "truth"),
    [
        # Turned into degrees with OSTN15, which is what defines the grid.
        (651409.903, 313177.270, Point(52.658006, 1.716075)),  # Norfolk, the survey's example
        (529090, 179645, Point(51.501010, -0.141563)),  # Westminster
        (395299, 804021, Point(57.127073, -2.079291)),  # Aberdeen
    ],
)
def test_the_british_grid_is_good_to_five_metres(easting: float, northing: float, truth: Point) -> None:
    found = _one(british_to_wgs84(np.array([easting]), np.array([northing])))
    assert distance_km(found, truth) < 5 * METRE


@pytest.mark.parametrize(
    ("easting", "northing", "truth"),
    [
        # Grid references and degrees published together for postcodes of Northern Ireland.
        (294866, 424744, Point(55.060991, -6.516078)),  # near Ballymoney
    ],
)
def test_the_irish_grid_is_good_to_two_metres(easting: float, northing: float, truth: Point) -> None:
    found = _one(irish_to_wgs84(np.array([easting]), np.array([northing])))
    assert distance_km(found, truth) < 2 * METRE


def test_belfast_read_on_the_british_grid_would_be_far_out_at_sea() -> None:
    belfast = np.array([333800.0]), np.array([374000.0])
    assert distance_km(_one(irish_to_wgs84(*belfast)), Point(54.597, -5.930)) < 1
    assert distance_km(_one(british_to_wgs84(*belfast)), Point(54.597, -5.930)) > 150


def test_what_is_not_known_stays_unknown() -> None:
    latitudes, longitudes = british_to_wgs84(np.array([np.nan, 529090.0]), np.array([179645.0, np.nan]))
    assert np.isnan(latitudes).all()
    assert np.isnan(longitudes).all()
