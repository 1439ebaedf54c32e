"""Normal Island with its wards, and groups that a councillor told us of there."""

from typing import Any

from sqlmodel import Session

from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.geography import Area, Gazetteer, KnownPostcode, NamedPlace, Point, Postcode, TableGazetteer
from directory.models import Nomination
from directory.vocabulary import ModerationStatus, NominationStatus, Role
from tests.makers import HARBOUR, make_service

QUAYSIDE, HILL, FAR = "X05000001", "X05000002", "X05000003"
"""The wards: two in Normal Harbour, half a mile and more from each other, and one in Far Normal."""

COUNCILLOR = Grant(Role.COUNCILLOR, area=QUAYSIDE)

GROUP_EMAIL = "bowls@normal.example"

_ROWS = (
    ("ZZ1 1AA", 54.52, -1.55, "X06000001", QUAYSIDE),
    ("ZZ1 1AB", 54.525, -1.55, "X06000001", QUAYSIDE),
    # 0.35 miles from Quayside, and 1.7 miles from it.
    ("ZZ1 2AA", 54.53, -1.55, "X06000001", HILL),
    ("ZZ1 2AB", 54.55, -1.55, "X06000001", HILL),
    ("ZZ2 1AA", 54.90, -1.55, "X06000002", FAR),
)


def island_with_wards() -> Gazetteer:
    """A gazetteer that knows of each postcode which ward it is in."""
    rows = [
        KnownPostcode(Postcode.parse(text), Point(latitude, longitude), district, ward)
        for text, latitude, longitude, district, ward in _ROWS
    ]
    rows.append(KnownPostcode(Postcode.parse("ZZ3 3ZZ"), None, "X06000002", FAR))
    areas = [
        Area("X06000001", "Normal Harbour", within=("X92000001",)),
        Area("X06000002", "Far Normal"),
        Area(QUAYSIDE, "Quayside", "ward"),
        Area(HILL, "Hill", "ward"),
        Area(FAR, "Lighthouse", "ward"),
    ]
    places = [
        NamedPlace("Normal Harbour", HARBOUR, 40_000, "X06000001", "ZZ1"),
        NamedPlace("Newton", Point(54.55, -1.55), 900, "X06000001", "ZZ1"),
        NamedPlace("Newton", Point(54.90, -1.55), 800, "X06000002", "ZZ2"),
        NamedPlace("Lighthouse Cove", Point(54.90, -1.55), 300, "X06000002", "ZZ2"),
    ]
    return TableGazetteer(rows, places=places, areas=areas)


def make_nomination(
    session: Session, *, status: NominationStatus = NominationStatus.INVITED, **values: Any
) -> Nomination:
    """A group that a councillor told us of, whose listing waits for a decision."""
    listing = values.pop("listing", ModerationStatus.SUBMITTED)
    service = make_service(session, name="Quayside Bowls", status=listing)
    account = grant_role(session, email="councillor@normal.example", grant=COUNCILLOR, by="a test")
    row = Nomination(
        **{
            "account_id": account.id,
            "name": "Quayside Bowls",
            "place": "ZZ1 1AA",
            "purpose": "Bowls and a chat for whoever is on their own",
            "reached_by": GROUP_EMAIL,
            "ward": QUAYSIDE,
            "status": status,
            "service_id": service.id,
            **values,
        }
    )
    session.add(row)
    session.flush()
    return row
