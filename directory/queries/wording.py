"""What each part of a listing says, as lines of plain text for those who keep it: nothing is left out, and what the
public pages do not show says so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.oruk.ical import long_date
from directory.oruk.records import (
    AreaRecord,
    ContactRecord,
    CostRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.queries.capacity import room_in_words
from directory.queries.describing import price_in_words
from directory.queries.eligibility import Naming, rule_of
from directory.queries.labels import Labels
from directory.queries.rows import CostRow


@dataclass(frozen=True, slots=True)
class Wording:
    """What things are called.

    Attributes:
        labels: of the terms of our lists, and of languages.
        name_of: of areas.
    """

    labels: Labels
    name_of: Naming

    def lines(self, record: ServiceRecord, part: str) -> tuple[str, ...]:
        """What a record says of a part, a line each; none: nothing."""
        return tuple(line.rstrip() for line in _LINES[part](self, record) if line.strip())


def _organisation(_: Wording, record: ServiceRecord) -> Iterator[str]:
    group = record.organisation
    yield from (group.name, *group.description.splitlines(), group.url, group.email, group.phone)
    yield from (f"{scheme} {number}" for scheme, number in group.identifiers)


def _terms(wording: Wording, record: ServiceRecord) -> Iterator[str]:
    def label(term: TermRecord) -> str:
        return wording.labels[term.code] if wording.labels.knows(term.code) else term.label or term.code

    return iter(sorted(map(label, record.terms)))


def _rules(wording: Wording, record: ServiceRecord) -> Iterator[str]:
    yield from (_rule(wording, rule) for rule in record.rules)
    yield from record.eligibility_note.splitlines()


def _rule(wording: Wording, rule: RuleRecord) -> str:
    return _dated(rule_of(rule, wording.name_of).sentence, rule.valid_from, rule.valid_to)


def _places(wording: Wording, record: ServiceRecord) -> Iterator[str]:
    for place in record.places:
        yield _place(place)
        yield from place.directions.splitlines()
        yield from (wording.labels[feature] for feature in place.features)


def _place(place: PlaceRecord) -> str:
    where = ", ".join(filter(None, (place.name, place.address, place.city, place.region, place.postcode)))
    return where if place.address_public else f"{where} (address not shown)"


def _areas(wording: Wording, record: ServiceRecord) -> Iterator[str]:
    def name(area: AreaRecord) -> str:
        return area.name or wording.name_of(area.code) or area.code

    return map(name, record.areas)


def _times(_: Wording, record: ServiceRecord) -> Iterator[str]:
    yield from map(_time, record.times)
    yield from record.times_note.splitlines()


def _time(row: TimeRecord) -> str:
    if (when := row.recurrence) is None:
        return row.description
    first = when.since or when.dtstart if when.freq else None
    said = _dated(when.in_words(), first, when.until)
    return f"{row.description} ({said})" if row.description else said


def _cost(cost: CostRecord) -> str:
    price = CostRow(cost.option, cost.amount, cost.note, cost.valid_from, cost.valid_to)
    return _dated(price_in_words(price), cost.valid_from, cost.valid_to)


def _dated(said: str, first: date | None, last: date | None) -> str:
    since = f"from {long_date(first)}" if first else ""
    until = f"until {long_date(last)}" if last else ""
    return ", ".join(part for part in (said, since, until) if part)


def _capacity(_: Wording, record: ServiceRecord) -> Iterator[str]:
    if said := record.capacity:
        # A day on which people are taken is told as it was when it was said, also when it is over.
        yield f"{room_in_words(said, said.stated_on)} (told on {long_date(said.stated_on)})"


def _contacts(_: Wording, record: ServiceRecord) -> Iterator[str]:
    yield from map(_contact, record.contacts)
    yield record.email


def _contact(contact: ContactRecord) -> str:
    reached = ", ".join(filter(None, (contact.phone, contact.email)))
    said = ": ".join(filter(None, (contact.role, reached)))
    return said if contact.public else f"{said} (not shown)"


_LINES: Final[Mapping[str, Callable[[Wording, ServiceRecord], Iterator[str]]]] = {
    "name": lambda _, record: iter((record.name,)),
    "organisation": _organisation,
    "summary": lambda _, record: iter(record.summary.splitlines()),
    "description": lambda _, record: iter(record.description.splitlines()),
    "alert": lambda _, record: iter(record.alert.splitlines()),
    "terms": _terms,
    "rules": _rules,
    "ways": lambda _, record: iter([way.label for way in record.ways]),
    "places": _places,
    "areas": _areas,
    "times": _times,
    "costs": lambda _, record: map(_cost, record.costs),
    "capacity": _capacity,
    "joining": lambda _, record: iter(record.joining.splitlines()),
    "referral": lambda _, record: iter((record.referral_url,)),
    "contacts": _contacts,
    "url": lambda _, record: iter((record.url,)),
    "languages": lambda wording, record: (wording.labels[f"language:{code}"] for code in record.languages),
}
"""How each part of `directory.oruk.parts` is put into lines."""
