"""A list of services to hand over: on paper, in a message, in a calendar. Only the address of its page holds it."""

from urllib.parse import quote

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from directory.oruk.calendar import calendar
from directory.oruk.handout import handout
from directory.oruk.told import Told
from directory.queries.telling import told_of
from directory.views.absolute import absolute
from directory.views.calendar import calendar_file
from directory.views.context import session, telling
from directory.views.guards import open_to_all
from directory.views.picking import picked

blueprint = Blueprint("shortlist", __name__)

_LONGEST_LINK = 1_800
"""Characters of a link that every mail program takes; what is longer has to be copied."""


@blueprint.get("/shortlist")
@open_to_all
def show() -> ResponseReturnValue:
    services = _services()
    words = handout(services)
    return render_template(
        "shortlist/shortlist.html",
        services=[told for told, _ in services],
        picked=picked(),
        words=words,
        subject=quote("Services that may help"),
        body=quote(words) if len(quote(words)) <= _LONGEST_LINK else "",
    )


@blueprint.get("/shortlist/calendar.ics")
@open_to_all
def as_calendar() -> Response:
    return calendar_file(calendar("My list", _services()), "list.ics")


def _services() -> list[tuple[Told, str]]:
    """The services of the list, each with the address of its page."""
    found = told_of(session(), telling(), picked().keys)
    return [(told, absolute("listing.show", service_id=told.id)) for told in found]
