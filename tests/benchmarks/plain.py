"""Plain listings, plain queries and plain answers: what every engine is given, and what it has to give back.

Listings and queries travel as lines with tabs between their parts, so that a program in another language reads the
same.
"""

from dataclasses import astuple, dataclass, replace
from enum import StrEnum

NEEDS = 30
"""How many needs there are; a listing has some of them, and every answer counts all of them."""

FIRST = 20
"""How many hits are told of every answer."""

NONE = -1
"""Written for what a query does not ask."""


class Order(StrEnum):
    """In which order the hits come: by a blend of text and distance, or by distance alone."""

    BEST = "best"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Listing:
    """A service as every engine is told of it.

    Attributes:
        needs, days: numbers, ascending; a week begins on Monday with 0.
        youngest, oldest: whom it is for, in whole years, both included.
        has_room: whether it takes people now.
        latitude, longitude: WGS84 degrees.
    """

    id: int
    name: str
    description: str
    needs: tuple[int, ...]
    youngest: int
    oldest: int
    days: tuple[int, ...]
    has_room: bool
    latitude: float
    longitude: float

    @property
    def needs_mask(self) -> int:
        """The needs as bits."""
        return sum(1 << need for need in self.needs)

    @property
    def days_mask(self) -> int:
        """The days as bits."""
        return sum(1 << day for day in self.days)

    def line(self) -> str:
        """The listing as a line of a file."""
        return "\t".join(map(_written, astuple(self)))

    @classmethod
    def of_line(cls, line: str) -> "Listing":
        """The listing that a line was written from."""
        id_, name, description, needs, youngest, oldest, days, room, latitude, longitude = line.rstrip("\n").split("\t")
        return cls(
            id=int(id_),
            name=name,
            description=description,
            needs=_numbers(needs),
            youngest=int(youngest),
            oldest=int(oldest),
            days=_numbers(days),
            has_room=room == "1",
            latitude=float(latitude),
            longitude=float(longitude),
        )


@dataclass(frozen=True, slots=True)
class PlainQuery:
    """A question as every engine is asked it; each of its parts that is not None or empty must be met.

    Attributes:
        words: of which a listing must hold one, in its name or its description.
        radius_km: how far to look; None: everywhere.
        age: in whole years.
        accepting: only what has room.
    """

    number: int
    latitude: float
    longitude: float
    words: tuple[str, ...] = ()
    need: int | None = None
    radius_km: float | None = None
    age: int | None = None
    day: int | None = None
    accepting: bool = False

    def line(self) -> str:
        """The query as a line of a file."""
        return "\t".join(map(_written, astuple(replace(self, words=(" ".join(self.words),)))))

    @classmethod
    def of_line(cls, line: str) -> "PlainQuery":
        """The query that a line was written from."""
        number, latitude, longitude, words, need, radius, age, day, accepting = line.rstrip("\n").split("\t")
        return cls(
            number=int(number),
            latitude=float(latitude),
            longitude=float(longitude),
            words=tuple(words.split()),
            need=_or_none(int(need)),
            radius_km=None if float(radius) == NONE else float(radius),
            age=_or_none(int(age)),
            day=_or_none(int(day)),
            accepting=accepting == "1",
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine has to say to a query.

    Attributes:
        total: how many listings meet it, exactly.
        needs: how many of those have each need.
        ids: the first of them, in order.
    """

    total: int
    needs: tuple[int, ...]
    ids: tuple[int, ...]


def _written(value: object) -> str:
    match value:
        case None:
            return str(NONE)
        case bool():
            return str(int(value))
        case tuple():
            return ",".join(map(str, value))
        case _:
            return str(value)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(",") if number)


def _or_none(number: int) -> int | None:
    return None if number == NONE else number
