"""Pure values about where things are: points, postcodes, areas, places, and gazetteers that look them up.

Knows nothing of Flask, of the database, or of services; asks no other machine.
"""

from directory.geography.areas import Area, Areas, read_areas
from directory.geography.file_gazetteer import FileGazetteer, build_gazetteer, ensure_gazetteer
from directory.geography.gazetteer import (
    Finding,
    Gazetteer,
    GazetteerStatus,
    KnownPostcode,
    Place,
    PlaceKind,
    Suggestion,
    UnknownPlace,
)
from directory.geography.gazetteer_file import verify as verify_gazetteer
from directory.geography.geocoder import FingerpostGeocoder
from directory.geography.onspd import load_onspd
from directory.geography.places import NamedPlace
from directory.geography.points import (
    KM_PER_MILE,
    Box,
    Point,
    box_around,
    distance_km,
    distances_km,
    geodesic_miles,
)
from directory.geography.postcodes import Outcode, Postcode, PostcodeError, Sector
from directory.geography.table_gazetteer import TableGazetteer

__all__ = [
    "KM_PER_MILE",
    "Area",
    "Areas",
    "Box",
    "FileGazetteer",
    "Finding",
    "FingerpostGeocoder",
    "Gazetteer",
    "GazetteerStatus",
    "KnownPostcode",
    "NamedPlace",
    "Outcode",
    "Place",
    "PlaceKind",
    "Point",
    "Postcode",
    "PostcodeError",
    "Sector",
    "Suggestion",
    "TableGazetteer",
    "UnknownPlace",
    "box_around",
    "build_gazetteer",
    "distance_km",
    "distances_km",
    "ensure_gazetteer",
    "geodesic_miles",
    "load_onspd",
    "read_areas",
    "verify_gazetteer",
]
