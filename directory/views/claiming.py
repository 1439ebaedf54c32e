"""How a group says *this is us* and comes to keep its listing. Pages say the same to everybody, letters the rest."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.actions.claiming import LINK_DAYS, ask_to_keep, give_evidence, take_offer, usable_offer
from directory.errors import NotFoundError
from directory.forms.accounts import counted_by
from directory.forms.claiming import ClaimForm, EvidenceForm
from directory.queries.claiming import claimable
from directory.views.context import resources, session
from directory.views.guards import open_to_all
from directory.views.saving import limited, saves
from directory.views.signed_in import remember

blueprint = Blueprint("claiming", __name__)

AN_HOUR = timedelta(hours=1)


def _typed_email() -> str:
    return f"claim {counted_by(request.form.get('email', ''))}"


@blueprint.get("/listing/<uuid:service_id>/claim")
@open_to_all
def ask(service_id: UUID) -> ResponseReturnValue:
    return render_template("claiming/ask.html", listing=claimable(session(), service_id), form=ClaimForm())


@blueprint.post("/listing/<uuid:service_id>/claim")
@open_to_all
@limited("claim a listing", most=30, within=AN_HOUR)
@limited("claim a listing", most=5, within=AN_HOUR, by=_typed_email)
@saves
def send_link(service_id: UUID) -> ResponseReturnValue:
    listing, form, shared = claimable(session(), service_id), ClaimForm(request.form), resources()
    if not form.validate() or not form.email.data:
        return render_template("claiming/ask.html", listing=listing, form=form), 422
    ask_to_keep(session(), shared.signer, shared.stationery, service_id, email=form.email.data)
    return redirect(url_for("claiming.sent", service_id=service_id))


@blueprint.get("/listing/<uuid:service_id>/claim/sent")
@open_to_all
def sent(service_id: UUID) -> ResponseReturnValue:
    return _sent_page(service_id, EvidenceForm())


@blueprint.post("/listing/<uuid:service_id>/claim/sent")
@open_to_all
@limited("give evidence", most=10, within=AN_HOUR)
@limited("give evidence", most=3, within=AN_HOUR, by=_typed_email)
@saves
def tell(service_id: UUID) -> ResponseReturnValue:
    form = EvidenceForm(request.form)
    if not form.validate() or not form.email.data:
        return _sent_page(service_id, form), 422
    said = form.evidence.data or ""
    give_evidence(session(), resources().stationery, service_id, email=form.email.data, evidence=said)
    flash("We have what you wrote. Somebody who keeps this directory looks at it, and answers you by e-mail")
    return redirect(url_for("listing.show", service_id=service_id))


@blueprint.get("/keep/<secret>")
@open_to_all
def offered(secret: str) -> ResponseReturnValue:
    """Opening the link changes nothing, since mail filters open links too: somebody has to press."""
    offer = usable_offer(session(), resources().signer, secret)
    return render_template("claiming/keep.html", offer=offer, days=LINK_DAYS), 200 if offer else 410


@blueprint.post("/keep/<secret>")
@open_to_all
@limited("keep a listing", most=60, within=AN_HOUR)
@saves
def take(secret: str) -> ResponseReturnValue:
    try:
        offer, kept = take_offer(session(), resources().signer, secret)
    except NotFoundError:
        return render_template("claiming/keep.html", offer=None, days=LINK_DAYS), 410
    remember(kept)
    flash(f"You keep the listings of {offer.organisation} now")
    return redirect(url_for("groups.show", organisation_id=offer.organisation_id))


def _sent_page(service_id: UUID, form: EvidenceForm) -> str:
    listing = claimable(session(), service_id)
    return render_template("claiming/sent.html", listing=listing, form=form, days=LINK_DAYS)
