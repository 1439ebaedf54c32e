"""All answers side by side, the card that they make, and sending them in."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory.actions.drafts import finish_draft
from directory.actions.registration import register
from directory.forms.registration import keeper_of, record_of
from directory.queries.preview import preview
from directory.views.context import resources, session, surroundings
from directory.views.guards import open_to_all
from directory.views.registration.questions import AN_HOUR, QUESTIONS, blueprint, in_words
from directory.views.saving import limited, saves
from directory.views.signed_in import current_person


@blueprint.get("/register/<secret>/check")
@open_to_all
def check(secret: str) -> ResponseReturnValue:
    draft, walk = QUESTIONS.opened(secret)
    if draft.sent_at or walk.next():
        return redirect(url_for("registration.resume", secret=secret))
    record = record_of(form for _, form in walk.answered)
    return render_template(
        "registration/check.html",
        rows=[(stop, in_words(walk, stop), QUESTIONS.address(stop, secret)) for stop in walk.stops],
        card=preview(session(), record, surroundings()),
        back=QUESTIONS.address(walk.stops[-1], secret),
    )


@blueprint.post("/register/<secret>/check")
@open_to_all
@limited("send a registration", most=10, within=AN_HOUR)
@saves
def send(secret: str) -> ResponseReturnValue:
    draft, walk = QUESTIONS.opened(secret, locked=True)
    if draft.sent_at:
        # Somebody pressed twice, or came back by the back button: all is well, and they are told so.
        return redirect(url_for("registration.resume", secret=secret))
    if waiting := walk.next():
        return redirect(QUESTIONS.address(waiting, secret))
    forms, shared = [form for _, form in walk.answered], resources()
    service = register(
        session(),
        shared.signer,
        shared.stationery,
        shared.gazetteer,
        record=record_of(forms),
        keeper=keeper_of(forms),
        own=_led(),
    )
    finish_draft(session(), draft, service.id)
    return redirect(url_for("registration.resume", secret=secret))


def _led() -> frozenset[UUID]:
    """The groups of whoever is signed in to which they may bring another keeper."""
    person = current_person()
    return frozenset(key for key in person.organisations if person.leads(key)) if person else frozenset()
