"""The second step of signing in, for those who decide about other people's texts."""

from datetime import timedelta

import pyotp
import segno
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.actions.accounts.second_step import begin_second_step, confirm_second_step, pass_second_step
from directory.errors import InputError
from directory.forms.accounts import CodeForm, safe_path
from directory.queries.accounts import second_step_of
from directory.views.context import resources, session, settings
from directory.views.guards import needs_account
from directory.views.saving import limited, saves
from directory.views.signed_in import digest_here, the_person

blueprint = Blueprint("second_step", __name__, url_prefix="/second-step")

A_QUARTER = timedelta(minutes=15)
GUESSES = 10


def _guesser() -> str:
    return f"second step {the_person().id}"


@blueprint.get("")
@needs_account
def ask() -> ResponseReturnValue:
    step, on = second_step_of(session(), the_person().id), safe_path(request.args.get("next", ""))
    if step is None or not step.confirmed_at:
        return render_template("accounts/begin_second_step.html", next=on)
    return render_template("accounts/second_step.html", form=CodeForm(), next=on)


@blueprint.post("")
@needs_account
@limited("second step", most=GUESSES, within=A_QUARTER, by=_guesser)
@saves
def take() -> ResponseReturnValue:
    form, on = CodeForm(request.form), safe_path(request.form.get("next", ""))
    person = the_person()
    if form.validate():
        try:
            pass_second_step(session(), resources().signer, person.id, digest=digest_here(), code=form.code.data or "")
            return redirect(on or url_for("accounts.show"))
        except InputError as wrong:
            form.code.errors = [str(wrong)]
    return render_template("accounts/second_step.html", form=form, next=on), 422


@blueprint.post("/begin")
@needs_account
@saves
def begin() -> ResponseReturnValue:
    begin_second_step(session(), the_person().id)
    return redirect(url_for("second_step.set_up", next=safe_path(request.form.get("next", ""))))


@blueprint.get("/set-up")
@needs_account
def set_up() -> ResponseReturnValue:
    return _set_up_page(CodeForm(), safe_path(request.args.get("next", "")))


@blueprint.post("/set-up")
@needs_account
@limited("second step", most=GUESSES, within=A_QUARTER, by=_guesser)
@saves
def finish() -> ResponseReturnValue:
    form, on = CodeForm(request.form), safe_path(request.form.get("next", ""))
    person = the_person()
    if form.validate():
        try:
            codes = confirm_second_step(
                session(), resources().signer, person.id, digest=digest_here(), code=form.code.data or ""
            )
            # Shown in the answer itself, and never again: an address of their own could be opened by others.
            return render_template("accounts/recovery_codes.html", codes=codes, next=on)
        except InputError as wrong:
            form.code.errors = [str(wrong)]
    page = _set_up_page(form, on)
    return (page, 422) if isinstance(page, str) else page


def _set_up_page(form: CodeForm, on: str) -> ResponseReturnValue:
    person = the_person()
    step = second_step_of(session(), person.id)
    if step is None or step.confirmed_at:
        return redirect(url_for("second_step.ask", next=on))
    address = pyotp.TOTP(step.secret).provisioning_uri(name=person.email, issuer_name=settings().service_name)
    picture = segno.make(address, error="m").svg_inline(scale=5, omitsize=False, svgclass=None, lineclass=None)
    return render_template("accounts/set_up_second_step.html", form=form, secret=step.secret, picture=picture, next=on)
