"""What is new and what has changed, for whoever follows the directory with a reader of feeds."""

from flask import Blueprint, Response, request

from directory import clock
from directory.errors import NotFoundError
from directory.oruk.atom import atom_feed
from directory.queries.changes import changed_last, count_published, last_changed
from directory.queries.telling import told_of
from directory.views.absolute import absolute, site
from directory.views.conditional import conditional
from directory.views.context import session, settings, telling
from directory.views.guards import open_to_all

blueprint = Blueprint("feed", __name__)

A_PAGE = 100


@blueprint.get("/feed.atom")
@open_to_all
def show() -> Response:
    page, pages = request.args.get("page", 1, type=int), max(-(-count_published(session()) // A_PAGE), 1)
    if not 1 <= page <= pages:
        raise NotFoundError("The feed has no such page")
    updated = last_changed(session()) or clock.now()
    keys = changed_last(session(), first=(page - 1) * A_PAGE, most=A_PAGE)
    services = [(told, absolute("listing.show", service_id=told.id)) for told in told_of(session(), telling(), keys)]
    name = settings().council_name or settings().service_name
    said = atom_feed(name, site(), _links(page, pages), updated, services)
    return conditional(Response(said, content_type="application/atom+xml; charset=utf-8"), updated)


def _links(page: int, pages: int) -> dict[str, str]:
    numbers = {"self": page, "first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    here = absolute("feed.show")
    there = {relation: number for relation, number in numbers.items() if 1 <= number <= pages}
    return {relation: here if number == 1 else f"{here}?page={number}" for relation, number in there.items()}
