"""Whether a group that is being described is listed already."""

from typing import Any

import pytest
from sqlmodel import Session

from directory.actions.listing import ListingWriter
from directory.actions.moderation import publish_service
from directory.oruk.records import OrganisationRecord, PlaceRecord, ServiceRecord
from directory.queries.already_here import Alike, of_the_same_name_or_number
from tests.conftest import only_asking
from tests.makers import a_full_record, a_record, normal_island


def written(session: Session, record: ServiceRecord, *, published: bool = True) -> None:
    writer = ListingWriter(session, normal_island(), said_by="a test")
    service = writer.write_service(record, writer.write_organisation(record.organisation))
    session.flush()
    if published:
        publish_service(session, service, actor="a test")


def found(session: Session, **values: Any) -> list[Alike]:
    with only_asking(session):
        return of_the_same_name_or_number(session, a_record(**values))


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"name": "TUESDAY tea table"}, 1),
        ({"name": "Tuesday cake table"}, 0),
        ({"name": "x", "organisation": OrganisationRecord(id="n", name="n", identifiers=(("GB-CHC", "9912345"),))}, 1),
        ({"name": "x", "organisation": OrganisationRecord(id="n", name="n", identifiers=(("GB-CHC", "1"),))}, 0),
    ],
)
def test_it_is_known_by_its_name_and_by_its_number(session: Session, values: dict[str, Any], count: int) -> None:
    written(session, a_full_record())
    assert len(found(session, **values)) == count


def test_it_is_told_by_what_everybody_may_see(session: Session) -> None:
    hidden = PlaceRecord(name="Refuge", address="1 Secret Lane", postcode="ZZ1 1AA", address_public=False)
    written(session, a_full_record(places=(hidden,)))
    [alike] = found(session)
    assert (alike.name, alike.organisation) == ("Tuesday tea table", "Harbour Kettle Club")
    assert alike.place == "ZZ1 area (address given on booking)"


def test_what_nobody_can_see_is_not_told_of(session: Session) -> None:
    written(session, a_full_record(), published=False)
    assert found(session) == []
