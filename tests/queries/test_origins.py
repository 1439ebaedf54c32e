"""Where services come from, as everybody may know."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from directory.actions.exchange.feeds import feed_named
from directory.models import FeedRecord, Service
from directory.oruk.records import OriginRecord
from directory.queries.origins import named_in, origins_of, site_of
from tests.conftest import NOW, Statements
from tests.makers import make_service

SITES = [
    ("https://feeds.council.example/oruk/v3/services?key=secret", "https://feeds.council.example"),
    ("http://council.example:8080", "http://council.example:8080"),
    ("https://council.example?key=secret", "https://council.example"),
    ("https://council.example#secret", "https://council.example"),
    ("https://who:secret@council.example/", ""),
    ("https://who.secret:1234@council.example/", ""),
    ("https://10.0.0.7/feed", ""),
    ("http://[::1]/feed", ""),
    ("http://intranet/feed", ""),
    ("https://a_b.example/", ""),
    ("https://" + "a" * 300 + ".example/", ""),
    ("ftp://council.example/", ""),
    ("", ""),
]


@pytest.mark.parametrize(("address", "site"), SITES)
def test_of_the_address_of_a_feed_only_its_public_site_is_told(address: str, site: str) -> None:
    assert site_of(address) == site


def brought(session: Session, service: Service, feed: str, said: Any = None, **values: Any) -> None:
    """Let a feed have brought a service."""
    key = feed_named(session, feed, licence="OGL", address=f"https://{feed.lower()}.example/feed").id
    row = FeedRecord(feed_id=key, foreign_id="s1", service_id=service.id, fingerprint="", said=said, **values)
    session.add(row)
    session.flush()


def origin(session: Session, service: Service) -> OriginRecord | None:
    return origins_of(session, [service.id]).get(service.id)


def test_what_was_made_here_comes_from_nowhere_else(session: Session) -> None:
    assert origin(session, make_service(session)) is None


@pytest.mark.parametrize("said", [None, {}, {"name": "Tea"}, {"origin": None}, {"origin": {"colour": "red"}}])
def test_what_names_no_source_comes_from_the_feed_that_brought_it(session: Session, said: Any) -> None:
    service = make_service(session)
    brought(session, service, "Parish", said)
    assert origin(session, service) == OriginRecord(name="Parish", id="s1", licence="OGL", url="https://parish.example")


def test_what_names_its_source_comes_from_there(session: Session) -> None:
    service = make_service(session)
    island = OriginRecord(name="Island feed", id="tea-9")
    brought(session, service, "Parish", {"name": "Tea", "origin": island.model_dump(exclude_defaults=True)})
    assert origin(session, service) == named_in(session.exec(select(FeedRecord.said)).one()) == island


def test_of_several_feeds_the_first_that_still_has_it_counts(session: Session) -> None:
    service = make_service(session)
    brought(session, service, "Gone", created_at=NOW - timedelta(days=3), gone_at=NOW)
    brought(session, service, "Second", created_at=NOW - timedelta(days=1))
    brought(session, service, "First", created_at=NOW - timedelta(days=2), read_at=NOW - timedelta(days=2))
    assert origin(session, service) == OriginRecord(name="First", id="s1", licence="OGL", url="https://first.example")


def test_many_are_asked_for_at_once(session: Session, statements: Statements) -> None:
    services = [make_service(session) for _ in range(3)]
    for number, service in enumerate(services):
        brought(session, service, f"Feed{number}")
    before = statements.selects
    assert set(origins_of(session, [service.id for service in services])) == {service.id for service in services}
    assert statements.selects == before + 1
