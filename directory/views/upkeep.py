"""What the links in letters lead to: a listing, and buttons that say whether it is still right.

Whoever has the letter may press them, signed in or not, for this one listing. Opening a link changes nothing, since
mail filters open links too.
"""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory import clock
from directory.actions.upkeep import (
    Link,
    answer_letter,
    ask_to_change,
    last_answer,
    open_link,
    read_link,
    take_back,
    write_again,
)
from directory.errors import InputError, NotFoundError
from directory.forms.upkeep import ANSWERS, AnswerForm
from directory.models import Service
from directory.queries.upkeep import AskedPage, asked_page
from directory.views.context import resources, session, settings
from directory.views.guards import open_to_all
from directory.views.saving import limited, saves
from directory.vocabulary import Answer

blueprint = Blueprint("upkeep", __name__)

AN_HOUR = timedelta(hours=1)


@blueprint.get("/upkeep/<signed>")
@open_to_all
def show(signed: str) -> ResponseReturnValue:
    try:
        link = open_link(session(), resources().signer, signed)
    except NotFoundError:
        return _gone(signed)
    return _page(link, signed, AnswerForm())


@blueprint.post("/upkeep/<signed>")
@open_to_all
@limited("answer a letter", most=120, within=AN_HOUR)
@saves
def answer(signed: str) -> ResponseReturnValue:
    shared, form = resources(), AnswerForm(request.form)
    try:
        link = open_link(session(), shared.signer, signed)
    except NotFoundError:
        return _gone(signed)
    if not form.validate():
        return _page(link, signed, form), 422
    said, weeks = form.to_answer()
    try:
        answer_letter(session(), link, said, weeks=weeks, gazetteer=shared.gazetteer)
    except InputError as wrong:
        form.weeks.errors = [str(wrong)]
        return _page(link, signed, form), 422
    return redirect(url_for("upkeep.show", signed=signed), 303)


@blueprint.post("/upkeep/<signed>/undo")
@open_to_all
@limited("answer a letter", most=120, within=AN_HOUR)
@saves
def undo(signed: str) -> ResponseReturnValue:
    shared = resources()
    try:
        link = open_link(session(), shared.signer, signed)
    except NotFoundError:
        return _gone(signed)
    take_back(session(), link, gazetteer=shared.gazetteer)
    return redirect(url_for("upkeep.show", signed=signed), 303)


@blueprint.post("/upkeep/<signed>/change")
@open_to_all
@limited("change by a letter", most=60, within=AN_HOUR)
@limited("change by a letter", most=3, within=AN_HOUR, by=lambda: request.path)
@saves
def change(signed: str) -> ResponseReturnValue:
    """Whoever wants to write signs in, by a link that goes to the mailbox that the letter went to."""
    shared = resources()
    try:
        link = open_link(session(), shared.signer, signed)
    except NotFoundError:
        return _gone(signed)
    ask_to_change(session(), shared.signer, shared.stationery, link)
    return redirect(url_for("upkeep.sent"), 303)


@blueprint.post("/upkeep/<signed>/again")
@open_to_all
@limited("a new letter", most=60, within=AN_HOUR)
@limited("a new letter", most=3, within=AN_HOUR, by=lambda: request.path)
@saves
def again(signed: str) -> ResponseReturnValue:
    """It is said in the same words whether the link was ever ours or not."""
    shared = resources()
    link = read_link(session(), shared.signer, signed)
    if link:
        write_again(session(), shared.signer, shared.stationery, link)
    return redirect(url_for("upkeep.sent"), 303)


@blueprint.get("/upkeep/sent")
@open_to_all
def sent() -> ResponseReturnValue:
    return render_template("upkeep/sent.html")


def _gone(signed: str) -> ResponseReturnValue:
    return render_template("upkeep/gone.html", signed=signed), 410


def _page(link: Link, signed: str, form: AnswerForm) -> str:
    suggested = ANSWERS.get(request.args.get("say", ""))
    return render_template(
        "upkeep/asked.html", page=_asked(link), signed=signed, form=form, suggested=suggested, answers=Answer
    )


def _asked(link: Link) -> AskedPage:
    chosen, shared = settings(), resources()
    return asked_page(
        session(),
        session().get_one(Service, link.service_id),
        shared.labels.read(session()),
        shared.gazetteer.district_name,
        last=last_answer(session(), link),
        now=clock.now(),
        fresh_days=chosen.capacity_fresh_days,
        unconfirmed_days=chosen.unconfirmed_days,
    )
