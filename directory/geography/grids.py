"""From the two national grids to WGS84 latitude and longitude, for whole arrays at once.

Two grids, because the postcode files use two: references of Northern Ireland (postcodes that begin BT) are on
the Irish Grid, all others on the British National Grid. Read on the wrong one, Belfast lies by the Wirral.

Both conversions go through a seven-parameter Helmert transformation, which is good to about 5 metres in Great
Britain and 1 to 2 metres in Northern Ireland (the survey's own OSTN15 table is good to centimetres, but is 40
MB). A postcode's point is the address nearest the middle of some fifteen, so that 5 metres is far below what
it means.

Sources of the formulas and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain",
version 3.6 (2020), annexes B, C and section 6.6; for Ireland, Ordnance Survey Ireland and Land & Property
Services, "Making maps compatible with GPS" (1999), and EPSG:29903 with transformation EPSG:1641.
"""

from dataclasses import dataclass
from math import radians

import numpy as np

from directory.geography.points import Floats

_ARC_SECOND = radians(1 / 3600)
_ROUNDS = 6
"""Each round of the two iterations gains about two and a half digits; six are more than float64 holds."""


@dataclass(frozen=True, slots=True)
class _Ellipsoid:
    """A flattened sphere: its half axes in metres."""

    a: float
    b: float

    @property
    def eccentricity_squared(self) -> float:
        return 1 - (self.b / self.a) ** 2


@dataclass(frozen=True, slots=True)
class _Projection:
    """A transverse Mercator grid: its ellipsoid, true origin (degrees), false origin (metres) and scale."""

    ellipsoid: _Ellipsoid
    origin_latitude: float
    origin_longitude: float
    false_easting: float
    false_northing: float
    scale: float


@dataclass(frozen=True, slots=True)
class _Helmert:
    """Seven parameters to WGS84: shifts in metres, turns in arc seconds (position vector), parts per million."""

    shift: tuple[float, float, float]
    turn: tuple[float, float, float]
    scale_ppm: float


_WGS84 = _Ellipsoid(6378137.0, 6356752.314245)

_BRITISH = _Projection(
    ellipsoid=_Ellipsoid(6377563.396, 6356256.909),  # Airy 1830
    origin_latitude=49,
    origin_longitude=-2,
    false_easting=400_000,
    false_northing=-100_000,
    scale=0.9996012717,
)
_BRITISH_TO_WGS84 = _Helmert((446.448, -125.157, 542.060), (0.1502, 0.2470, 0.8421), -20.4894)

_IRISH = _Projection(
    ellipsoid=_Ellipsoid(6377340.189, 6356034.448),  # Airy 1830 modified
    origin_latitude=53.5,
    origin_longitude=-8,
    false_easting=200_000,
    false_northing=250_000,
    scale=1.000035,
)
_IRISH_TO_WGS84 = _Helmert((482.530, -130.596, 564.557), (-1.042, -0.214, -0.631), 8.15)


def british_to_wgs84(eastings: Floats, northings: Floats) -> tuple[Floats, Floats]:
    """British National Grid (EPSG:27700), metres, to WGS84 latitudes and longitudes; good to about 5 m."""
    return _to_wgs84(eastings, northings, _BRITISH, _BRITISH_TO_WGS84)


def irish_to_wgs84(eastings: Floats, northings: Floats) -> tuple[Floats, Floats]:
    """Irish Grid (EPSG:29903), metres, to WGS84 latitudes and longitudes; good to about 2 m."""
    return _to_wgs84(eastings, northings, _IRISH, _IRISH_TO_WGS84)


def _to_wgs84(eastings: Floats, northings: Floats, projection: _Projection, helmert: _Helmert) -> tuple[Floats, Floats]:
    latitudes, longitudes = _unproject(np.asarray(eastings, float), np.asarray(northings, float), projection)
    x, y, z = _to_space(latitudes, longitudes, projection.ellipsoid)
    latitudes, longitudes = _from_space(*_move(x, y, z, helmert))
    return np.degrees(latitudes), np.degrees(longitudes)


def _unproject(eastings: Floats, northings: Floats, grid: _Projection) -> tuple[Floats, Floats]:
    """Grid metres to latitude and longitude (radians) on the grid's own ellipsoid: OS guide, annex C.2."""
    latitude = _foot_latitude(northings - grid.false_northing, grid)
    e2 = grid.ellipsoid.eccentricity_squared
    square = 1 - e2 * np.sin(latitude) ** 2
    nu = grid.ellipsoid.a * grid.scale / np.sqrt(square)
    rho = nu * (1 - e2) / square
    eta2 = nu / rho - 1
    t, secant = np.tan(latitude), 1 / np.cos(latitude)
    t2 = t * t
    d = eastings - grid.false_easting
    # VII to XIIA are the guide's own names for these coefficients.
    vii = t / (2 * rho * nu)
    viii = t / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
    ix = t / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t2 * t2)
    x = secant / nu
    xi = secant / (6 * nu**3) * (nu / rho + 2 * t2)
    xii = secant / (120 * nu**5) * (5 + 28 * t2 + 24 * t2 * t2)
    xiia = secant / (5040 * nu**7) * (61 + 662 * t2 + 1320 * t2 * t2 + 720 * t2**3)
    longitude = radians(grid.origin_longitude) + x * d - xi * d**3 + xii * d**5 - xiia * d**7
    return latitude - vii * d**2 + viii * d**4 - ix * d**6, longitude


def _foot_latitude(northings: Floats, grid: _Projection) -> Floats:
    """The latitude at which the meridian arc from the true origin is as long as these northings."""
    origin = radians(grid.origin_latitude)
    latitude = np.full_like(northings, origin)
    remaining = northings
    for _ in range(_ROUNDS):
        latitude = latitude + remaining / (grid.ellipsoid.a * grid.scale)
        remaining = northings - _meridian_arc(latitude, origin, grid)
    return latitude


def _meridian_arc(latitude: Floats, origin: float, grid: _Projection) -> Floats:
    """Metres along the meridian from the origin: OS guide, equation C3."""
    n = (grid.ellipsoid.a - grid.ellipsoid.b) / (grid.ellipsoid.a + grid.ellipsoid.b)
    n2, n3 = n * n, n**3
    less, more = latitude - origin, latitude + origin
    arc: Floats = (
        (1 + n + 1.25 * n2 + 1.25 * n3) * less
        - (3 * n + 3 * n2 + 2.625 * n3) * np.sin(less) * np.cos(more)
        + (1.875 * n2 + 1.875 * n3) * np.sin(2 * less) * np.cos(2 * more)
        - (35 / 24 * n3) * np.sin(3 * less) * np.cos(3 * more)
    )
    return grid.ellipsoid.b * grid.scale * arc


def _to_space(latitude: Floats, longitude: Floats, ellipsoid: _Ellipsoid) -> tuple[Floats, Floats, Floats]:
    """Latitude and longitude (radians, height 0) to metres from the earth's centre: OS guide, annex B.1."""
    e2 = ellipsoid.eccentricity_squared
    nu = ellipsoid.a / np.sqrt(1 - e2 * np.sin(latitude) ** 2)
    across = nu * np.cos(latitude)
    return across * np.cos(longitude), across * np.sin(longitude), (1 - e2) * nu * np.sin(latitude)


def _move(x: Floats, y: Floats, z: Floats, helmert: _Helmert) -> tuple[Floats, Floats, Floats]:
    """One set of axes to another: OS guide, section 6.2, equation 3 (small angles, position vector)."""
    (tx, ty, tz), scale = helmert.shift, 1 + helmert.scale_ppm * 1e-6
    rx, ry, rz = (turn * _ARC_SECOND for turn in helmert.turn)
    return (
        tx + scale * x - rz * y + ry * z,
        ty + rz * x + scale * y - rx * z,
        tz - ry * x + rx * y + scale * z,
    )


def _from_space(x: Floats, y: Floats, z: Floats) -> tuple[Floats, Floats]:
    """Metres from the earth's centre to WGS84 latitude and longitude (radians): OS guide, annex B.2."""
    e2 = _WGS84.eccentricity_squared
    across = np.hypot(x, y)
    latitude = np.arctan2(z, across * (1 - e2))
    for _ in range(_ROUNDS):
        nu = _WGS84.a / np.sqrt(1 - e2 * np.sin(latitude) ** 2)
        latitude = np.arctan2(z + e2 * nu * np.sin(latitude), across)
    return latitude, np.arctan2(y, x)
