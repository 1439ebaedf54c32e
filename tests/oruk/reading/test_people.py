"""The group behind a service, and how to reach it."""

from typing import Any

import pytest

from directory.oruk.records import ContactRecord, OrganisationRecord
from tests.oruk.makers import reading, record


def test_a_contact_is_known_by_its_role_and_never_by_a_name() -> None:
    said: dict[str, Any] = {
        "contacts": [
            {"name": "Somebody", "title": "Secretary", "phones": [{"number": "01632 960001"}], "email": "s@k.example"},
            {"name": "Somebody else"},
            {"phones": [{"number": ""}, {"number": 1632960002}]},
        ],
        "phones": [{"number": "01632 960003"}],
    }
    assert record(**said).contacts == (
        ContactRecord(role="Secretary", phone="01632 960001", email="s@k.example"),
        ContactRecord(role="Enquiries", phone="1632960002"),
        ContactRecord(role="Enquiries", phone="01632 960003"),
    )
    assert "Somebody" not in repr(reading(**said))


@pytest.mark.parametrize("spelling", ["organization", "organisation"])
def test_a_group_is_read_in_either_spelling(spelling: str) -> None:
    group = {
        "id": "o1",
        "name": "Kettle Club",
        "description": "<p>Since 1987</p>",
        "website": "kettle.example",
        "phones": [{"number": "01632 960001"}],
        "organization_identifiers": [
            {"identifier_scheme": "GB-CHC", "identifier": "9912345"},
            {"identifier_scheme": "GB-COH"},
        ],
    }
    assert record(**{spelling: group}).organisation == OrganisationRecord(
        id="o1",
        name="Kettle Club",
        description="Since 1987",
        url="https://kettle.example",
        phone="01632 960001",
        identifiers=(("GB-CHC", "9912345"),),
    )


@pytest.mark.parametrize("group", [None, "Kettle Club", [], {"name": ""}])
def test_a_service_whose_group_is_not_named_is_a_group_by_itself(group: Any) -> None:
    assert record(organization=group).organisation.name == "Tea table"
