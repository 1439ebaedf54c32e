"""Already here? The listings that may be this group's, before it writes everything anew."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.actions.drafts import save_answers
from directory.forms.steps import Stop
from directory.forms.walk import Walk
from directory.views.context import session
from directory.views.guards import open_to_all
from directory.views.registration.questions import NOT_US, QUESTIONS, alike, blueprint
from directory.views.saving import saves


@blueprint.get("/register/<secret>/already-here")
@open_to_all
def already_here(secret: str) -> ResponseReturnValue:
    draft, walk = QUESTIONS.opened(secret)
    found = [] if draft.sent_at else alike(walk)
    if not found:
        return redirect(url_for("registration.resume", secret=secret))
    back = QUESTIONS.address(_asked_before(walk), secret)
    return render_template("registration/already_here.html", found=found, back=back)


@blueprint.post("/register/<secret>/already-here")
@open_to_all
@saves
def not_us(secret: str) -> ResponseReturnValue:
    """They are another group than those that were shown, and are not asked about these again."""
    draft, walk = QUESTIONS.opened(secret, locked=True)
    name, field = NOT_US
    before = walk.answers.get(name, {}).get(field, [])
    shown = {str(each.service_id) for each in alike(walk)}.intersection(request.form.getlist("shown"))
    save_answers(session(), draft, {**walk.answers, name: {field: sorted({*before, *shown})}})
    return redirect(QUESTIONS.address(walk.next(_asked_before(walk)), secret))


def _asked_before(walk: Walk) -> Stop:
    """The question whose answer led here."""
    after = request.args.get("after", "")
    return next((stop for stop in walk.stops if stop.name == after), walk.stops[0])
