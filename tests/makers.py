"""Functions that make a row or a value that is valid by itself; a test names only what it is about.

Everything lives on Normal Island, which is not on any map: codes of areas begin with X, postcodes with ZZ.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.actions.moderation import publish_service
from directory.geography import Area, Gazetteer, KnownPostcode, NamedPlace, Point, Postcode, TableGazetteer
from directory.models import Capacity, EligibilityRule, Location, Organisation, Service, ServiceAtLocation
from directory.oruk.ical import Recurrence
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.vocabulary import CapacityStatus, ModerationStatus, RuleKind, TermKind, Way

HARBOUR = Point(54.52, -1.55)
"""The middle of Normal Island's town, at ZZ1 1AA."""

_ROWS = (
    ("ZZ1 1AA", 54.52, -1.55, "X06000001", None),
    ("ZZ1 1AB", 54.53, -1.55, "X06000001", None),
    ("ZZ1 2AA", 54.60, -1.55, "X06000001", None),
    ("ZZ2 1AA", 54.90, -1.55, "X06000002", None),
    ("ZZ9 9ZZ", 54.521, -1.551, "X06000001", date(2019, 6, 1)),
)


def normal_island() -> Gazetteer:
    """A gazetteer of a few postcodes: two districts, one postcode out of use, one without a point, two Newtons."""
    rows = [
        KnownPostcode(Postcode.parse(text), Point(latitude, longitude), district, terminated=ended)
        for text, latitude, longitude, district, ended in _ROWS
    ]
    rows.append(KnownPostcode(Postcode.parse("ZZ3 3ZZ"), None, "X06000002"))
    areas = [Area("X06000001", "Normal Harbour"), Area("X06000002", "Far Normal")]
    places = [
        NamedPlace("Normal Harbour", HARBOUR, 40_000, "X06000001", "ZZ1"),
        NamedPlace("Newton", Point(54.60, -1.55), 900, "X06000001", "ZZ1"),
        NamedPlace("Newton", Point(54.90, -1.55), 800, "X06000002", "ZZ2"),
    ]
    return TableGazetteer(rows, places=places, areas=areas)


def make_organisation(session: Session, **values: Any) -> Organisation:
    """A group."""
    row = Organisation(**{"name": "Harbour Kettle Club", **values})
    session.add(row)
    session.flush()
    return row


def make_service(session: Session, *, status: ModerationStatus = ModerationStatus.PUBLISHED, **values: Any) -> Service:
    """A service of some group, published unless told otherwise."""
    organisation_id = values.pop("organisation_id", None) or make_organisation(session).id
    row = Service(**{"name": "Tuesday tea table", "organisation_id": organisation_id, **values})
    session.add(row)
    session.flush()
    if status is ModerationStatus.PUBLISHED:
        publish_service(session, row, actor="a test")
    else:
        row.status = status
    session.flush()
    return row


def make_place(session: Session, service: Service, *, at: Point = HARBOUR, **values: Any) -> Location:
    """A place where a service takes place."""
    row = Location(
        **{
            "organisation_id": service.organisation_id,
            "name": "Harbour Hall",
            "postcode": "ZZ1 1AA",
            "district": "X06000001",
            "latitude": at.latitude,
            "longitude": at.longitude,
            **values,
        }
    )
    session.add(row)
    session.flush()
    session.add(ServiceAtLocation(service_id=service.id, location_id=row.id))
    session.flush()
    session.refresh(service)
    return row


def make_rule(session: Session, service: Service, kind: RuleKind, **values: Any) -> EligibilityRule:
    """An eligibility rule of a service."""
    row = EligibilityRule(service_id=service.id, kind=kind, **values)
    session.add(row)
    session.flush()
    session.refresh(service)
    return row


def make_capacity(
    session: Session, service: Service, status: CapacityStatus, *, stated_at: datetime | None = None, **values: Any
) -> Capacity:
    """A statement of capacity, of now unless told otherwise."""
    row = Capacity(service_id=service.id, status=status, stated_at=stated_at or clock.now(), **values)
    session.add(row)
    session.flush()
    session.refresh(service)
    return row


def a_record(**values: Any) -> ServiceRecord:
    """A service as a feed may say it."""
    return ServiceRecord(
        **{
            "id": "s1",
            "organisation": OrganisationRecord(id="o1", name="Harbour Kettle Club"),
            "name": "Tuesday tea table",
            "description": "One long table, because at little tables people sit alone.",
            "places": (PlaceRecord(name="Harbour Hall", postcode="ZZ1 1AA"),),
            **values,
        }
    )


def a_full_record(**values: Any) -> ServiceRecord:
    """A service of which everything is known."""
    group = OrganisationRecord(
        id="o1",
        name="Harbour Kettle Club",
        description="Kettles since 1987.",
        url="https://kettle.example",
        email="tea@kettle.example",
        phone="01632 960001",
        identifiers=(("GB-CHC", "9912345"),),
        stewards=("keeper@private.example",),
    )
    hall = PlaceRecord(
        name="Harbour Hall", address="1 Quay", city="Harbour", postcode="ZZ1 1AA", features=("access:step-free",)
    )
    tuesdays = Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(14), closes_at=time(16))
    everything: dict[str, Any] = {
        "organisation": group,
        "summary": "Tea for whoever comes.",
        "url": "https://kettle.example/tea",
        "email": "table@kettle.example",
        "alert": "No tea on Boxing Day.",
        "joining": "Just come.",
        "referral_url": "https://kettle.example/refer",
        "times_note": "Not in August.",
        "eligibility_note": "Aimed at: anybody",
        "ways": (Way.IN_PERSON, Way.PHONE),
        "places": (hall,),
        "times": (TimeRecord(recurrence=tuesdays), TimeRecord(description="and on May Day")),
        "costs": (CostRecord(option="Members", amount=Decimal("1.50")), CostRecord(note="Cake by arrangement")),
        "contacts": (ContactRecord(role="Secretary", phone="01632 960002", email="secretary@kettle.example"),),
        "areas": (AreaRecord(code="X06000001", name="Normal Harbour"),),
        "terms": (
            TermRecord(kind=TermKind.NEED, code="need:connect.lonely"),
            TermRecord(kind=TermKind.FOREIGN, code="9", label="Tea", taxonomy="Theirs"),
        ),
        "rules": (RuleRecord(kind=RuleKind.AGE, minimum_age=60),),
        "languages": ("cy",),
        "capacity": CapacityRecord(status=CapacityStatus.OPEN, stated_on=date(2026, 11, 20), places_free=3),
        "confirmed_on": date(2026, 11, 1),
        "changed_on": date(2026, 10, 1),
    }
    return a_record(**{**everything, **values})


def only_service(session: Session) -> Service:
    """The one service there is."""
    return session.exec(select(Service)).one()


def service_ids(session: Session) -> set[UUID]:
    """The keys of all services."""
    return set(session.exec(select(col(Service.id))).all())
