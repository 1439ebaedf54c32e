"""A service as a row of a table that people open in a spreadsheet."""

from collections.abc import Iterable
from typing import Final

from directory.oruk.licence import LICENCE
from directory.oruk.records import OriginRecord
from directory.oruk.told import PlaceTold, Told
from directory.vocabulary import TermKind

HEADINGS: Final = (
    *("Id", "Name", "Group", "Alert", "Summary", "Description", "Needs", "Kind of activity", "Who can come"),
    *("Who can come, in its own words", "Room", "How to join or refer", "Referral form", "Contact", "Phone", "Email"),
    *("Web page", "Cost", "Times", "How it reaches people", "Place", "Postcode", "Latitude", "Longitude", "Access"),
    *("Covers", "Languages", "Numbers", "Confirmed on", "Changed at", "Listing", "Source", "Licence"),
)
"""What the columns are called. Where a cell holds several things, they stand between semicolons."""


def row(told: Told, address: str) -> tuple[str | float, ...]:
    """The cells of a service, whose page has this address; empty where nothing is known.

    The point is that of the first place that has one.
    """
    record, places = told.record, told.places
    needs = [term.label for term in told.terms if term.kind is TermKind.NEED]
    kinds = [term.label for term in told.terms if term.kind is not TermKind.NEED]
    features = dict.fromkeys(label for place in places for _, label in place.features)
    north, east = next(filter(None, map(_point, places)), ("", ""))
    return (
        *(str(told.id), record.name, record.organisation.name, record.alert, record.summary, record.description),
        *(_several(needs), _several(kinds), _several(told.who), record.eligibility_note, told.room_words),
        *(record.joining, record.referral_url),
        *(_several(getattr(each, name) for each in told.contacts) for name in ("role", "phone", "email")),
        *(record.url, told.cost, _several(told.times), _several(told.ways)),
        *(_several(place.words for place in places), _several(place.record.postcode for place in places)),
        *(north, east),
        *(_several(features), _several(name for _, name in told.areas), _several(name for _, name in told.languages)),
        _several(f"{scheme} {number}" for scheme, number in record.organisation.identifiers),
        *(
            record.confirmed_on.isoformat() if record.confirmed_on else "",
            told.modified_at.isoformat(timespec="seconds"),
        ),
        *(address, *_source(told.record.origin)),
    )


def _source(origin: OriginRecord | None) -> tuple[str, str]:
    """What a source is called, and its licence, which we do not know unless it says so."""
    return (origin.name, origin.licence) if origin else ("", LICENCE)


def _point(place: PlaceTold) -> tuple[float, float] | None:
    north, east = place.record.latitude, place.record.longitude
    return None if north is None or east is None else (round(north, 6), round(east, 6))


def _several(words: Iterable[str]) -> str:
    return "; ".join(word for word in words if word)
