"""The parts of a listing that people change: which there are, what each is called, and where two records differ."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from directory.oruk.records import OrganisationRecord, PlaceRecord, ServiceRecord, TermRecord
from directory.vocabulary import TermKind


@dataclass(frozen=True, slots=True)
class ListingPart:
    """A part of a listing, which is changed, decided upon and undone as one.

    Attributes:
        name: its code, which revisions keep.
        label: what it is called on a page.
        fields: those of a `ServiceRecord` that it is made of.
        low_risk: whether a group that is trusted changes it at once. So it is with what goes out of date by itself
            and whose worst mistake costs one call in vain. What a listing is, whom it is for, where it is and where
            its links lead is looked at first: it decides who is sent there.
    """

    name: str
    label: str
    fields: tuple[str, ...]
    low_risk: bool = False


PARTS: Final[tuple[ListingPart, ...]] = (
    ListingPart("name", "Name", ("name",)),
    # Shown beside every listing of the group.
    ListingPart("organisation", "The group", ("organisation",)),
    ListingPart("summary", "Summary", ("summary",)),
    ListingPart("description", "Description", ("description",)),
    ListingPart("alert", "Notice", ("alert",), low_risk=True),
    ListingPart("terms", "Needs and kinds of activity", ("terms",)),
    ListingPart("rules", "Who can come", ("rules", "eligibility_note")),
    # What comes to people's homes is not to be said by a slip, and "online" shows a listing in all the country.
    ListingPart("ways", "How it reaches people", ("ways",)),
    # A new address may be that of a person, or of a refuge.
    ListingPart("places", "Places", ("places",)),
    ListingPart("areas", "Areas covered", ("areas",)),
    ListingPart("times", "Times", ("times", "times_note"), low_risk=True),
    # Prices rise; whoever joins is told before they pay.
    ListingPart("costs", "Cost", ("costs",), low_risk=True),
    ListingPart("capacity", "Room", ("capacity",), low_risk=True),
    ListingPart("joining", "How to join", ("joining",), low_risk=True),
    # A link takes people, and what they type about a client, to a place that we do not know.
    ListingPart("referral", "Referral form", ("referral_url",)),
    ListingPart("contacts", "Contacts", ("contacts", "email"), low_risk=True),
    ListingPart("url", "Website", ("url",)),
    ListingPart("languages", "Languages", ("languages",), low_risk=True),
)
"""Every part, in the order of the page. Of no part are the keys, what is known of its state and its age, and who
keeps it.
"""

PART: Final[Mapping[str, ListingPart]] = {part.name: part for part in PARTS}
"""The parts by their names."""


def differing(one: ServiceRecord, other: ServiceRecord) -> tuple[str, ...]:
    """The names of the parts of which two records say different things, in the order of the page.

    Spaces at the ends of lines, the order of terms and what is said twice are no difference.
    """
    return tuple(part.name for part in PARTS if _says(one, part) != _says(other, part))


def is_tombstone(record: ServiceRecord) -> bool:
    """Whether a record says only that a service is no longer offered, and nothing of what it was: ours are told of so
    for a while. That is no text to take the place of another.
    """
    if record.active:
        return False
    return not differing(record, ServiceRecord(id=record.id, organisation=record.organisation, name=record.name))


def differs(one: ServiceRecord, other: ServiceRecord, name: str) -> bool:
    """Whether two records say different things of a part."""
    return _says(one, PART[name]) != _says(other, PART[name])


def with_parts(record: ServiceRecord, other: ServiceRecord, names: Collection[str]) -> ServiceRecord:
    """A record with some parts as another has them. Whose keys and stewards a group has is no part of what is said."""
    changed: dict[str, Any] = {field: getattr(other, field) for name in names for field in PART[name].fields}
    if "organisation" in changed:
        own = record.organisation
        changed["organisation"] = other.organisation.model_copy(update={"id": own.id, "stewards": own.stewards})
    return record.model_copy(update=changed)


def with_points_of(record: ServiceRecord, before: ServiceRecord) -> ServiceRecord:
    """A record whose places have the points of before where they stayed, and none where the postcode is another.

    A form knows no points, or hands on those of the postcode that was there; those of a place that has moved, or may
    be shown now, are to be found anew.
    """
    points = {_spot(place): (place.latitude, place.longitude) for place in before.places}
    return record.model_copy(update={"places": tuple(_pointed(place, points) for place in record.places)})


_Point = tuple[float | None, float | None]
_NOWHERE: _Point = (None, None)


def _pointed(place: PlaceRecord, points: Mapping[tuple[str, bool], _Point]) -> PlaceRecord:
    point = (place.latitude, place.longitude)
    stayed = points.get(_spot(place))
    if stayed is not None:
        point = stayed if point == _NOWHERE else point
    elif point in points.values():
        point = _NOWHERE
    return place.model_copy(update={"latitude": point[0], "longitude": point[1]})


def _spot(place: PlaceRecord) -> tuple[str, bool]:
    """What a point is found by. Of a hidden address we know the middle of a district only."""
    return place.postcode.replace(" ", "").upper(), place.address_public


def _says(record: ServiceRecord, part: ListingPart) -> tuple[Hashable, ...]:
    return tuple(_SAYS.get(field, _plain)(getattr(record, field)) for field in part.fields)


def _plain(value: Any) -> Hashable:
    match value:
        case str():
            return "\n".join(line.rstrip() for line in value.strip().splitlines())
        case tuple():
            return tuple(dict.fromkeys(value))
        case _:
            return value  # type: ignore[no-any-return]  # records are values, and all of them can be keys


def _terms(terms: tuple[TermRecord, ...]) -> Hashable:
    """By what a term is known: what it is called is for the list that it is of to say."""
    return frozenset((term.taxonomy if term.kind is TermKind.FOREIGN else "", term.code) for term in terms)


def _places(places: tuple[PlaceRecord, ...]) -> Hashable:
    def said(place: PlaceRecord) -> Hashable:
        values = place.model_dump(exclude={"id", "features", "postcode", "found_in_text"})
        return (*values.values(), _spot(place), frozenset(place.features))

    return tuple(dict.fromkeys(map(said, places)))


def _organisation(group: OrganisationRecord) -> Hashable:
    texts = (group.name, group.description, group.url, group.email, group.phone)
    return (*map(_plain, texts), frozenset(group.identifiers))


_SAYS: Final[Mapping[str, Callable[[Any], Hashable]]] = {
    "terms": _terms,
    "places": _places,
    "organisation": _organisation,
    "ways": frozenset,
}
"""What a field says, where that is not just its value."""
