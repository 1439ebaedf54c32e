"""Which columns of a table hold what, as its keeper says it in a file of TOML.

delimiter = ";"                      # may be left out: "," ";" "|" or a tabulator is found out
encoding = "cp1252"                  # may be left out: UTF-8 where that can be, else cp1252

[columns]
id = "Ref"
name = "Activity"
description = ["About", "More"]      # several columns are joined
times = ["Day", "Time"]

[constants]
organisation = "Normal Island Council"

[split]
categories = ";"                     # one cell, several terms
"""

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from directory.errors import InputError

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys("id name summary website email status cost ages minimum_age maximum_age".split(), " "),
        **dict.fromkeys("description alert joining eligibility organisation_description".split(), "\n\n"),
        **dict.fromkeys("organisation organisation_website organisation_email charity_number phone".split(), " "),
        **dict.fromkeys("venue address town county access area categories languages ways".split(), ", "),
        **dict.fromkeys("postcode latitude longitude directions checked_on changed_on".split(), " "),
        **dict.fromkeys("times day opens closes".split(), " "),
    }
)
"""The fields that a column can hold, and what joins several columns of one field."""

_LISTS: Final = frozenset({"categories", "languages", "area"})
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CsvMapping:
    """Which columns hold what.

    Attributes:
        columns: the columns of each field, as their headings are written.
        constants: what is the same for all rows.
        separators: the sign at which the text of a field is cut into several.
        delimiter, encoding: of the file; empty where they are to be found out.
        is_guessed: whether it was taken from the headings and said by nobody.
    """

    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    separators: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = ""
    is_guessed: bool = False

    def in_words(self) -> tuple[str, ...]:
        """A line for each field, for a report: "name: Activity"."""
        columns = (f"{name}: {' and '.join(columns)}" for name, columns in self.columns.items())
        return (*columns, *(f"{name}: always \u201c{said}\u201d" for name, said in self.constants.items()))


def parse_mapping(text: str) -> CsvMapping:
    """Read a mapping.

    Raises:
        InputError: it is no TOML, or names a field that there is not; it says which.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise InputError("mapping", f"The mapping cannot be read: {fault}") from fault
    if unknown := said.keys() - {"columns", "constants", "split", "delimiter", "encoding"}:
        raise InputError("mapping", f"The mapping has no part called {min(unknown)}")
    columns = {name: _columns(name, value) for name, value in _table(said, "columns").items()}
    constants = {name: _text(name, value) for name, value in _table(said, "constants").items()}
    if "name" not in columns:
        raise InputError("mapping", "Say under [columns] which column has the name")
    return CsvMapping(columns, constants, _separators(said), _delimiter(said), _encoding(said))


def _table(said: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    table = said.get(part, _NOTHING)
    if not isinstance(table, Mapping):
        raise InputError("mapping", f"[{part}] should be a part with a line for each field")
    if unknown := table.keys() - FIELDS.keys():
        raise InputError("mapping", f"There is no field called {min(unknown)}; there are {', '.join(sorted(FIELDS))}")
    return table


def _columns(name: str, value: Any) -> tuple[str, ...]:
    columns = value if isinstance(value, list) else [value]
    return tuple(_text(name, column) for column in columns)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError("mapping", f"{name} should be a text")
    return value.strip()


def _separators(said: Mapping[str, Any]) -> Mapping[str, str]:
    table = _table(said, "split")
    if unknown := table.keys() - _LISTS:
        raise InputError("mapping", f"{min(unknown)} is one text and cannot be split")
    if not all(isinstance(sign, str) and sign for sign in table.values()):
        raise InputError("mapping", "Say the sign at which a text is split, like ;")
    return table


def _delimiter(said: Mapping[str, Any]) -> str:
    sign = said.get("delimiter", "")
    if not isinstance(sign, str) or len(sign) > 1 or (sign in '"\r\n' and sign):
        raise InputError("mapping", "The delimiter should be one sign")
    return sign


def _encoding(said: Mapping[str, Any]) -> str:
    name = said.get("encoding", "")
    try:
        found = codecs.lookup(name).name if name else ""
    except (LookupError, TypeError) as fault:
        raise InputError("mapping", f"There is no encoding called {name}") from fault
    # With a mark of byte order or without one.
    return "utf-8-sig" if found == "utf-8" else found
