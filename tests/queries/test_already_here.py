"""Whether a group is here already."""

import pytest
from sqlmodel import Session

from directory.queries.already_here import already_here
from directory.queries.nomination import NewGroup
from directory.vocabulary import ModerationStatus
from tests.conftest import only_asking
from tests.makers import make_organisation, make_place, make_service


def found(session: Session, name: str) -> list[tuple[str, str, str, bool]]:
    with only_asking(session) as asking:
        rows = already_here(asking, NewGroup(name, "ZZ1 1AA", "tea"))
    return [(row.name, row.organisation, row.place, row.waits) for row in rows]


def test_it_is_found_by_its_own_name_and_by_that_of_its_group(session: Session) -> None:
    make_place(session, make_service(session, name="Tea table"))
    table = ("Tea table", "Harbour Kettle Club", "Harbour Hall, ZZ1 1AA", False)
    assert found(session, "tea TABLE") == [table]
    assert found(session, "Harbour kettle club") == [table]
    assert found(session, "Tea chest") == []


@pytest.mark.parametrize(
    ("status", "waits"),
    [
        (ModerationStatus.SUBMITTED, [True]),
        (ModerationStatus.PUBLISHED, [False]),
        (ModerationStatus.DECLINED, []),
        (ModerationStatus.WITHDRAWN, []),
        (ModerationStatus.DRAFT, []),
    ],
)
def test_of_what_is_not_to_be_shown_nobody_is_told(
    session: Session, status: ModerationStatus, waits: list[bool]
) -> None:
    make_service(session, name="Tea table", status=status)
    assert [row[3] for row in found(session, "Tea table")] == waits


def test_a_hidden_address_stays_hidden(session: Session) -> None:
    group = make_organisation(session, name="Refuge")
    make_place(session, make_service(session, name="Refuge", organisation_id=group.id), address_public=False)
    assert found(session, "Refuge") == [("Refuge", "", "ZZ1 area (address given on booking)", False)]
