"""The page of one service."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory import clock
from directory.errors import NotFoundError
from directory.oruk.jsonld import Spot, in_page, service_jsonld
from directory.queries.listing import ListingPage, listing
from directory.queries.merges import merged_into
from directory.queries.suggestions import suggested_tags
from directory.views.context import resources, session, settings
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
    chosen, shared = settings(), resources()
    found = listing(
        session(),
        service_id,
        shared.labels.read(session()),
        shared.gazetteer.district_name,
        now=clock.now(),
        fresh_days=chosen.capacity_fresh_days,
        unconfirmed_days=chosen.unconfirmed_days,
    )
    person = current_person()
    return render_template(
        "listing/listing.html",
        listing=found,
        jsonld=_jsonld(found),
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


def _jsonld(found: ListingPage) -> str:
    phones = [contact.phone for contact in (*found.contacts, found.organisation_contact) if contact.phone]
    said = service_jsonld(
        address=url_for("listing.show", service_id=found.id, _external=True),
        name=found.name,
        description=found.summary or " ".join(found.paragraphs),
        organisation=found.organisation,
        organisation_url=found.organisation_url,
        areas=found.covers,
        audience=found.who,
        spots=[
            Spot(place.words, place.postcode, place.point.latitude, place.point.longitude)
            for place in found.places
            if place.point
        ],
        phone=phones[0] if phones else "",
        price=found.minimum_price,
    )
    return in_page(said)
