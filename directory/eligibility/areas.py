"""What the code of an area says of itself: the family it belongs to, and the countries that it is made of.

Codes are the nine characters of the Office for National Statistics (the first three name the kind of area), or a
postcode district such as DL3. Within a family areas do not overlap: whoever lives in one does not live in another.
This module knows no boundaries: whether a ward lies in a district it cannot say.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

_POSTCODE_DISTRICT = re.compile(r"[A-Z]{1,2}(?:[0-9]|[1-9][0-9]|[0-9][A-Z])")
_OFFICIAL = re.compile(r"[A-Z][0-9]{8}")

# L99 and M99 stand for the whole of the Channel Islands and the Isle of Man in the postcode directory.
DISTRICTS = frozenset(["E06", "E07", "E08", "E09", "W06", "S12", "N09", "L99", "M99"])
"""The first three characters of the codes of districts."""

_WARDS = frozenset(["E05", "W05", "S13", "N08"])
_COUNTRIES = frozenset(["E92", "W92", "S92", "N92", "L93", "M83"])

_COUNTRY_BY_LETTER = {
    "E": "E92000001",
    "W": "W92000004",
    "S": "S92000003",
    "N": "N92000002",
    "L": "L93000001",
    "M": "M83000003",
}
_MADE_OF = {
    "K02000001": frozenset(["E92000001", "W92000004", "S92000003", "N92000002"]),
    "K03000001": frozenset(["E92000001", "W92000004", "S92000003"]),
    "K04000001": frozenset(["E92000001", "W92000004"]),
}
_NAMES = {
    "E92000001": "England",
    "W92000004": "Wales",
    "S92000003": "Scotland",
    "N92000002": "Northern Ireland",
    "L93000001": "the Channel Islands",
    "M83000003": "the Isle of Man",
    "K02000001": "the United Kingdom",
    "K03000001": "Great Britain",
    "K04000001": "England and Wales",
}


def tidy(code: str) -> str:
    """A code as it is compared: capitals, no spaces."""
    return "".join(code.upper().split())


def is_postcode_district(code: str) -> bool:
    """Whether the code is one that people know and say, such as DL3, rather than an official one."""
    return _POSTCODE_DISTRICT.fullmatch(code) is not None


def family_of(code: str) -> str:
    """The kind of area: areas of one family do not overlap, and areas of two families may.

    An official code of an unknown kind is its own family by its first three characters, so that counties are
    compared with counties; any other code by its letters.
    """
    if is_postcode_district(code):
        return "postcode district"
    kind = code[:3]
    if kind in DISTRICTS:
        return "district"
    if kind in _WARDS:
        return "ward"
    if kind in _COUNTRIES:
        return "country"
    return kind if _OFFICIAL.fullmatch(code) else code.rstrip("0123456789")


def by_family(codes: Iterable[str]) -> dict[str, frozenset[str]]:
    """Sort codes into families; Great Britain and its like are taken apart into their countries."""
    families: defaultdict[str, set[str]] = defaultdict(set)
    for code in codes:
        for part in _MADE_OF.get(code, (code,)):
            families[family_of(part)].add(part)
    return {family: frozenset(parts) for family, parts in families.items()}


def none_of(family: str) -> str:
    """What stands for no area of an official family, as a code: whoever lives in a unitary authority has no county."""
    return f"{family}000000"


def countries_of(districts: Iterable[str]) -> frozenset[str]:
    """The countries that districts lie in, by the first letter of each; empty when one of them does not tell."""
    codes = list(districts)
    if any(family_of(code) != "district" for code in codes):
        return frozenset()
    return frozenset(_COUNTRY_BY_LETTER[code[0]] for code in codes)


def common_name(code: str) -> str | None:
    """The name of a country; None for every other area, whose name whoever states the rule has to give."""
    return _NAMES.get(code)
