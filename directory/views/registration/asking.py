"""One question a page."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.actions.drafts import begin_draft, save_answers
from directory.forms.registration import KIND
from directory.queries.registration import standing_of
from directory.views.context import resources, session
from directory.views.guards import open_to_all
from directory.views.registration.questions import AN_HOUR, QUESTIONS, blueprint, onward, question_page, run_by
from directory.views.saving import limited, saves
from directory.views.steps import take


@blueprint.get("/register")
@open_to_all
def begin() -> ResponseReturnValue:
    walk = QUESTIONS.walk({})
    return question_page(walk, walk.stops[0], walk.form(walk.stops[0]))


@blueprint.post("/register")
@open_to_all
@limited("begin a registration", most=30, within=AN_HOUR)
@saves
def start() -> ResponseReturnValue:
    walk = QUESTIONS.walk({})
    stop = walk.stops[0]
    form, answers = take(walk, stop)
    if answers is None:
        return question_page(walk, stop, form), 422
    answers = {**run_by(request.args.get("by", "")), **answers}
    secret = begin_draft(session(), resources().signer, KIND, answers)
    return redirect(onward(QUESTIONS.walk(answers), stop, secret))


@blueprint.get("/register/<secret>")
@open_to_all
def resume(secret: str) -> ResponseReturnValue:
    """Back by the link: to the first question that waits for an answer, or to where the listing stands."""
    draft, walk = QUESTIONS.opened(secret)
    if draft.service_id:
        return render_template("registration/standing.html", standing=standing_of(session(), draft.service_id))
    return redirect(QUESTIONS.address(walk.next(), secret))


@blueprint.get("/register/<secret>/<step>")
@open_to_all
def ask(secret: str, step: str) -> ResponseReturnValue:
    draft, walk = QUESTIONS.opened(secret)
    if draft.sent_at:
        return redirect(url_for("registration.resume", secret=secret))
    stop = walk.find(step)
    return question_page(walk, stop, walk.form(stop), secret)


@blueprint.post("/register/<secret>/<step>")
@open_to_all
@saves
def answer(secret: str, step: str) -> ResponseReturnValue:
    draft, walk = QUESTIONS.opened(secret, locked=True)
    stop = walk.find(step)
    form, answers = take(walk, stop)
    if answers is None:
        return question_page(walk, stop, form, secret), 422
    save_answers(session(), draft, answers)
    return redirect(onward(QUESTIONS.walk(answers), stop, secret))
