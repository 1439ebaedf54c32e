"""Within what distance of a point something has to be, as FHIR writes it: 54.52|-1.55|5|km."""

import re
from dataclasses import dataclass

_MILE = 1.609344
_UNITS = {"km": 1.0, "m": 0.001, "mi": _MILE, "[mi_i]": _MILE, "[mi_us]": _MILE}
_DEGREES = r"(-?\d{1,3}(?:\.\d{1,20})?)"
_NEAR = re.compile(rf"{_DEGREES}\|{_DEGREES}(?:\|(\d{{0,9}}(?:\.\d{{1,9}})?)(?:\|([^|]*))?)?")
_AROUND_THE_WORLD = 20_000.0


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many kilometres of a point in WGS84 degrees."""

    latitude: float
    longitude: float
    km: float


def near(value: str, *, usual_km: float) -> Near:
    """What a value asks for.

    Args:
        usual_km: how far *near* means where the value does not say.

    Raises:
        ValueError: it cannot be read.
    """
    found = _NEAR.fullmatch(value)
    if not found:
        raise ValueError(value)
    latitude, longitude, distance, unit = found.groups()
    if unit and unit not in _UNITS:
        raise ValueError(unit)
    km = float(distance) * _UNITS[unit or "km"] if distance else usual_km
    return Near(_degrees(latitude, 90), _degrees(longitude, 180), min(km, _AROUND_THE_WORLD))


def _degrees(text: str, most: float) -> float:
    degrees = float(text)
    if abs(degrees) > most:
        raise ValueError(text)
    return degrees
