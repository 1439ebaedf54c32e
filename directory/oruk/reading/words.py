"""What the words of a record say where no field does: ages, a postcode, times. Found, marked, and told."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from directory.oruk.cleaning.ages import ages_in
from directory.oruk.cleaning.mended import Mended
from directory.oruk.cleaning.postcodes import only_postcode
from directory.oruk.cleaning.sessions import sessions_in
from directory.oruk.ical import Recurrence
from directory.oruk.records import PlaceRecord, RuleRecord, ServiceRecord, TimeRecord
from directory.oruk.taking import Taker
from directory.vocabulary import RuleKind, Way

_FAR: Final = frozenset({Way.PHONE, Way.ONLINE})


def with_words_read(record: ServiceRecord, taker: Taker) -> ServiceRecord:
    """A record with what its own words say beyond doubt, where it said nothing else about it."""
    found: dict[str, Any] = {}
    if rule := _age_rule(record, taker):
        found["rules"] = (*record.rules, rule)
    if place := _found_place(record, taker):
        found["places"] = (place,)
    if record.times and (times := tuple(_times(record.times, taker))) != record.times:
        found["times"] = times
    return record.model_copy(update=found) if found else record


def _age_rule(record: ServiceRecord, taker: Taker) -> RuleRecord | None:
    """A rule about age. What only the name says is an aim: nobody is sent away for the name of a group."""
    if any(rule.kind is RuleKind.AGE for rule in record.rules):
        return None
    key, text = ("eligibility", record.eligibility_note) if record.eligibility_note else ("name", record.name)
    ages = ages_in(text)
    if ages is None:
        return None
    taker.mended(key, Mended.AGES)
    strict = ages.is_strict and key != "name"
    return RuleRecord(kind=RuleKind.AGE, strict=strict, minimum_age=ages.minimum, maximum_age=ages.maximum)


def _found_place(record: ServiceRecord, taker: Taker) -> PlaceRecord | None:
    """A place whose postcode stands in the description alone. That of a helpline is where its office is."""
    place = record.places[0] if record.places else PlaceRecord()
    is_known = place.postcode or place.latitude is not None or len(record.places) > 1
    if is_known or (record.ways and _FAR.issuperset(record.ways)):
        return None
    postcode = only_postcode(record.description)
    if not postcode:
        return None
    taker.mended("description", Mended.POSTCODE)
    return place.model_copy(update={"postcode": postcode, "found_in_text": True})


def _times(rows: tuple[TimeRecord, ...], taker: Taker) -> Iterator[TimeRecord]:
    for row in rows:
        said = sessions_in(row.description) if row.description else ()
        if said and row.recurrence is None:
            taker.mended("schedules", Mended.TIMES)
            # The words stay: they may say more, like "term time only", and a person can compare them.
            yield TimeRecord(recurrence=said[0], description=row.description)
            yield from (TimeRecord(recurrence=each) for each in said[1:])
        elif row.recurrence and len(said) == 1 and (better := _put_right(row.recurrence, said[0])) != row.recurrence:
            taker.mended("schedules", Mended.DAYS if better.byday != row.recurrence.byday else Mended.TIMES)
            yield TimeRecord(recurrence=better, description=row.description)
        else:
            yield row


def _put_right(row: Recurrence, said: Recurrence) -> Recurrence:
    """A row without days that its words do not name, and with the hours that only they tell.

    Software that takes "month" in "2nd Sunday of the month" for "Mon" writes 2SU,2MO.
    """
    if row.freq != said.freq or not set(row.byday) >= set(said.byday):
        return row
    if row.opens_at or row.closes_at:
        return replace(row, byday=said.byday)
    return replace(row, byday=said.byday, opens_at=said.opens_at, closes_at=said.closes_at)
