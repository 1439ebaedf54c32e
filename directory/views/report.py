"""Anybody tells us of a group that is missing, or of something wrong with a listing. It needs no account."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.actions.reports import report_problem, suggest_group
from directory.errors import NotFoundError
from directory.forms.report import ProblemForm, SuggestionForm
from directory.queries.listing import published_name
from directory.views.context import resources, session
from directory.views.guards import open_to_all
from directory.views.saving import limited, saves
from directory.views.spam import is_from_a_machine, opened_now

blueprint = Blueprint("report", __name__)

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 20


@blueprint.get("/listing/<uuid:service_id>/report")
@open_to_all
def problem(service_id: UUID) -> ResponseReturnValue:
    return _problem_page(service_id, ProblemForm(opened=opened_now()))


@blueprint.post("/listing/<uuid:service_id>/report")
@open_to_all
@limited("tell us", most=MOST_AN_HOUR, within=AN_HOUR)
@saves
def send_problem(service_id: UUID) -> ResponseReturnValue:
    form = ProblemForm(request.form)
    if not is_from_a_machine(form):
        if not form.validate():
            return _problem_page(service_id, form), 422
        answer_to = form.answer_to.data or ""
        report_problem(session(), service_id, words=form.words.data or "", answer_to=answer_to)
    flash("Thank you. A moderator looks at it.")
    return redirect(url_for("listing.show", service_id=service_id))


@blueprint.get("/suggest-a-group")
@open_to_all
def suggestion() -> ResponseReturnValue:
    return render_template("report/suggestion.html", form=SuggestionForm(opened=opened_now()))


@blueprint.post("/suggest-a-group")
@open_to_all
@limited("tell us", most=MOST_AN_HOUR, within=AN_HOUR)
@saves
def send_suggestion() -> ResponseReturnValue:
    form = SuggestionForm(request.form)
    if not is_from_a_machine(form):
        if not form.validate():
            return render_template("report/suggestion.html", form=form), 422
        suggest_group(
            session(),
            resources().gazetteer,
            name=form.name.data or "",
            place=form.place.data or "",
            words=form.words.data or "",
            answer_to=form.answer_to.data or "",
        )
    flash("Thank you. A moderator looks at it.")
    return redirect(url_for("search.start"))


def _problem_page(service_id: UUID, form: ProblemForm) -> str:
    name = published_name(session(), service_id)
    if name is None:
        raise NotFoundError("There is no listing at this address, or it has been withdrawn")
    return render_template("report/problem.html", form=form, name=name, service_id=service_id)
