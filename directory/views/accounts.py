"""Signing in and out, and one's own account."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.actions.accounts.signing_in import (
    LINK_MINUTES,
    ask_for_link,
    sign_in,
    sign_out,
    sign_out_everywhere,
    usable_link,
)
from directory.errors import NotFoundError
from directory.forms.accounts import AskForm, counted_by, safe_path
from directory.queries.accounts import held_roles, open_sign_ins
from directory.views.context import resources, session, settings
from directory.views.guards import needs_account, open_to_all
from directory.views.saving import limited, saves
from directory.views.signed_in import current_person, digest_here, forget, remember, the_person
from directory.views.tasks import tasks_of

blueprint = Blueprint("accounts", __name__)

AN_HOUR = timedelta(hours=1)


@blueprint.get("/sign-in")
@open_to_all
def ask() -> ResponseReturnValue:
    return render_template("accounts/ask.html", form=AskForm(), next=safe_path(request.args.get("next", "")))


@blueprint.post("/sign-in")
@open_to_all
@limited("ask for a link", most=60, within=AN_HOUR)
@limited("ask for a link", most=5, within=AN_HOUR, by=lambda: counted_by(request.form.get("email", "")))
@saves
def send_link() -> ResponseReturnValue:
    form, on = AskForm(request.form), safe_path(request.form.get("next", ""))
    if not form.validate() or not form.email.data:
        return render_template("accounts/ask.html", form=form, next=on), 422
    shared = resources()
    ask_for_link(session(), shared.signer, shared.stationery, email=form.email.data, next_address=on)
    return redirect(url_for("accounts.sent"))


@blueprint.get("/sign-in/sent")
@open_to_all
def sent() -> ResponseReturnValue:
    return render_template("accounts/sent.html", minutes=LINK_MINUTES)


@blueprint.get("/sign-in/<secret>")
@open_to_all
def confirm(secret: str) -> ResponseReturnValue:
    """Opening the link changes nothing, since mail filters open links too: somebody has to press."""
    link = usable_link(session(), resources().signer, secret)
    return render_template("accounts/confirm.html", link=link), 200 if link else 410


@blueprint.post("/sign-in/<secret>")
@open_to_all
@limited("sign in", most=60, within=AN_HOUR)
@saves
def enter(secret: str) -> ResponseReturnValue:
    try:
        kept, on = sign_in(session(), resources().signer, secret)
    except NotFoundError:
        if current_person():
            # Whoever presses twice is signed in by the first press.
            return redirect(url_for("accounts.show"))
        return render_template("accounts/confirm.html", link=None), 410
    remember(kept)
    return redirect(on or url_for("accounts.show"))


@blueprint.post("/sign-out")
@open_to_all
@saves
def leave() -> ResponseReturnValue:
    sign_out(session(), digest_here())
    forget()
    flash("You are signed out")
    return redirect(url_for("search.start"))


@blueprint.post("/sign-out-everywhere")
@needs_account
@saves
def leave_everywhere() -> ResponseReturnValue:
    sign_out_everywhere(session(), the_person().id)
    forget()
    flash("You are signed out everywhere")
    return redirect(url_for("search.start"))


@blueprint.get("/account")
@needs_account
def show() -> ResponseReturnValue:
    person = the_person()
    return render_template(
        "accounts/account.html",
        person=person,
        tasks=tasks_of(person),
        roles=held_roles(session(), person.grants, resources().gazetteer.district_name),
        sign_ins=open_sign_ins(session(), person, digest_here(), hours=settings().session_hours),
    )
