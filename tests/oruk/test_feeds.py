"""Feeds with the faults that real ones have, each of one family: how much of each is read, kept out and put right."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest

from directory.errors import UnreadableError
from directory.oruk.cleaning.mended import Mended
from directory.oruk.documents import RawRecord, read_documents
from directory.oruk.reader import Reading, read_service
from directory.oruk.records import ServiceRecord
from directory.oruk.tables import parse_mapping, read_csv

FEEDS = Path(__file__).parent / "feeds"
ENCODINGS = {"parish.csv": "cp1252"}
"""What a feed is written in when it is read; in its file it is UTF-8, as all text here."""

MAPPINGS = {"parish.csv": "parish.toml"}


def raw_records(name: str) -> Iterator[RawRecord]:
    content = (FEEDS / name).read_bytes()
    stream = BytesIO(content.decode().encode(ENCODINGS[name]) if name in ENCODINGS else content)
    if not name.endswith(".csv"):
        return read_documents(stream)
    mapping = (FEEDS / MAPPINGS[name]).read_text(encoding="utf-8") if name in MAPPINGS else None
    return read_csv(stream, parse_mapping(mapping) if mapping else None)


def readings(name: str) -> list[Reading]:
    """What comes of the records of a feed; one that could not be read at all is a reading without a record."""
    return [Reading(None) if raw.fault else read_service(raw.value, raw.where) for raw in raw_records(name)]


def records(name: str) -> dict[str, ServiceRecord]:
    return {reading.record.id: reading.record for reading in readings(name) if reading.record}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What should come of a feed.

    Attributes:
        read: records, of which so many are kept out.
        problems: how many of which field, among those that were read or kept out by the reader.
        unread: names of fields.
    """

    read: int
    kept_out: int = 0
    cleaned: dict[Mended, int] = field(default_factory=dict)
    problems: dict[str, int] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: list[Reading]) -> "Outcome":
        return cls(
            len(found),
            sum(reading.record is None for reading in found),
            dict(Counter(each.what for reading in found for each in reading.cleaned)),
            dict(Counter(each.field for reading in found for each in reading.problems)),
            tuple(sorted({name for reading in found for name in reading.unread})),
        )


OUTCOMES = {
    "v1-spring.json": Outcome(
        3,
        1,
        {
            Mended.SCHEME: 1,
            Mended.WEEKDAY: 2,
            Mended.CLOCK: 2,
            Mended.PRICE: 1,
            Mended.NO_LIMIT: 1,
            Mended.LANGUAGE: 1,
            Mended.SAME_TERM: 1,
            Mended.WIDEST: 1,
        },
        {"name": 1},
        ("deliverable_type",),
    ),
    "lowercase.json": Outcome(2, 0, {Mended.NO_LIMIT: 3, Mended.SCHEME: 1, Mended.WEEKDAY: 1}),
    "html-soup.json": Outcome(10, 0, {Mended.MARKUP: 9, Mended.SIGNS: 3, Mended.CUT_MAIL: 3}),
    "ages-and-amounts.json": Outcome(
        9,
        0,
        {Mended.NO_LIMIT: 2, Mended.AGES: 3, Mended.PRICE: 2, Mended.PRICE_WORDS: 2},
        {"minimum_age": 2, "maximum_age": 1, "amount": 1},
    ),
    "times-in-words.json": Outcome(
        6,
        0,
        {Mended.TIMES: 2, Mended.CLOCK: 1, Mended.WEEKDAY: 1, Mended.DAYS: 1},
        {"schedules": 1, "byday": 1, "freq": 1},
    ),
    "vendor.json": Outcome(
        5,
        0,
        {
            Mended.HIDDEN: 1,
            Mended.NOTICE: 1,
            Mended.CLOSED: 1,
            Mended.PLACEHOLDER: 2,
            Mended.MAILTO: 1,
            Mended.SAME_TERM: 1,
            Mended.LANGUAGE: 1,
        },
        {"languages": 1},
        ("organization.logo", "pc_metadata", "pc_targetAudience"),
    ),
    "found-in-text.json": Outcome(6, 0, {Mended.POSTCODE: 3}),
    "duplicate-ids.ndjson": Outcome(6, 3, {}, {"": 2}),
    "deep.json": Outcome(2, 1, {}, {"id": 1, "attributes": 1, "byday": 1}),
    "parish.csv": Outcome(6, 2, {Mended.AGES: 2, Mended.TIMES: 2, Mended.PRICE: 1, Mended.PRICE_WORDS: 1}, {"name": 1}),
    "guessed.csv": Outcome(3, 0, {Mended.TIMES: 3, Mended.SCHEME: 1, Mended.PRICE: 1, Mended.AGES: 1}, {"url": 1}),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_record_of_a_feed_is_accounted_for(name: str) -> None:
    assert Outcome.of(readings(name)) == OUTCOMES[name]


def test_every_feed_is_tried() -> None:
    feeds = {path.name for path in FEEDS.iterdir() if path.suffix != ".toml"}
    assert feeds == OUTCOMES.keys() | {"broken-half.json"}


def test_half_a_file_is_told_to_be_half() -> None:
    with pytest.raises(UnreadableError, match="ends in the middle, after 4 whole records"):
        readings("broken-half.json")


def test_a_record_of_version_1_comes_across_whole() -> None:
    lunch = records("v1-spring.json")["101"]
    place = lunch.places[0]
    assert (lunch.organisation.name, lunch.organisation.url) == ("Harbour Friends", "https://harbour-friends.example")
    assert (place.postcode, place.directions) == ("ZZ1 1AA", "Access: Ramp at the side door")
    assert [row.recurrence.in_words() for row in lunch.times if row.recurrence] == ["Every Tuesday, midday to 2pm"]
    assert lunch.times[-1].description == "Closed: Thursday 24 December 2026 to Saturday 2 January 2027"
    assert [(term.label, term.taxonomy) for term in lunch.terms] == [("Lunch clubs", "esdServiceTypes")]
    assert (lunch.languages, lunch.joining, lunch.eligibility_note) == (("en", "cy"), "Just turn up", "Older people")


def test_nothing_of_a_text_is_lost_with_its_mark_up() -> None:
    found = records("html-soup.json")
    assert found["paragraphs"].description == "Come in.\n\nStay long.\nGo late.\n\u2022 Tea\n\u2022 Cake"
    for name in ("cut-nested", "cut-domain", "cut-behind"):
        assert "tea@kettle.example" in found[name].description
    assert found["no-tags"].description.endswith("Write to <tea@kettle.example> or <phone>.")


def test_a_place_that_is_found_in_a_text_is_marked_as_found() -> None:
    found = records("found-in-text.json")
    places = {id_: [(place.postcode, place.found_in_text) for place in each.places] for id_, each in found.items()}
    assert places == {
        "one": [("ZZ1 1AA", True)],
        "two": [],
        "lane": [("ZZ1 1AA", False)],
        "helpline": [],
        "floor": [],
        "hall": [("ZZ1 1AD", True)],
    }


def test_an_exact_address_that_a_source_hides_is_hidden_here() -> None:
    assert not records("vendor.json")["1"].places[0].address_public


def test_times_that_are_read_stay_readable_in_the_words_of_the_group() -> None:
    found = records("times-in-words.json")
    assert [row.description for row in found["certain"].times] == [
        "Tuesdays 2-4pm",
        "1st and 3rd Thursday of the month, 10am to noon",
        "Monday to Friday 9-5",
        "Weds (term time) 1.30pm \u2013 3pm",
    ]
    assert len(found["two-rows"].times) == 2
    assert not any(row.recurrence for row in found["not-certain"].times)
    monthly = found["too-many"].times[0].recurrence
    assert monthly
    assert monthly.in_words() == "Second Sunday of every month, 10:30am to 12:30pm"
