"""What is asked of a search: the parameters of its address as values, or why they cannot be read. Knows no database.

As FHIR has it, what we do not know is passed over, and listed; a parameter that we know and cannot read is refused.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from directory.oruk.fhir.nearness import Near, near
from directory.oruk.fhir.parameters import INCLUDES, OF_ALL, PARAMETERS
from directory.oruk.fhir.parts import COUNT, SUMMARY_KINDS, TEXT, Part
from directory.oruk.fhir.spans import Span, span

PER_PAGE: Final = 50
MOST_PER_PAGE: Final = 500
_FARTHEST: Final = 10**9

_SORTS = ("_id", "_lastUpdated", "name")
_NEAR_A_PLACE = {"location.near", "location:Location.near"}


class AskedWronglyError(Exception):
    """A parameter that cannot be read. Its text is a sentence for whoever wrote it.

    Attributes:
        parameter: its name.
    """

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class NameTest:
    """One of several beginnings (or middles, or whole names), any of which will do."""

    how: str
    texts: tuple[str, ...]

    def holds(self, name: str) -> bool:
        """Whether a name passes."""
        if self.how == "exact":
            return name in self.texts
        plain = folded(name)
        wanted = map(folded, self.texts)
        return any(each in plain if self.how == "contains" else plain.startswith(each) for each in wanted)


@dataclass
class Asked:
    """A search. Of each list all have to hold; within one of them, any will do."""

    kind: str
    ids: list[frozenset[str]] = field(default_factory=list)
    names: list[NameTest] = field(default_factory=list)
    updated: list[tuple[Span, ...]] = field(default_factory=list)
    near: list[tuple[Near, ...]] = field(default_factory=list)
    types: list[tuple[tuple[str | None, str], ...]] = field(default_factory=list)
    identifiers: list[tuple[tuple[str | None, str], ...]] = field(default_factory=list)
    organisations: list[frozenset[str]] = field(default_factory=list)
    locations: list[frozenset[str]] = field(default_factory=list)
    active: list[frozenset[str]] = field(default_factory=list)
    sort: list[tuple[str, bool]] = field(default_factory=list)
    include: set[str] = field(default_factory=set)
    part: Part = field(default_factory=Part)
    count: int = PER_PAGE
    offset: int = 0
    used: list[tuple[str, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read(kind: str, pairs: Iterable[tuple[str, str]], *, site: str, usual_km: float) -> Asked:
    """What the parameters of an address ask for.

    Args:
        kind: of the resources that are searched.
        usual_km: how far *near* means where nobody says.

    Raises:
        AskedWronglyError: one of them is known and cannot be read.
    """
    asked = Asked(kind)
    for name, value in pairs:
        if not value:
            continue
        if _take(asked, name, value, site, usual_km):
            asked.used.append((name, value))
        else:
            asked.ignored.append(name)
    if asked.part.summary == COUNT:
        asked.count, asked.include = 0, set()
    if asked.part.summary == TEXT and asked.include:
        raise AskedWronglyError("_include", "Nothing can be sent along with _summary=text")
    return asked


def read_part(values: Mapping[str, str]) -> Part:
    """How much of a single resource is asked for.

    Raises:
        AskedWronglyError: it cannot be read.
    """
    asked = Asked("")
    for name in ("_summary", "_elements"):
        if value := values.get(name):
            _take_of_all(asked, name, value)
    if asked.part.summary == COUNT:
        raise AskedWronglyError("_summary", "Only what is searched for is counted")
    return asked.part


def _take(asked: Asked, name: str, value: str, site: str, usual_km: float) -> bool:
    """Read a parameter; False if we do not know it."""
    base, _, modifier = name.partition(":")
    if base == "near" or name in _NEAR_A_PLACE:
        return _take_near(asked, name, value, usual_km)
    if base in OF_ALL or base == "_include":
        return _take_of_all(asked, base, value)
    if base in {"_format", "_pretty"}:
        return True
    if base not in PARAMETERS[asked.kind]:
        return False
    if modifier and (base != "name" or modifier not in {"exact", "contains"}):
        raise AskedWronglyError(name, f"The modifier :{modifier} is not supported here")
    _TAKERS[base](asked, name, split(value), site)
    return True


def _take_near(asked: Asked, name: str, value: str, usual_km: float) -> bool:
    if asked.kind != ("HealthcareService" if name in _NEAR_A_PLACE else "Location"):
        return False
    asked.near.append(tuple(_near(name, each, usual_km) for each in split(value)))
    return True


def _take_of_all(asked: Asked, name: str, value: str) -> bool:
    """Read a parameter that bears on the answer and not on what is found."""
    match name:
        case "_count":
            asked.count = min(_whole_number(name, value), MOST_PER_PAGE)
        case "_offset":
            asked.offset = _whole_number(name, value)
        case "_summary":
            asked.part = replace(asked.part, summary=_summary(value))
        case "_elements":
            names = frozenset(each.strip() for each in value.split(","))
            asked.part = replace(asked.part, elements=names)
        case "_sort":
            keys = [(each.removeprefix("-"), each.startswith("-")) for each in split(value)]
            asked.sort = [pair for pair in keys if pair[0] in _SORTS]
            return len(asked.sort) == len(keys)
        case "_include":
            asked.include |= {value} & set(INCLUDES[asked.kind])
            return value in INCLUDES[asked.kind]
    return True


def folded(words: str) -> str:
    """Words as names are compared: in small letters, without accents."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def split(value: str) -> list[str]:
    """The alternatives of a value, which stand between commas; a comma after a backslash is none."""
    return [each for each in re.split(r"(?<!\\),", value) if each]


def unescaped(value: str) -> str:
    return re.sub(r"\\([\\,$|])", r"\1", value)


def _token(value: str) -> tuple[str | None, str]:
    """A system (None: any) and a code."""
    system, bar, code = value.rpartition("|")
    return (unescaped(system) if bar else None), unescaped(code)


def _key(kind: str, value: str, site: str) -> str:
    """The key in a reference to a resource of a kind; of any other, what no key is."""
    path = value.removeprefix(f"{site}/fhir/")
    before, _, key = path.rpartition("/")
    return key.lower() if before in {"", kind} else ""


def _booleans(name: str, values: Sequence[str]) -> frozenset[str]:
    found = frozenset(_token(value)[1] for value in values)
    if not found <= {"true", "false"}:
        raise AskedWronglyError(name, "This should be true or false")
    return found


def _whole_number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal()) or len(value) > 12:
        raise AskedWronglyError(name, "This should be a whole number, 0 or more")
    return min(int(value), _FARTHEST)


def _summary(value: str) -> str:
    if value not in SUMMARY_KINDS:
        raise AskedWronglyError("_summary", "This should be true, text, data, count or false")
    return value


def _span(name: str, value: str) -> Span:
    try:
        return span(value)
    except ValueError as fault:
        raise AskedWronglyError(name, "This should be a date, like ge2026-11-22 or 2026-11-22T09:30:00Z") from fault


def _near(name: str, value: str, usual_km: float) -> Near:
    try:
        return near(value, usual_km=usual_km)
    except ValueError as fault:
        message = "This should be latitude|longitude|distance|unit, like 54.52|-1.55|5|km"
        raise AskedWronglyError(name, message) from fault


def _take_name(asked: Asked, name: str, values: list[str], _site: str) -> None:
    asked.names.append(NameTest(name.partition(":")[2], tuple(map(unescaped, values))))


def _take_ids(asked: Asked, _name: str, values: list[str], _site: str) -> None:
    asked.ids.append(frozenset(each.lower() for each in values))


def _take_updated(asked: Asked, name: str, values: list[str], _site: str) -> None:
    asked.updated.append(tuple(_span(name, each) for each in values))


def _take_types(asked: Asked, _name: str, values: list[str], _site: str) -> None:
    asked.types.append(tuple(map(_token, values)))


def _take_identifiers(asked: Asked, _name: str, values: list[str], _site: str) -> None:
    asked.identifiers.append(tuple(map(_token, values)))


def _take_organisations(asked: Asked, _name: str, values: list[str], site: str) -> None:
    asked.organisations.append(frozenset(_key("Organization", each, site) for each in values))


def _take_locations(asked: Asked, _name: str, values: list[str], site: str) -> None:
    asked.locations.append(frozenset(_key("Location", each, site) for each in values))


def _take_active(asked: Asked, name: str, values: list[str], _site: str) -> None:
    asked.active.append(_booleans(name, values))


_TAKERS: Final[dict[str, Callable[[Asked, str, list[str], str], None]]] = {
    "_id": _take_ids,
    "_lastUpdated": _take_updated,
    "active": _take_active,
    "identifier": _take_identifiers,
    "location": _take_locations,
    "name": _take_name,
    "organization": _take_organisations,
    "service-type": _take_types,
}
