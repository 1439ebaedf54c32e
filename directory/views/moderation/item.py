"""The page on which a listing is decided about, and that of a report about a group that is not listed."""

from collections.abc import Mapping
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory import clock
from directory.access import DECIDING
from directory.actions.deciding import UNDO_MINUTES, start_looking
from directory.actions.reports import report_for
from directory.forms.moderation import DecisionForm
from directory.queries.listing import listing_page
from directory.queries.moderation import item_page, report_shown
from directory.queries.reach import service_to_decide
from directory.views.context import resources, session, settings
from directory.views.guards import needs
from directory.views.moderation.desk import blueprint, desk, last, scope
from directory.views.saving import saves
from directory.views.signed_in import the_person


@blueprint.get("/moderation/<uuid:service_id>")
@needs(*DECIDING)
def show(service_id: UUID) -> ResponseReturnValue:
    return page(service_id)


@blueprint.post("/moderation/<uuid:service_id>/look")
@needs(*DECIDING)
@saves
def look(service_id: UUID) -> ResponseReturnValue:
    start_looking(desk(), service_id)
    return redirect(url_for("moderation.show", service_id=service_id))


@blueprint.get("/moderation/<uuid:service_id>/preview")
@needs(*DECIDING)
def preview(service_id: UUID) -> ResponseReturnValue:
    """The page of a listing as everybody would see it."""
    chosen, shared = settings(), resources()
    service = service_to_decide(session(), service_id, the_person())
    found = listing_page(
        session(),
        service,
        shared.labels.read(session()),
        shared.gazetteer.district_name,
        now=clock.now(),
        fresh_days=chosen.capacity_fresh_days,
        unconfirmed_days=chosen.unconfirmed_days,
    )
    return render_template("moderation/preview.html", listing=found, status=service.status)


@blueprint.get("/moderation/reports/<uuid:report_id>")
@needs(*DECIDING)
def show_report(report_id: UUID) -> ResponseReturnValue:
    return report_page(report_id, DecisionForm(prefix=f"{report_id}-"))


def page(service_id: UUID, forms: Mapping[str, DecisionForm] | None = None) -> str:
    """The page of a listing.

    Args:
        forms: those that were refused, by the keys of what they decide about.
    """
    shared = resources()
    found = item_page(session(), service_id, scope(), shared.labels.read(session()), shared.gazetteer)
    return render_template(
        "moderation/item.html",
        found=found,
        form=lambda key: (forms or {}).get(str(key)) or DecisionForm(prefix=f"{key}-"),
        refused=next(iter((forms or {}).values()), None),
        last=last(),
        undo_minutes=UNDO_MINUTES,
    )


def report_page(report_id: UUID, form: DecisionForm) -> str:
    """The page of a report; one about a listing is decided about on the page of that listing, too."""
    report = report_for(session(), report_id, the_person())
    return render_template("moderation/report.html", found=report_shown(report), form=form, last=last())
