"""Adding a group, page by page."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from sqlmodel import select

from directory import clock
from directory.database import Database
from directory.models import Draft, OutgoingLetter, RoleGrant, Service, Steward
from directory.queries.record import service_record
from directory.vocabulary import ModerationStatus
from tests.checking_client import CheckingClient
from tests.makers import a_record, only_service
from tests.pages import Page
from tests.registering import Registering
from tests.views.conftest import Publish

Typed = dict[str, str | list[str]]


@pytest.fixture
def group(client: CheckingClient) -> Registering:
    """Somebody who has opened the first page."""
    return Registering(client)


def letter(database: Database, about: str) -> OutgoingLetter:
    with database.reading() as session:
        return session.exec(select(OutgoingLetter).where(OutgoingLetter.about == about)).one()


def link_in(letter: OutgoingLetter) -> str:
    [address] = re.findall(r"https://\S+", letter.body)
    return str(urlsplit(address).path)


class TestTheWholeWay:
    def test_from_the_first_question_to_the_moderators(self, group: Registering, web_database: Database) -> None:
        check = group.answers_all()
        assert check.heading == "Check your answers"
        for told in ("Every Tuesday, 2pm to 4pm", "Anyone can come", "Harbour Hall, 1 Quay, ZZ1 1AA", "Loneliness"):
            assert told in check.text
        sent = group.answers("Send")
        assert sent.heading == "We have your listing"
        with web_database.reading() as session:
            service = only_service(session)
            assert service.status is ModerationStatus.SUBMITTED
            record = service_record(session, service.id)
        assert record.organisation.stewards == ("keeper@private.example",)
        assert record.places[0].latitude == 54.52
        assert record.capacity
