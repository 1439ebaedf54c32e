"""Where a group's people live, in words: names of places and postcode districts, never an official code."""

from collections.abc import Iterable, Mapping

from directory.eligibility.areas import common_name, is_postcode_district
from directory.eligibility.lists import either

MOST_NAMES = 4
"""More names than this are not taken in by ear, so the rest are counted."""


def people_living_in(areas: Iterable[str], names: Mapping[str, str]) -> str:
    """Those who live in the areas: "people who live in Darlington or DL2"."""
    codes = sorted(areas, key=lambda code: (len(code), code))
    places = sorted(name for code in codes if (name := names.get(code) or common_name(code)))
    places += [code for code in codes if is_postcode_district(code) and not names.get(code)]
    if not places:
        return "people who live in the group's area"
    unnamed = ["elsewhere in the group's area"] if len(places) < len(codes) else []
    return f"people who live in {either(_shortened(places) + unnamed)}"


def _shortened(places: list[str]) -> list[str]:
    rest = len(places) - MOST_NAMES
    # "1 other place" would be no shorter than its name.
    return places if rest < 2 else [*places[:MOST_NAMES], f"{rest} other places"]
