"""Two listings that are one."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from directory.actions.listing import ListingWriter
from directory.actions.moderation import publish_service
from directory.geography import Gazetteer
from directory.models import Service
from directory.oruk.records import OrganisationRecord, ServiceRecord
from tests.makers import a_full_record

Written = Callable[..., Service]


def sparse(**values: Any) -> ServiceRecord:
    """The same service as somebody else entered it, in a few words."""
    group = OrganisationRecord(id="o2", name="Kettle Club", phone="01632 960009", identifiers=(("GB-COH", "1234"),))
    empty: dict[str, Any] = {
        field: type(getattr(a_full_record(), field))()
        for field in ("summary", "alert", "joining", "contacts", "costs", "languages", "terms", "rules", "times")
    }
    said = {"name": "Tea on Tuesday", "organisation": group, "description": "Tea and company.", "capacity": None}
    return a_full_record(**{**empty, **said, **values})


@pytest.fixture
def written(session: Session, gazetteer: Gazetteer) -> Written:
    """Writes a listing and publishes it."""

    def write(record: ServiceRecord, *, published: bool = True) -> Service:
        writer = ListingWriter(session, gazetteer, said_by="a test")
        service = writer.write_service(record, writer.write_organisation(record.organisation))
        session.flush()
        if published:
            publish_service(session, service, actor="a test")
        session.flush()
        session.expire_all()
        return service

    return write


@pytest.fixture
def kept(written: Written) -> Service:
    """The listing that says little."""
    return written(sparse())


@pytest.fixture
def gone(written: Written) -> Service:
    """The listing that says everything."""
    return written(a_full_record())
