"""What a navigator asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory.eligibility import AgeRange, Client, Home, Reading
from directory.eligibility.areas import by_family, none_of
from directory.geography import KM_PER_MILE, Gazetteer, Place
from directory.vocabulary import Circumstance, Gender, Referrer
from search_index.documents import Sort

PER_PAGE = 20

LARGER_FAMILIES = ("E10", "E47", "E12")
"""Counties, combined authorities and regions: the table of areas holds all of them, so that it also tells who lives in
none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """One search, as it was typed and chosen. Nothing of it is kept.

    Attributes:
        place: a postcode or a place, as it was typed; empty: anywhere.
        words: the need, in ordinary words.
        ages, gender, has, referrer: what was said of the client beside the words.
        ignoring: what the words were understood to say and the navigator took back: keys of what they say of the
            client, and needs.
        radius_miles: how far to look; None: as far as is usual.
        filters: for each group the tags of which a service must have one.
        every: tags of which a service must have all.
        accepting: only services that can take people now.
        turned_away: also services that are not for this client.
        widen: look further when little is found.
        keeping: the ways of looking further that were taken back, though the others may be gone.
    """

    place: str = ""
    words: str = ""
    ages: AgeRange | None = None
    gender: Gender | None = None
    has: frozenset[Circumstance] = frozenset()
    referrer: Referrer | None = None
    ignoring: frozenset[str] = frozenset()
    radius_miles: float | None = None
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    every: frozenset[str] = frozenset()
    accepting: bool = False
    turned_away: bool = False
    widen: bool = True
    keeping: frozenset[str] = frozenset()
    sort: Sort = Sort.BEST
    page: int = 1
    per_page: int = PER_PAGE

    def client(self, reading: Reading, place: Place | None, gazetteer: Gazetteer) -> Client:
        """The client: what was stated, filled in from the words, at home in the place."""
        home = home_in(place, gazetteer) if place else None
        stated = Client(ages=self.ages, gender=self.gender, has=self.has, referrer=self.referrer, home=home)
        return stated.filled_in_from(reading.client_facts)

    def radius_km(self, usual_miles: float) -> float:
        """How far to look, in kilometres."""
        return (self.radius_miles or usual_miles) * KM_PER_MILE


def home_in(place: Place, gazetteer: Gazetteer) -> Home:
    """The areas that a client of a place can live in, up to the region; the country is told by the district."""
    around = [gazetteer.areas_around(district) - {district} for district in sorted(place.districts)]
    # Of a district that the table of areas lacks, nobody can say what it lies in.
    larger = [_of_each_family(codes) for codes in around] if all(around) else []
    return Home(
        districts=place.districts,
        wards=place.wards,
        outcodes=place.outcodes,
        others=frozenset[str]().union(*larger),
    )


def _of_each_family(codes: frozenset[str]) -> frozenset[str]:
    families = by_family(codes)
    return frozenset(code for family in LARGER_FAMILIES for code in families.get(family, (none_of(family),)))
