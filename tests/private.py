"""What the database holds that nobody but its keepers may learn, for tests that look for it in every answer."""

from collections.abc import Iterable, Iterator

from sqlmodel import Session, SQLModel, col, select

from directory.geography import Place
from directory.models import (
    Account,
    Claim,
    Contact,
    Draft,
    Location,
    MailTrouble,
    ModerationEvent,
    Nomination,
    OutgoingLetter,
    Report,
    Service,
    SignInLink,
    Steward,
    published_services,
)
from directory.vocabulary import ModerationStatus
from tests.makers import make_place, make_service, normal_island
from tests.waiting import make_claim, make_report, make_trouble
from tests.wards import make_nomination

SHORTEST = 5
"""What is shorter occurs everywhere by chance."""

_PEOPLE: tuple[tuple[type[SQLModel], tuple[str, ...]], ...] = (
    (Steward, ("email",)),
    (Account, ("email",)),
    (SignInLink, ("email",)),
    (Draft, ("email",)),
    (Claim, ("email", "evidence")),
    (Report, ("answer_to", "words", "name")),
    (Nomination, ("reached_by", "purpose")),
    (MailTrouble, ("email",)),
    (OutgoingLetter, ("recipient", "body")),
    (ModerationEvent, ("actor",)),
)
"""Tables that hold nothing for the public, and their columns that reach somebody or were told in private."""

_OF_SERVICE = ("name", "summary", "description", "url", "email", "alert", "joining", "referral_url")
_OF_GROUP = ("name", "description", "url", "email", "phone")
_OF_PLACE = ("name", "address", "directions", "postcode", "latitude", "longitude")
_OF_CONTACT = ("role", "phone", "email")


def private_values(session: Session) -> set[str]:
    """Every text and number of the database that no answer to the public may contain.

    What is public elsewhere as well, also as part of a longer text, tells nothing and is left out.
    """
    told = "\n".join([*_public(session), *_middles()])
    return {value for value in _private(session) if len(value) >= SHORTEST and value not in told}


def leaked(answer: str, values: Iterable[str]) -> set[str]:
    """Those of some values that an answer contains, in whatever case."""
    answer = answer.lower()
    return {value for value in values if value.lower() in answer}


def make_private_things(session: Session) -> Service:
    """A published listing with everything about it that is private, and things that wait for somebody's decision."""
    service = make_service(session, name="Tea for those who hide", email="tea@hiding.example")
    make_place(
        session,
        service,
        name="Refuge House",
        address="9 Secret Lane",
        directions="Knock twice at the green gate.",
        postcode="ZZ1 1AB",
        latitude=54.530421,
        longitude=-1.550987,
        address_public=False,
    )
    session.add(
        Contact(
            service_id=service.id,
            role="Night warden",
            phone="01632 960777",
            email="warden@private.example",
            public=False,
        )
    )
    session.add(Steward(organisation_id=service.organisation_id, email="keeper@private.example"))
    make_claim(session, service)
    make_report(session, service)
    make_report(session, name="Whisper Club", words="They meet by night.", answer_to="night@private.example")
    make_trouble(session, "gone@private.example")
    make_nomination(session)
    make_service(session, name="Unwritten choir", description="Not yet to be known.", status=ModerationStatus.DRAFT)
    gone = make_service(session, name="Vanished quilters", status=ModerationStatus.WITHDRAWN)
    make_place(session, gone, name="Vanished Barn", address="77 Nowhere Street")
    session.flush()
    session.expire_all()
    return service


def _private(session: Session) -> Iterator[str]:
    for table, columns in _PEOPLE:
        yield from _texts(session.exec(select(table)), columns)
    yield from _texts(session.exec(select(Contact).where(~col(Contact.public))).all(), _OF_CONTACT)
    yield from _texts(session.exec(select(Location).where(~col(Location.address_public))).all(), _OF_PLACE)
    hidden = session.exec(select(Service).where(col(Service.status) != ModerationStatus.PUBLISHED)).all()
    yield from _texts(hidden, _OF_SERVICE)
    for service in hidden:
        yield str(service.id)
        yield from _texts((at.location for at in service.at_locations), _OF_PLACE)


def _public(session: Session) -> Iterator[str]:
    for service in session.exec(published_services()):
        yield str(service.id)
        yield from _texts([service], _OF_SERVICE)
        yield from _texts([service.organisation], _OF_GROUP)
        yield from _texts((each for each in service.contacts if each.public), _OF_CONTACT)
        places = (at.location for at in service.at_locations)
        yield from _texts((place for place in places if place.address_public), _OF_PLACE)


def _middles() -> Iterator[str]:
    """Where the middles of the postcode districts are, which is all that is shown of an address that is not public."""
    island = normal_island()
    for district in ("ZZ1", "ZZ2", "ZZ3"):
        found = island.find(district)
        if isinstance(found, Place) and found.point:
            yield from map(str, (found.point.latitude, found.point.longitude))


def _texts(rows: Iterable[object], columns: Iterable[str]) -> Iterator[str]:
    for row in rows:
        yield from (str(value) for name in columns if (value := getattr(row, name)) not in (None, ""))
