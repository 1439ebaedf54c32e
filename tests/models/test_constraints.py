# ruff: noqa: E501 -- a case is one line, so that a column can be read down
"""What the database itself refuses, on both kinds: rows that must never be, whoever writes them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import Session, SQLModel, select

from directory import clock
from directory.models import (
    Account,
    Capacity,
    Claim,
    CostOption,
    Draft,
    EligibilityRule,
    Feed,
    FeedOrganisation,
    FeedRecord,
    FeedRun,
    Location,
    LocationTerm,
    MailTrouble,
    Merge,
    Nomination,
    NotTheSame,
    Organisation,
    OrganisationIdentifier,
    OutgoingLetter,
    Report,
    Review,
    Revision,
    RoleGrant,
    Schedule,
    SecondStep,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
    ServiceTerm,
    SignIn,
    SignInLink,
    Steward,
    TaxonomyTerm,
    UnmetSearch,
    UsedLink,
)
from directory.vocabulary import CapacityStatus, ModerationStatus, ReportKind, RevisionState, Role, RuleKind, TermKind
from tests.makers import make_place, make_service

Keys = dict[str, UUID]


def make_surroundings(session: Session) -> Keys:
    """A row of each kind that others belong to."""
    service, other = make_service(session), make_service(session)
    place = make_place(session, service)
    account, feed = Account(email="navigator@normal.example"), Feed(name="Neighbour")
    session.add_all([account, feed])
    session.flush()
    term = session.exec(select(TaxonomyTerm).limit(1)).one()
    return {
        "service_id": service.id,
        "other_id": other.id,
        "organisation_id": service.organisation_id,
        "location_id": place.id,
        "account_id": account.id,
        "feed_id": feed.id,
        "term_id": term.id,
    }


BY_KIND: dict[type[SQLModel], dict[str, Any]] = {
    Account: {"email": "moderator@normal.example"},
    Capacity: {"status": CapacityStatus.OPEN, "stated_at": None},
    CostOption: {},
    EligibilityRule: {"kind": RuleKind.ANYONE},
    Feed: {"name": "Another"},
    FeedOrganisation: {"foreign_id": "o1"},
    FeedRecord: {"foreign_id": "s1", "fingerprint": "0"},
    FeedRun: {"digest": "0", "actor": "a test"},
    Location: {},
    LocationTerm: {},
    Nomination: {"name": "Shed", "place": "Harbour", "purpose": "Tools", "reached_by": "the lane"},
    Organisation: {"name": "Kettle Club"},
    OrganisationIdentifier: {"scheme": "GB-CHC", "identifier": "9912345"},
    OutgoingLetter: {"recipient": "keeper@kettle.example", "about": "asked", "subject": "Still right?", "body": "?"},
    RoleGrant: {"role": Role.NAVIGATOR},
    Schedule: {},
    Service: {"name": "Tea table"},
    ServiceArea: {"name": "Harbour"},
    ServiceAtLocation: {},
    ServiceLanguage: {"code": "cy"},
    ServiceTerm: {},
    Steward: {"email": "keeper@kettle.example"},
    TaxonomyTerm: {"kind": TermKind.FOREIGN, "taxonomy": "Theirs", "code": "1", "label": "Sport"},
    Claim: {"email": "keeper@kettle.example"},
    Draft: {"kind": "registration", "digest": "d"},
    MailTrouble: {"email": "gone@kettle.example"},
    Merge: {"kept_record": {}, "gone_record": {}, "gone_status": "published", "actor": "a test"},
    NotTheSame: {"actor": "a test"},
    Report: {"kind": ReportKind.PROBLEM, "words": "It has moved."},
    Review: {"until": None},
    Revision: {"number": 1, "state": RevisionState.IN_FORCE, "record": {}, "actor": "a test"},
    SecondStep: {"secret": "s"},
    SignIn: {"digest": "d", "seen_at": None},
    SignInLink: {"email": "keeper@kettle.example", "digest": "d", "expires_at": None},
    UsedLink: {"digest": "d"},
    UnmetSearch: {"need": "need:connect.lonely", "outcode": "ZZ1", "month": date(2026, 11, 1), "searches": 1},
}
"""Of each kind of row that has constraints, the least that makes it valid."""


def make(session: Session, kind: type[SQLModel], keys: Keys, values: Mapping[str, Any]) -> SQLModel:
    """A row of a kind, with the keys that it needs."""
    needed: dict[str, Any] = {name: key for name, key in keys.items() if name in kind.model_fields}
    if kind is RoleGrant:
        del needed["organisation_id"]
    needed |= {name: clock.now() for name in ("stated_at", "seen_at", "expires_at", "until") if name in BY_KIND[kind]}
    if kind is NotTheSame:
        needed |= {
            "first_id": min(keys["service_id"], keys["other_id"]),
            "second_id": max(keys["service_id"], keys["other_id"]),
        }
    if kind is Merge:
        needed |= {"kept_id": keys["service_id"], "gone_id": keys["other_id"]}
    row = kind(**{**BY_KIND[kind], **needed, **values})
    session.add(row)
    session.flush()
    return row


# fmt: off
REFUSED: list[tuple[type[SQLModel], dict[str, Any], dict[str, Any]]] = [
    (Organisation, {"name": ""}, {"name": "K"}),
    (Organisation, {"name": "   "}, {"name": " K "}),
    (Organisation, {"name": None}, {}),
    (OrganisationIdentifier, {"identifier": ""}, {"identifier": "9912345"}),
    (Service, {"name": ""}, {"name": "T"}),
    (Service, {"name": "  "}, {"name": "T"}),
    (Service, {"organisation_id": uuid4()}, {}),
    (Service, {"ways_stated": True}, {"ways_stated": True, "by_phone": True}),
    (Steward, {"email": "keeper"}, {"email": "k@k"}),
    (Steward, {"email": "@kettle.example"}, {}),
    (Steward, {"email": "keeper@"}, {}),
    (Steward, {"email": "Keeper@kettle.example"}, {}),
    (Account, {"email": "moderator"}, {"email": "m@n"}),
    (Account, {"email": "Moderator@normal.example"}, {}),
    (Account, {"email": "navigator@normal.example"}, {}),
    (OutgoingLetter, {"recipient": "keeper"}, {}),
    (RoleGrant, {"role": Role.GROUP_EDITOR}, {}),
    (RoleGrant, {"role": Role.COUNCILLOR}, {"role": Role.COUNCILLOR, "area": "X05000001"}),
    (RoleGrant, {"role": Role.MODERATOR, "area": ""}, {"role": Role.MODERATOR, "area": "X06000001"}),
    (RoleGrant, {"account_id": uuid4()}, {"role": Role.ADMINISTRATOR}),
    (Nomination, {"name": " "}, {}),
    (Nomination, {"account_id": uuid4()}, {}),
    (Location, {"latitude": 54.5}, {"latitude": 54.5, "longitude": -1.5}),
    (Location, {"longitude": -1.5}, {"latitude": 51.5, "longitude": 0.0}),
    (Location, {"latitude": 48.9, "longitude": -1.5}, {"latitude": 49.0, "longitude": 2.5}),
    (Location, {"latitude": 61.6, "longitude": -1.5}, {"latitude": 61.5, "longitude": -9.5}),
    (Location, {"latitude": 54.5, "longitude": -9.6}, {"latitude": None, "longitude": None}),
    (Location, {"latitude": 54.5, "longitude": 54.5}, {}),
    (UnmetSearch, {"searches": 0}, {"searches": 2}),
    (UnmetSearch, {"need": ""}, {}),
    (UnmetSearch, {"outcode": ""}, {}),
    (ServiceArea, {"name": ""}, {"name": "", "code": "DL3"}),
    (ServiceLanguage, {"code": ""}, {"code": "bfi"}),
    (Schedule, {"freq": "DAILY"}, {"freq": "WEEKLY"}),
    (Schedule, {"interval": 0}, {"interval": 1}),
    (Schedule, {"interval": 53}, {"interval": 52}),
    (Schedule, {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)}, {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 2, 1)}),
    (CostOption, {"amount": Decimal("-0.01")}, {"amount": Decimal(0)}),
    (CostOption, {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)}, {"valid_to": date(2026, 1, 31)}),
    (EligibilityRule, {"kind": RuleKind.AGE}, {"kind": RuleKind.AGE, "minimum_age": 0}),
    (EligibilityRule, {"minimum_age": -1}, {"minimum_age": 0}),
    (EligibilityRule, {"maximum_age": -1}, {"maximum_age": 0}),
    (EligibilityRule, {"maximum_age": 126}, {"maximum_age": 125}),
    (EligibilityRule, {"minimum_age": 60, "maximum_age": 59}, {"minimum_age": 60, "maximum_age": 60}),
    (EligibilityRule, {"minimum_age": 1.5, "maximum_age": 0.5}, {"minimum_age": 0.5, "maximum_age": 0}),
    (EligibilityRule, {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)}, {"valid_from": date(2026, 2, 1)}),
    (Capacity, {"places_free": -1}, {"places_free": 0}),
    (Capacity, {"places_free": 3, "places_total": 2}, {"places_free": 2, "places_total": 2}),
    (Capacity, {"places_total": -1}, {"places_total": 0}),
    (Capacity, {"wait_weeks": -1}, {"wait_weeks": 0}),
    (FeedRun, {"position": -1}, {"position": 0}),
    (Feed, {"name": ""}, {"name": "A"}),
    (Feed, {"name": "Neighbour"}, {"name": "neighbour"}),
    (TaxonomyTerm, {"code": ""}, {"code": "2"}),
    (TaxonomyTerm, {"label": " "}, {"label": "Sport"}),
    (Revision, {"number": 0}, {"number": 2}),
    (Claim, {"email": "keeper"}, {}),
    (NotTheSame, {"first_id": UUID(int=9), "second_id": UUID(int=8)}, {}),
    (Report, {"words": " "}, {}),
    (Report, {"service_id": None}, {"kind": ReportKind.NEW_GROUP, "service_id": None}),
    (OutgoingLetter, {"recipient": ""}, {"key": "remind:1"}),
]
# fmt: on


@pytest.mark.parametrize(("kind", "wrong", "right"), REFUSED)
def test_a_row_that_must_not_be_is_refused_and_put_right_is_taken(
    session: Session, kind: type[SQLModel], wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    keys = make_surroundings(session)
    with pytest.raises(IntegrityError), session.begin_nested():
        make(session, kind, keys, wrong)
    assert make(session, kind, keys, right) in session


TWICE: list[type[SQLModel]] = [
    OrganisationIdentifier,
    Steward,
    ServiceLanguage,
    ServiceTerm,
    LocationTerm,
    FeedRecord,
    FeedOrganisation,
    TaxonomyTerm,
    Feed,
    Account,
    Revision,
    Draft,
    MailTrouble,
    NotTheSame,
    Review,
    SecondStep,
    SignIn,
    SignInLink,
    UsedLink,
]
"""The kinds of which two rows cannot say the same."""


@pytest.mark.parametrize("kind", TWICE)
def test_what_there_is_once_cannot_be_there_twice(session: Session, kind: type[SQLModel]) -> None:
    keys = make_surroundings(session)
    make(session, kind, keys, {})
    with pytest.raises(IntegrityError), session.begin_nested():
        make(session, kind, keys, {})


def test_a_service_is_once_at_a_place(session: Session) -> None:
    keys = make_surroundings(session)
    with pytest.raises(IntegrityError), session.begin_nested():
        make(session, ServiceAtLocation, keys, {})


def test_a_group_editor_is_one_for_an_organisation(session: Session) -> None:
    keys = make_surroundings(session)
    of = {"organisation_id": keys["organisation_id"]}
    assert make(session, RoleGrant, keys, {"role": Role.GROUP_EDITOR} | of)
    with pytest.raises(IntegrityError), session.begin_nested():
        make(session, RoleGrant, keys, {"role": Role.NAVIGATOR} | of)


def test_a_word_that_is_not_on_its_list_is_refused(session: Session) -> None:
    keys = make_surroundings(session)
    with pytest.raises(StatementError, match="nonsense"), session.begin_nested():
        make(session, Service, keys, {"status": "nonsense"})


def test_a_word_is_kept_as_its_code(session: Session) -> None:
    make_service(session, status=ModerationStatus.CHANGES_ASKED)
    kept = session.connection().exec_driver_sql("SELECT status FROM service").scalars().all()
    assert kept == ["changes_asked"]


def test_every_constraint_of_the_tables_is_in_the_database(session: Session) -> None:
    # Alembic compares columns and indexes, but not the checks.
    there = inspect(session.connection())
    for table in SQLModel.metadata.sorted_tables:
        wanted = {str(c.name) for c in table.constraints if type(c).__name__ == "CheckConstraint"}
        found = {str(check["name"]) for check in there.get_check_constraints(table.name)}
        assert found == wanted, table.name


def test_every_table_with_a_constraint_of_its_own_has_a_case() -> None:
    constrained: set[str] = {
        table.name
        for table in SQLModel.metadata.sorted_tables
        if any(type(c).__name__ in {"CheckConstraint", "UniqueConstraint"} for c in table.constraints)
    }
    tested: set[type[SQLModel]] = {kind for kind, _, _ in REFUSED} | set(TWICE) | {ServiceAtLocation}
    assert constrained <= {str(kind.__tablename__) for kind in tested}
