"""Whose ward a place is in, with half a mile of leeway: borders are drawn through the middle of streets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory.eligibility.areas import DISTRICTS
from directory.geography import KM_PER_MILE, Gazetteer, Place, PlaceKind, UnknownPlace

LEEWAY_KM = KM_PER_MILE / 2
"""A postcode counts as in a ward if any postcode of that ward lies within half a mile of it."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Where somebody is a councillor: a ward, or a whole district where the postcodes tell no wards.

    Attributes:
        place: where it is; None if our postcodes do not say.
    """

    code: str
    name: str
    is_ward: bool
    place: Place | None

    @property
    def kind(self) -> str:
        """What it is called in a sentence."""
        return "ward" if self.is_ward else "district"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a group is that somebody told us of.

    Attributes:
        place: as far as we know it.
        patch: the code of the ward, or the district, whose councillors it concerns; empty: not known.
        district: the code of the district whose moderators it goes to; empty: not known.
        outside: whether it is surely outside the patches of who told us, and beyond the leeway.
    """

    place: Place | None
    patch: str = ""
    district: str = ""
    outside: bool = False


def patches(codes: Iterable[str], gazetteer: Gazetteer) -> list[Patch]:
    """Wards and districts by their codes, in the order of their names."""
    found = [_patch(code, gazetteer) for code in codes]
    return sorted(found, key=lambda patch: (patch.name, patch.code))


def whereabouts(found: Place | UnknownPlace, own: Sequence[Patch], gazetteer: Gazetteer) -> Whereabouts:
    """Where a place is, seen from the patches of the councillor who speaks of it.

    What is not on the map is taken to be in the first of them; so is what lies anywhere while our postcodes do not say
    where that patch is.
    """
    if isinstance(found, UnknownPlace):
        return Whereabouts(None, *_first(own))
    there = _areas_of(found, gazetteer)
    mine = [patch for patch in own if patch.code in there]
    # With the ward it is in itself before one that is only near.
    mine.sort(key=lambda patch: patch.code not in found.wards | found.districts)
    unknown = [patch for patch in own if patch.place is None]
    if mine or unknown:
        return Whereabouts(found, (mine or unknown)[0].code, found.district or "")
    return Whereabouts(found, _single(found.wards) or found.district or "", found.district or "", outside=bool(own))


def _areas_of(place: Place, gazetteer: Gazetteer) -> frozenset[str]:
    """The wards and districts that a place can be in; of one postcode, those within the leeway too."""
    itself = place.wards | place.districts
    if place.kind is not PlaceKind.POSTCODE or place.point is None:
        return itself
    return itself | gazetteer.areas_within(place.point, LEEWAY_KM)


def _first(own: Sequence[Patch]) -> tuple[str, str]:
    """The code of the first patch, and its district."""
    if not own:
        return "", ""
    district = own[0].place.district if own[0].place else None
    return own[0].code, district or ""


def _single(codes: frozenset[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else ""


def _patch(code: str, gazetteer: Gazetteer) -> Patch:
    place = gazetteer.area(code)
    is_ward = code in place.wards if place else code[:3] not in DISTRICTS
    return Patch(code, gazetteer.district_name(code) or code, is_ward, place)
