"""Finding by the name of a place, and asking which one where several have it."""

from directory.geography.areas import Areas
from directory.geography.gazetteer import Finding, Place, PlaceKind, Suggestion, UnknownPlace
from directory.geography.names import plain
from directory.geography.places import NamedPlace, Places
from directory.geography.tables import PostcodeTable

_DWARFS = 10
"""A place this many times as large as the next of its name is the one that people mean without saying so."""

_SMALL = 500
"""The population that counts for places whose own is smaller or not known."""

_TOWN = 5_000
"""A place of this size is never passed over where the text is only the beginning of its name."""

_SHORTEST_PREFIX = 4
_MOST_CHOICES = 8
_MOST_SPELLINGS = 4


class NameFinder:
    """Answers for text that is, or is meant to be, the name of a place."""

    def __init__(self, table: PostcodeTable, places: Places, areas: Areas) -> None:
        self._table = table
        self._places = places
        self._areas = areas

    def find(self, text: str) -> Finding | None:
        """The place, or a question which one; None if no place has such a name."""
        name = plain(text)
        candidates = self._of_that_name(name) or self._qualified(name.split())
        if candidates:
            return self._choose(text, candidates)
        return self._unfinished(text, name) or self._misspelt(text, name) or self._elsewhere(text, name)

    def place(self, place: NamedPlace) -> Place:
        """A named place as an answer, with every district that it reaches into."""
        extent = self._table.around(place.point, place.radius_km)
        own = [place.district] if place.district else []
        return Place(
            label=self.label(place),
            kind=PlaceKind.PLACE,
            point=place.point,
            districts=frozenset([*own, *extent.districts]),
            wards=extent.wards,
            outcodes=frozenset(filter(None, [place.outcode, *extent.outcodes])),
            district=place.district or None,
            radius_km=place.radius_km,
        )

    def label(self, place: NamedPlace) -> str:
        """The name, with what tells it apart if there are others: "Folkestone", "Newport, Isle of Wight"."""
        namesakes = self._places.called(plain(place.name))
        return place.name if len(namesakes) == 1 else self._described(place)

    def suggestion(self, place: NamedPlace) -> Suggestion:
        """The place as something to type: its label finds it and no other."""
        label = self.label(place)
        return Suggestion(label, label, PlaceKind.PLACE)

    def beginning(self, name: str, limit: int) -> list[Suggestion]:
        """Places whose plain name begins so, largest first; those that do by another name come last."""
        places = self._places.beginning(name)
        places.sort(key=lambda place: not plain(place.name).startswith(name))
        return [self.suggestion(place) for place in places[:limit]]

    def _described(self, place: NamedPlace) -> str:
        """The name with where it is, and with its outward code where even that is not enough."""
        where = self._where(place)
        namesakes = [other for other in self._places.called(plain(place.name)) if other != place]
        code = f" ({place.outcode})" if place.outcode and where in map(self._where, namesakes) else ""
        return f"{place.name}, {where}{code}"

    def _of_that_name(self, name: str) -> list[NamedPlace]:
        """Places of the name, and larger ones whose name goes on: few mean Newcastle in County Down."""
        exact, longer = self._places.called(name), self._places.beginning(f"{name} ")
        if not exact:
            return longer
        return exact + [place for place in longer if place.population > exact[0].population]

    def _qualified(self, words: list[str]) -> list[NamedPlace]:
        """Places whose name is followed by where they are: "Newport, Shropshire", "Norton TF11"."""
        for length in range(len(words) - 1, 0, -1):
            where = set(words[length:])
            named = self._places.called(" ".join(words[:length]))
            exactly = [place for place in named if plain(self._described(place)) == " ".join(words)]
            fitting = exactly or [place for place in named if where <= self._qualifiers(place)]
            if fitting:
                return fitting
        return []

    def _qualifiers(self, place: NamedPlace) -> set[str]:
        """Every word that says where a place is: of its district, county and nation, and its outward code."""
        codes = self._areas.around(place.district)
        areas = [area for area in map(self._areas.get, codes) if area]
        names = [place.outcode, *(name for area in areas for name in (area.name, area.county, area.name_cy))]
        return {word for name in names for word in plain(name).split()}

    def _choose(self, text: str, candidates: list[NamedPlace]) -> Finding:
        largest, *others = sorted(candidates, key=lambda place: -place.population)
        same = all(plain(text) in self._names_of(place) for place in candidates)
        if not others or _dwarfs(largest, others[0], same=same):
            return self.place(largest)
        which = "called" if same else "whose name begins with"
        sentence = f"There is more than one place {which} “{_quoted(text)}”. Which one do you mean?"
        labels = map(self._described, [largest, *others][:_MOST_CHOICES])
        return UnknownPlace(sentence, tuple(Suggestion(label, label, PlaceKind.PLACE) for label in labels))

    def _names_of(self, place: NamedPlace) -> set[str]:
        return {plain(name) for name in (place.name, *place.also)}

    def _unfinished(self, text: str, name: str) -> Finding | None:
        """The one place whose name begins so, or the choice of a few."""
        if len(name) < _SHORTEST_PREFIX:
            return None
        begun = self._places.beginning(name)
        if len(begun) == 1:
            return self.place(begun[0])
        return self._offer(text, begun)

    def _misspelt(self, text: str, name: str) -> UnknownPlace | None:
        return self._offer(text, self._places.spelt_like(name, limit=_MOST_SPELLINGS))

    def _elsewhere(self, text: str, name: str) -> UnknownPlace | None:
        """Places of the name that is followed by where none of them is: "Whitchurch, Hampshire"."""
        words = name.split()
        for length in range(len(words) - 1, 0, -1):
            named = self._places.called(" ".join(words[:length]))
            if named:
                return self._offer(text, named)
        return None

    def _offer(self, text: str, places: list[NamedPlace]) -> UnknownPlace | None:
        if not places:
            return None
        offers = tuple(map(self.suggestion, places[:_MOST_CHOICES]))
        question = f"Did you mean {offers[0].label}?" if len(offers) == 1 else "Did you mean one of these?"
        return UnknownPlace(f"We do not know a place called “{_quoted(text)}”. {question}", offers)

    def _where(self, place: NamedPlace) -> str:
        """The smallest area that says where a place is without its name: Darlington is in County Durham."""
        district = self._areas.get(place.district)
        if district is None:
            return place.outcode
        # The last of the areas that an authority lies in is the United Kingdom, the one before it the nation.
        nation = self._areas.get(district.within[-2]) if len(district.within) > 1 else None
        wider = [district.label, district.county, nation.label if nation else ""]
        name = plain(place.name)
        return next((label for label in wider if label and name not in plain(label)), district.label)


def _dwarfs(largest: NamedPlace, next_one: NamedPlace, *, same: bool) -> bool:
    """Whether people mean the largest of several without saying so: of one name (`same`), or of one beginning."""
    if not same and next_one.population >= _TOWN:
        return False
    return largest.population >= _DWARFS * max(next_one.population, _SMALL)


def _quoted(text: str) -> str:
    """What was typed, on one line."""
    return " ".join(text.split())
