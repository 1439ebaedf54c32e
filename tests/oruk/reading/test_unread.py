"""Fields that nobody reads are told."""

from typing import Any

from tests.oruk.makers import reading


def test_fields_that_nobody_reads_are_told_where_they_say_something() -> None:
    said: dict[str, Any] = {
        "pc_metadata": {"a": 1},
        "pc_nothing": "",
        "accreditations": None,
        "funding": [],
        "organization": {"id": "o1", "name": "Kettle Club", "logo": "x", "uri": ""},
        "service_at_locations": [
            {"location": {"id": "l", "external_identifier": "12", "addresses": [{"attention": "y"}]}}
        ],
        "contacts": [{"name": "Somebody", "title": "Secretary"}],
        "assurer_email": "tea@kettle.example",
    }
    names = ("address.attention", "assurer_email", "contact.name", "location.external_identifier", "organization.logo")
    assert reading(**said).unread == (*names, "pc_metadata")


def test_names_of_fields_that_are_no_words_are_told_as_such() -> None:
    unread = reading(**{"x\x1b[2J" + "y" * 500: 1}, **{f"z{number:04}": 1 for number in range(500)}).unread
    assert len(unread) == 100
    assert unread[0] == "x[2J" + "y" * 75
