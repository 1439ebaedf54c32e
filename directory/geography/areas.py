"""Names of administrative areas by their ONS codes, and which larger areas each lies in."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from directory.errors import UnreadableError

_COLUMNS = {"code", "name", "kind", "within", "county", "name_cy"}
_INVERTED = (", City of", ", County of")


@dataclass(frozen=True, slots=True)
class Area:
    """An area that has an ONS code.

    Attributes:
        kind: country, region, county, combined_authority or district (the lowest tier: whom one pays council
        tax). within: codes of the larger areas it lies in, the smallest first. county: the ceremonial county
        as people say it, also where there is no county council; "" outside England. name_cy: the name in
        Welsh, or "".
    """

    code: str
    name: str
    kind: str = "district"
    within: tuple[str, ...] = ()
    county: str = ""
    name_cy: str = ""

    @property
    def label(self) -> str:
        """The name as a sentence says it: ONS writes "Bristol, City of", people say "Bristol"."""
        return self.name.removesuffix(_INVERTED[0]).removesuffix(_INVERTED[1])


class Areas:
    """All areas by code."""

    def __init__(self, areas: Iterable[Area] = ()) -> None:
        self._areas: Mapping[str, Area] = {area.code: area for area in areas}

    def __len__(self) -> int:
        return len(self._areas)

    def get(self, code: str, /) -> Area | None:
        """The area with this code, or None."""
        return self._areas.get(code)

    def label(self, code: str, /) -> str | None:
        """What a page calls the area with this code, or None if there is none."""
        area = self._areas.get(code)
        return area.label if area else None

    def of_kind(self, kind: str, /) -> list[Area]:
        """All areas of one kind, by name."""
        return sorted((area for area in self._areas.values() if area.kind == kind), key=_by_name)

    def around(self, code: str, /) -> frozenset[str]:
        """The codes of this area and of every larger one that it lies in, so that a rule can name any."""
        area = self._areas.get(code)
        return frozenset((code, *area.within)) if area else frozenset((code,))


def read_areas(path: Path) -> Areas:
    """Read `areas.csv`.

    Raises:
        UnreadableError: the file is missing or has other columns.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableError(f"The names of areas cannot be read from {path.name}") from fault
    if not rows or set(rows[0]) != _COLUMNS:
        raise UnreadableError(f"{path.name} should have the columns {', '.join(sorted(_COLUMNS))}")
    return Areas(Area(**(row | {"within": tuple(row["within"].split(";")) if row["within"] else ()})) for row in rows)


def _by_name(area: Area) -> tuple[str, str]:
    return area.name, area.code
