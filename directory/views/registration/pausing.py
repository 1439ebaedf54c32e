"""Save and come back later: the link to one's answers, by e-mail."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.actions.drafts import KEPT, send_draft_link
from directory.forms.accounts import counted_by
from directory.forms.registration.contacts import LaterForm
from directory.views.context import resources, session
from directory.views.guards import open_to_all
from directory.views.registration.questions import AN_HOUR, QUESTIONS, blueprint
from directory.views.saving import limited, saves


@blueprint.get("/register/<secret>/later")
@open_to_all
def later(secret: str) -> ResponseReturnValue:
    draft, _ = QUESTIONS.opened(secret)
    if draft.sent_at:
        return redirect(url_for("registration.resume", secret=secret))
    return _page(secret, LaterForm())


@blueprint.post("/register/<secret>/later")
@open_to_all
@limited("send the link of a draft", most=20, within=AN_HOUR)
@limited("send the link of a draft", most=5, within=AN_HOUR, by=lambda: counted_by(request.form.get("email", "")))
@saves
def send_link(secret: str) -> ResponseReturnValue:
    draft, _ = QUESTIONS.opened(secret, locked=True)
    form = LaterForm(request.form)
    if not form.validate() or not form.email.data:
        return _page(secret, form), 422
    path = url_for("registration.resume", secret=secret)
    send_draft_link(session(), resources().stationery, draft, email=form.email.data, path=path)
    flash("We have sent you the link")
    return redirect(url_for("registration.later", secret=secret))


def _page(secret: str, form: LaterForm) -> str:
    on = url_for("registration.resume", secret=secret)
    return render_template("registration/later.html", form=form, on=on, days=KEPT.days)
