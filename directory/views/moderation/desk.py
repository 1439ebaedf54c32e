"""What the pages of those who decide share: who decides, where, what waits for them, and what comes next."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory import clock
from directory.actions.deciding import UNDO_MINUTES, Desk, start_looking
from directory.errors import ConflictError, InvalidTransitionError
from directory.forms.written import showable
from directory.queries.moderation import LastDecision, Queue, Scope, last_decision, queue
from directory.views.context import resources, session, settings
from directory.views.signed_in import the_person

blueprint = Blueprint("moderation", __name__)


def desk() -> Desk:
    """Where whoever is signed in decides, in the transaction of this request."""
    shared = resources()
    return Desk(session(), the_person(), shared.stationery, shared.gazetteer)


def scope() -> Scope:
    """What whoever is signed in looks for."""
    return Scope(the_person(), clock.now(), long_days())


def long_days() -> int:
    """Twice the days after which a listing is called unconfirmed: by then its group has been written to in vain."""
    return 2 * settings().unconfirmed_days


def the_queue() -> Queue:
    """Everything that waits for them."""
    return queue(session(), scope(), resources().gazetteer)


def last() -> LastDecision | None:
    """What they decided a moment ago, while its letters can still be taken back."""
    return last_decision(session(), the_person(), clock.now() - timedelta(minutes=UNDO_MINUTES))


def onward(besides: UUID | None = None) -> ResponseReturnValue:
    """Open the next thing, and say that one looks at it: the end of a request that saves.

    Args:
        besides: the listing that was decided about.
    """
    item = the_queue().next_for(besides=besides)
    if item is None:
        flash("Nothing else waits")
        return redirect(url_for("moderation.waiting"))
    if item.service_id is None:
        return redirect(url_for("moderation.show_report", report_id=item.key))
    start_looking(desk(), item.service_id)
    return redirect(url_for("moderation.show", service_id=item.service_id))


@blueprint.errorhandler(ConflictError)
@blueprint.errorhandler(InvalidTransitionError)
def meanwhile(refusal: ConflictError | InvalidTransitionError) -> ResponseReturnValue:
    """Somebody was quicker. What was written is on the page, to be copied."""
    sent = (value for name, value in request.form.items(multi=True) if name.endswith("words"))
    written = [said for value in sent if (said := showable(value).strip())]
    service_id = (request.view_args or {}).get("service_id")
    return render_template("moderation/meanwhile.html", refusal=refusal, written=written, service_id=service_id), 409
