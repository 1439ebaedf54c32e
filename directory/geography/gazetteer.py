"""What a gazetteer is asked and what it answers; `FileGazetteer` and `TableGazetteer` are two that do."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

from directory.geography.points import Box, Point
from directory.geography.postcodes import Postcode


class PlaceKind(StrEnum):
    """How closely a place was named."""

    POSTCODE = "postcode"
    SECTOR = "sector"
    OUTCODE = "outcode"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class KnownPostcode:
    """A postcode that exists, or once did.

    Attributes:
        point: where it is; None where the source does not say (Isle of Man, Channel Islands, some long gone).
        district: the ONS code of its local authority; None where the source has none.
        ward: the ONS code of its ward; None unless a fuller file was loaded.
        terminated: the first day of the month in which it went out of use; None if it is in use, or if the
            gazetteer's source does not say (`GazetteerStatus.terminated`).
        deprivation_decile: 1 (the most deprived tenth of its nation's neighbourhoods) to 10; None as for
        wards.
    """

    postcode: Postcode
    point: Point | None = None
    district: str | None = None
    ward: str | None = None
    terminated: date | None = None
    deprivation_decile: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The place that a person meant.

    Attributes:
        label: what to call it on a page: "CT20 1QU", "DL3", "Newport, Isle of Wight".
        point: its middle; None if we know of it but not where it is.
        districts: the ONS codes of every local authority it can be in: one for a postcode, several for an
        outward
            code or a town on a border, none if not known.
        wards: the same for wards; empty unless the gazetteer has them.
        outcodes: the same for outward codes: "DL3" for DL3 9AA, several for a town.
        district: the local authority that most of it is in.
        postcode: the postcode, where it is one.
        terminated: as for `KnownPostcode`.
        radius_km: roughly how far it reaches from its middle.
    """

    label: str
    kind: PlaceKind
    point: Point | None
    districts: frozenset[str] = frozenset()
    wards: frozenset[str] = frozenset()
    outcodes: frozenset[str] = frozenset()
    district: str | None = None
    postcode: Postcode | None = None
    terminated: date | None = None
    radius_km: float = 0.0

    @property
    def note(self) -> str | None:
        """A sentence that the person should read beside the answer, if there is one."""
        if self.point is None:
            return f"We know {self.label}, but not where it is, so we cannot say how far away anything is."
        if self.terminated:
            return f"{self.label} went out of use in {self.terminated:%B %Y}; we have used where it was."
        return None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that could be typed instead: `text` goes into the box and finds it; `label` is shown."""

    text: str
    label: str
    kind: PlaceKind


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """We cannot tell where the person means: one plain sentence why, and what they may have meant."""

    sentence: str
    suggestions: tuple[Suggestion, ...] = ()


Finding = Place | UnknownPlace


@dataclass(frozen=True, slots=True)
class GazetteerStatus:
    """What a gazetteer holds and where it is from.

    Attributes:
        terminated: how many postcodes are out of use; None if the source does not say which are.
        wards: how many wards; 0 if the source has none.
        source_date: the month of the source's edition, as its first day, if known.
        package_version: of the package it was built from; None for a file that somebody loaded.
    """

    postcodes: int
    with_point: int
    terminated: int | None
    districts: int
    wards: int
    places: int
    source: str
    source_date: date | None = None
    package_version: str | None = None


class Gazetteer(Protocol):
    """Answers where postcodes and places are, without the network and without a database."""

    def lookup(self, postcode: Postcode, /) -> KnownPostcode | None:
        """What is known of a postcode. None: we do not know it, which is an answer and not an error."""

    def find(self, text: str, /) -> Finding:
        """The place meant by what a person typed into a box for a postcode or a place: any text at all."""

    def district_name(self, code: str, /) -> str | None:
        """The name of an area by its ONS code, as a page says it; None if we have no such code.

        Of wards it knows those whose names came with a fuller file.
        """

    def area(self, code: str, /) -> Place | None:
        """The place that a ward or a district is, by its ONS code: its middle, and what it lies across. None: not one
        of our postcodes is said to be in it.
        """

    def areas_within(self, point: Point, km: float, /) -> frozenset[str]:
        """The codes of the wards and districts that have a postcode within so many kilometres of a point.

        That is how to ask with some leeway which ward a place is in: borders are drawn through streets.
        """

    def areas_around(self, code: str, /) -> frozenset[str]:
        """The codes of this area and of every larger one it lies in: county, combined authority, region, country.

        A rule about where a person lives may name any of them.
        """

    def nearest(self, point: Point, /) -> tuple[KnownPostcode, float] | None:
        """The postcode nearest to a point and its distance in kilometres; None if none is within 20 km."""

    def dots(self, box: Box, /, limit: int) -> npt.NDArray[np.float64]:
        """Postcodes inside a box as rows of latitude and longitude, thinned to at most `limit`.

        Where there are more homes there are more dots: the faint base of a picture.
        """

    def suggest(self, prefix: str, /, limit: int = 8) -> list[Suggestion]:
        """What a text that is still being typed may become: likeliest first."""

    def status(self) -> GazetteerStatus:
        """Counts and source."""
