"""Deciding: a form says which button was pressed, with which words, and what was seen; then the next thing opens."""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from directory.access import DECIDING
from directory.actions.claiming import grant_claim, refuse_claim
from directory.actions.deciding import (
    Desk,
    accept_proposal,
    archive_listing,
    ask_for_changes,
    confirm_listing,
    decline_listing,
    publish_listing,
    refuse_proposal,
    return_to_queue,
    undo_decision,
    withdraw_listing,
)
from directory.actions.reports import answer_report, report_for
from directory.errors import InputError
from directory.forms.moderation import DecisionForm
from directory.views.guards import needs
from directory.views.moderation.desk import blueprint, desk, onward
from directory.views.moderation.item import page, report_page
from directory.views.saving import saves

Choice = TypeVar("Choice")

Deed = Callable[[Desk, UUID, str, str], object]

_ABOUT_A_LISTING: Final[dict[str, tuple[Deed, str]]] = {
    "publish": (lambda at, key, seen, _: publish_listing(at, key, seen=seen), "“{}” is published"),
    "ask": (lambda at, key, seen, words: ask_for_changes(at, key, seen=seen, asked=words), "“{}” goes back"),
    "decline": (lambda at, key, seen, words: decline_listing(at, key, seen=seen, reason=words), "“{}” is declined"),
    "withdraw": (lambda at, key, seen, words: withdraw_listing(at, key, seen=seen, reason=words), "“{}” is withdrawn"),
    "archive": (lambda at, key, seen, words: archive_listing(at, key, seen=seen, reason=words), "“{}” is archived"),
    "confirm": (lambda at, key, seen, words: confirm_listing(at, key, seen=seen, reason=words), "“{}” is confirmed"),
    "return": (lambda at, key, seen, words: return_to_queue(at, key, seen=seen, reason=words), "“{}” waits again"),
}
"""By the value of the button: what is done, and what is said of it."""


@blueprint.post("/moderation/<uuid:service_id>/decide")
@needs(*DECIDING)
@saves
def decide(service_id: UUID) -> ResponseReturnValue:
    name, form = desk().reach(service_id).name, _form(service_id)
    do, said = _chosen(_ABOUT_A_LISTING, form)
    if not _done(form, lambda: do(desk(), service_id, request.form.get("seen", ""), form.typed)):
        return page(service_id, {str(service_id): form}), 422
    flash(said.format(name))
    return onward(besides=service_id)


@blueprint.post("/moderation/<uuid:service_id>/changes/<int:number>")
@needs(*DECIDING)
@saves
def decide_change(service_id: UUID, number: int) -> ResponseReturnValue:
    form, at = _form(f"change-{number}"), desk()
    at.reach(service_id)
    deeds: dict[str, tuple[Callable[[], object], str]] = {
        "accept": (
            lambda: accept_proposal(at, service_id, number, based_on=request.form.get("based_on", 0, type=int)),
            "The change is published",
        ),
        "refuse": (lambda: refuse_proposal(at, service_id, number, reason=form.typed), "The change is not taken"),
    }
    do, said = _chosen(deeds, form)
    if not _done(form, do):
        return page(service_id, {f"change-{number}": form}), 422
    flash(said)
    return onward(besides=service_id)


@blueprint.post("/moderation/<uuid:service_id>/claims/<uuid:claim_id>")
@needs(*DECIDING)
@saves
def decide_claim(service_id: UUID, claim_id: UUID) -> ResponseReturnValue:
    form, at = _form(claim_id), desk()
    at.reach(service_id)
    grant = partial(grant_claim, at.session, claim_id, person=at.person, stationery=at.stationery)
    refuse = partial(refuse_claim, at.session, claim_id, person=at.person, stationery=at.stationery)
    deeds: dict[str, tuple[Callable[[], object], str]] = {
        "grant": (grant, "They keep the group's listings now"),
        "refuse": (partial(refuse, reason=form.typed), "The claim is refused"),
    }
    do, said = _chosen(deeds, form)
    if not _done(form, do):
        return page(service_id, {str(claim_id): form}), 422
    flash(said)
    return onward(besides=service_id)


@blueprint.post("/moderation/reports/<uuid:report_id>")
@needs(*DECIDING)
@saves
def decide_report(report_id: UUID) -> ResponseReturnValue:
    form, at = _form(report_id), desk()
    report_for(at.session, report_id, at.person)
    _chosen({"answer": None, "close": None}, form)
    if form.deed.data == "answer" and not form.typed:
        form.refuse("Write what you answer")
    elif form.validate():
        answer = form.typed if form.deed.data == "answer" else ""
        done = answer_report(at.session, report_id, person=at.person, answer=answer, stationery=at.stationery)
        flash("The report is answered" if answer else "The report is closed")
        return onward(besides=done.service_id)
    return report_page(report_id, form), 422


@blueprint.post("/moderation/<uuid:service_id>/undo/<uuid:event_id>")
@needs(*DECIDING)
@saves
def undo(service_id: UUID, event_id: UUID) -> ResponseReturnValue:
    service = undo_decision(desk(), service_id, event_id)
    flash(f"Undone: “{service.name}” is as it was before")
    return redirect(url_for("moderation.show", service_id=service_id))


def _form(key: object) -> DecisionForm:
    return DecisionForm(request.form, prefix=f"{key}-")


def _chosen(deeds: dict[str, Choice], form: DecisionForm) -> Choice:
    """What the button that was pressed stands for.

    Raises:
        InputError: it is none of ours.
    """
    if form.deed.data not in deeds:
        raise InputError("deed", "Go back, and press one of the buttons")
    return deeds[form.deed.data]


def _done(form: DecisionForm, do: Callable[[], object]) -> bool:
    """Do it; whether it was done, and what was typed will do. If not, the form says why."""
    if not form.validate():
        return False
    try:
        do()
    except InputError as wrong:
        form.refuse(str(wrong))
        return False
    return True
