"""Whether what is called private is, so that tests that look for it look for something."""

from sqlmodel import Session

from tests.makers import make_place, make_service
from tests.private import leaked, make_private_things, private_values


def test_everything_that_is_private_is_looked_for(session: Session) -> None:
    make_private_things(session)
    assert private_values(session) >= {
        "keeper@private.example",
        "claimant@private.example",
        "teller@private.example",
        "night@private.example",
        "gone@private.example",
        "warden@private.example",
        "01632 960777",
        "Night warden",
        "Refuge House",
        "9 Secret Lane",
        "Knock twice at the green gate.",
        "ZZ1 1AB",
        "54.530421",
        "-1.550987",
        "Unwritten choir",
        "Vanished quilters",
        "77 Nowhere Street",
    }


def test_what_is_public_elsewhere_is_not(session: Session) -> None:
    make_private_things(session)
    other = make_service(session, name="Secret Lane walkers, from 9 Secret Lane", email="keeper@private.example")
    make_place(session, other, postcode="ZZ1 1AB")
    assert not {"9 Secret Lane", "keeper@private.example", "ZZ1 1AB"} & private_values(session)


def test_what_is_public_is_not_private(session: Session) -> None:
    service = make_private_things(session)
    assert not {service.name, service.email, str(service.id)} & private_values(session)


def test_a_leak_is_found_in_any_case() -> None:
    assert leaked("Write to KEEPER@private.example.", {"keeper@private.example", "Refuge"}) == {
        "keeper@private.example"
    }
