"""The page of one service."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory.errors import NotFoundError
from directory.oruk.jsonld import in_page, service_jsonld
from directory.queries.listing import ListingPage, listing_and_told
from directory.queries.merges import merged_into
from directory.queries.suggestions import suggested_tags
from directory.views.absolute import absolute
from directory.views.context import resources, session, telling
from directory.views.guards import open_to_all
from directory.views.picking import picked
from directory.views.signed_in import current_person

blueprint = Blueprint("listing", __name__)


@blueprint.get("/listing/<uuid:service_id>")
@open_to_all
def show(service_id: UUID) -> ResponseReturnValue:
    try:
        return _page(service_id)
    except NotFoundError:
        # People go on using an address for years that they have printed out.
        kept_id = merged_into(session(), service_id)
        if kept_id is None:
            raise
        return redirect(url_for("listing.show", service_id=kept_id), code=308)


def _page(service_id: UUID) -> str:
    found, told = listing_and_told(session(), service_id, telling())
    said = service_jsonld(told, absolute("listing.show", service_id=service_id))
    person = current_person()
    return render_template(
        "listing/listing.html",
        listing=found,
        jsonld=in_page(said),
        suggested=_suggested(found),
        decides=person is not None and person.decides,
        picked=picked(),
    )


def _suggested(found: ListingPage) -> list[str]:
    """What the words of an imported listing mean that names no need of ours. It is made anew for each page, and kept
    nowhere: the search reads the same words by the same rules.
    """
    if found.needs or not found.source:
        return []
    shared = resources()
    labels = shared.labels.read(session())
    tags = suggested_tags(shared.thesaurus, found.name, "\n".join(found.paragraphs))
    return [labels[tag] for tag in tags if tag.startswith("need:")]
