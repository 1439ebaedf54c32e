"""When a service takes place, for the calendar of whoever goes there."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response

from directory.errors import NotFoundError
from directory.oruk.calendar import calendar
from directory.queries.telling import told_of
from directory.views.absolute import absolute
from directory.views.conditional import conditional
from directory.views.context import session, telling
from directory.views.guards import open_to_all

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/listing/<uuid:service_id>/calendar.ics")
@open_to_all
def of_service(service_id: UUID) -> Response:
    found = told_of(session(), telling(), [service_id])
    if not found:
        raise NotFoundError("There is no listing at this address, or it has been withdrawn")
    [told] = found
    said = calendar(told.record.name, [(told, absolute("listing.show", service_id=told.id))])
    return calendar_file(said, "times.ics", told.modified_at)


def calendar_file(said: str, name: str, modified_at: datetime | None = None) -> Response:
    """A calendar, which a telephone opens and others subscribe to."""
    answer = Response(said, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return conditional(answer, modified_at)
