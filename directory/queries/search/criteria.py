"""What a navigator asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory.eligibility import AgeRange, Client, Home, Reading
from directory.geography import KM_PER_MILE, Place
from directory.vocabulary import Circumstance, Gender, Referrer
from search_index.documents import Sort

PER_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """One search, as it was typed and chosen. Nothing of it is kept.

    Attributes:
        place: a postcode or a place, as it was typed; empty: anywhere.
        words: the need, in ordinary words.
        ages, gender, has, referrer: what was said of the client beside the words.
        ignoring: keys of what the words say of the client and the navigator took back.
        radius_miles: how far to look; None: as far as is usual.
        filters: for each group the tags of which a service must have one.
        every: tags of which a service must have all.
        accepting: only services that can take people now.
        turned_away: also services that are not for this client.
        widen: look further when little is found.
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
    sort: Sort = Sort.BEST
    page: int = 1
    per_page: int = PER_PAGE

    def client(self, reading: Reading, place: Place | None) -> Client:
        """The client: what was stated, filled in from the words, at home in the place."""
        stated = Client(ages=self.ages, gender=self.gender, has=self.has, referrer=self.referrer, home=_home(place))
        return stated.filled_in_from(reading.client_facts)

    def radius_km(self, usual_miles: float) -> float:
        """How far to look, in kilometres."""
        return (self.radius_miles or usual_miles) * KM_PER_MILE


def _home(place: Place | None) -> Home | None:
    """The areas the client can live in, given the place that was searched for."""
    if place is None:
        return None
    outcodes = frozenset({str(place.postcode.outcode)}) if place.postcode else frozenset[str]()
    return Home(districts=place.districts, wards=place.wards, outcodes=outcodes)
