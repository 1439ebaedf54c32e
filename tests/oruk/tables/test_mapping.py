"""Mappings: what their keepers say, what is refused, and what headings tell by themselves."""

from io import BytesIO
from typing import Any

import pytest

from directory.errors import InputError
from directory.oruk.reader import read_service
from directory.oruk.records import ServiceRecord
from directory.oruk.tables import guess_mapping, parse_mapping, read_csv
from directory.oruk.tables.mapping import FIELDS

WHOLE = """
delimiter = ";"
encoding = "UTF-8"

[columns]
name = "Activity"
description = ["About", "More"]

[constants]
area = "Normal Island"

[split]
categories = ";"
"""


def test_a_mapping_says_which_column_is_which() -> None:
    mapping = parse_mapping(WHOLE)
    assert mapping.columns == {"name": ("Activity",), "description": ("About", "More")}
    assert (mapping.constants, mapping.separators) == ({"area": "Normal Island"}, {"categories": ";"})
    assert (mapping.delimiter, mapping.encoding, mapping.is_guessed) == (";", "utf-8-sig", False)
    assert mapping.in_words() == (
        "name: Activity",
        "description: About and More",
        "area: always \u201cNormal Island\u201d",
    )


REFUSED: list[tuple[str, str]] = [
    ("columns", "The mapping cannot be read: "),
    ("[column]\nname = 'Name'", "The mapping has no part called column"),
    ("[columns]\nid = 'Ref'", "Say under [columns] which column has the name"),
    ("[columns]\nname = 'Name'\ncolour = 'Colour'", "There is no field called colour; there are "),
    ("columns = 'Name'", "[columns] should be a part with a line for each field"),
    ("[columns]\nname = 3", "name should be a text"),
    ("[columns]\nname = ['']", "name should be a text"),
    ("[columns]\nname = 'Name'\n[split]\nname = ';'", "name is one text and cannot be split"),
    ("[columns]\nname = 'Name'\n[split]\narea = ''", "Say the sign at which a text is split, like ;"),
    ("delimiter = ';;'\n[columns]\nname = 'Name'", "The delimiter should be one sign"),
    ("encoding = 'morse'\n[columns]\nname = 'Name'", "There is no encoding called morse"),
    ("encoding = 8\n[columns]\nname = 'Name'", "There is no encoding called 8"),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED)
def test_a_mapping_that_cannot_be_meant_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_mapping(text)
    assert refusal.value.field == "mapping"
    assert str(refusal.value).startswith(sentence)


def test_every_field_of_a_mapping_comes_into_the_record() -> None:
    values: dict[str, str] = dict.fromkeys(FIELDS, "") | {
        "id": "A1",
        "name": "Tea table",
        "summary": "Tea",
        "description": "Tea and cake",
        "alert": "Not on Monday",
        "website": "kettle.example",
        "email": "tea@kettle.example",
        "phone": "01632 960001",
        "status": "active",
        "organisation": "Kettle Club",
        "organisation_description": "Friends",
        "charity_number": "sc99123",
        "organisation_website": "club.example",
        "organisation_email": "club@kettle.example",
        "venue": "Hall",
        "address": "1 Quay",
        "town": "Harbour",
        "county": "Normal",
        "postcode": "ZZ1 1AA",
        "latitude": "54.5",
        "longitude": "-1.5",
        "directions": "By the pier",
        "access": "Ramp",
        "area": "Harbour",
        "times": "Tuesdays 2-4pm",
        "day": "Friday",
        "opens": "10:00:00",
        "closes": "12:00:00",
        "cost": "\u00a32 each",
        "ages": "8-11",
        "eligibility": "Ring first",
        "joining": "Just turn up",
        "categories": "Tea",
        "ways": "online",
        "languages": "Welsh",
        "checked_on": "24/11/2026",
        "changed_on": "3/1/2026 10:00",
        "minimum_age": "8",
        "maximum_age": "11",
    }
    assert all(values.values())
    read = _record(values)
    assert read.model_dump(exclude_defaults=True).keys() >= {
        *("summary", "description", "alert", "url", "email", "contacts", "organisation", "places", "times", "costs"),
        *("rules", "eligibility_note", "joining", "terms", "ways", "languages", "areas", "confirmed_on", "changed_on"),
    }
    assert [row.recurrence.in_words() for row in read.times if row.recurrence] == [
        "Every Tuesday, 2pm to 4pm",
        "Every Friday, 10am to midday",
    ]
    assert read.organisation.identifiers == (("GB-SC", "SC99123"),)
    assert (str(read.confirmed_on), str(read.changed_on)) == ("2026-11-24", "2026-01-03")
    assert read.eligibility_note == "Aged 8-11\n\nRing first"


def _record(values: dict[str, str]) -> ServiceRecord:
    columns = "\n".join(f'{name} = "{name} here"' for name in values)
    heads, row = (
        ",".join(f'"{each}"' for each in line) for line in ([f"{name} here" for name in values], values.values())
    )
    raw = next(read_csv(BytesIO(f"{heads}\n{row}\n".encode()), parse_mapping(f"[columns]\n{columns}")))
    record = read_service(raw.value, raw.where).record
    assert record
    return record


def test_constants_and_lists_are_taken_into_every_row() -> None:
    mapping = parse_mapping(
        "[columns]\nname='Name'\ncategories='Kinds'\n[constants]\norganisation='Club'\n[split]\ncategories='/'"
    )
    rows: list[Any] = [raw.value for raw in read_csv(BytesIO(b"Name,Kinds\nTea,Tea / Talk/ Tea\nWalk,\n"), mapping)]
    assert [row["organization"]["name"] for row in rows] == ["Club", "Club"]
    assert [each["taxonomy_term"]["name"] for each in rows[0]["attributes"]] == ["Tea", "Talk"]
    assert "attributes" not in rows[1]


GUESSES: list[tuple[str, dict[str, tuple[str, ...]]]] = [
    ("Name|Post code", {"name": ("Name",), "postcode": ("Post code",)}),
    ("Activity Name|E-mail|Tel.", {"name": ("Activity Name",), "email": ("E-mail",), "phone": ("Tel.",)}),
    ("Organisation|WEBSITE", {"organisation": ("Organisation",), "website": ("WEBSITE",), "name": ("Organisation",)}),
    ("name|Address 1|Address 2", {"name": ("name",), "address": ("Address 1", "Address 2")}),
    (
        "Name|Day|Start time|End time",
        {"name": ("Name",), "day": ("Day",), "opens": ("Start time",), "closes": ("End time",)},
    ),
    ("Name|Age range|Cost (\u00a3)", {"name": ("Name",), "ages": ("Age range",), "cost": ("Cost (\u00a3)",)}),
    ("Name||Colour", {"name": ("Name",)}),
]


@pytest.mark.parametrize(("headings", "columns"), GUESSES)
def test_headings_tell_what_their_columns_hold(headings: str, columns: dict[str, tuple[str, ...]]) -> None:
    mapping = guess_mapping(headings.split("|"))
    assert mapping.columns == columns
    assert mapping.is_guessed
