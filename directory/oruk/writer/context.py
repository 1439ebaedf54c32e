"""What a writer of documents has to be told, since it knows neither the tables nor the gazetteer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from directory.oruk.keys import taxonomy_key, term_key
from directory.oruk.records import RuleRecord

OURS: Final = "Fingerpost"
"""The name of our own lists."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it is told of.

    Attributes:
        parent: the code of the broader term in the same list.
        uri: where its list says what it is; empty for our own, whose address depends on the site.
        same_as: terms of other lists that say the same: the name of a list, a code there, and what it is called there.
    """

    taxonomy: str
    code: str
    label: str
    description: str = ""
    parent: str = ""
    uri: str = ""
    same_as: tuple[tuple[str, str, str], ...] = ()

    @property
    def key(self) -> str:
        return term_key(self.taxonomy, self.code)

    @property
    def taxonomy_key(self) -> str:
        return taxonomy_key(self.taxonomy)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around a postcode, as far as it is known.

    Attributes:
        middle: latitude and longitude (WGS84 degrees) of the middle of its postcode *district*.
    """

    town: str = ""
    county: str = ""
    middle: tuple[float, float] | None = None


NOWHERE: Final = Surroundings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What holds for all documents of an answer or an export.

    Attributes:
        site: the address of this site, without a slash at its end; empty: not known, and then nothing that has to be
            found here is given an address.
        today: the day by which a statement of capacity is fresh or not, and a rule in force.
        publisher: what this directory is called as the source of what was made in it; empty: not known.
        fresh_days: how many days a statement counts.
        terms: the terms by the name of their list and their code.
        languages: the names of languages by their codes.
        sentence_of: a rule in words, without a full stop.
        name_of: the name of an area by its code.
        around: what is around a postcode.
        timetable: the address of the calendar of a service, by its key.
        linked: links to terms that were written before, but for whose they are.
    """

    site: str
    today: date
    publisher: str = ""
    fresh_days: int = 28
    terms: Mapping[tuple[str, str], Term] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    sentence_of: Callable[[RuleRecord], str] = lambda _: ""
    name_of: Callable[[str], str | None] = lambda _: None
    around: Callable[[str], Surroundings] = lambda _: NOWHERE
    timetable: Callable[[str], str] = lambda _: ""
    linked: dict[tuple[object, ...], dict[str, Any]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def stub(self) -> str:
        """What the addresses of the feed begin with."""
        return f"{self.site}/oruk/v3" if self.site else ""

    def middle_of(self, district: str) -> tuple[float, float] | None:
        """Where the middle of a postcode district is."""
        return self.around(district).middle
