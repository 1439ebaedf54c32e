"""The history of a listing: who changed what, and the way back."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory.actions.editing import undo_change, withdraw_change
from directory.errors import NotAllowedError
from directory.models import Service
from directory.queries.editing import group_may_undo
from directory.queries.history import Entry, history
from directory.views.context import resources, session
from directory.views.guards import needs
from directory.views.reaching import EDITING, actor_for, keeps, reached, wording
from directory.views.saving import saves

blueprint = Blueprint("history", __name__)


@blueprint.get("/listing/<uuid:service_id>/history")
@needs(*EDITING)
def show(service_id: UUID) -> ResponseReturnValue:
    service = reached(service_id)
    entries = [(each, _may_undo(service, each)) for each in _entries(service)]
    return render_template("history/history.html", listing=service, entries=entries)


@blueprint.post("/listing/<uuid:service_id>/changes/<int:number>/undo")
@needs(*EDITING)
@saves
def undo(service_id: UUID, number: int) -> ResponseReturnValue:
    service = reached(service_id)
    if not any(_may_undo(service, each) for each in _entries(service) if each.number == number):
        raise NotAllowedError("Only a moderator can undo this change")
    undo_change(session(), service.id, number, actor=actor_for(service), gazetteer=resources().gazetteer)
    flash("The change is undone. You can undo that, too")
    return redirect(url_for("history.show", service_id=service.id))


@blueprint.post("/listing/<uuid:service_id>/changes/<int:number>/take-back")
@needs(*EDITING)
@saves
def take_back(service_id: UUID, number: int) -> ResponseReturnValue:
    service = reached(service_id)
    withdraw_change(session(), service.id, number, actor=actor_for(service))
    flash("Your change is taken back. The text stays in the history")
    return redirect(url_for("editing.show", service_id=service.id))


def _entries(service: Service) -> tuple[Entry, ...]:
    named = wording()
    return history(session(), service.id, named.labels, named.name_of)


def _may_undo(service: Service, entry: Entry) -> bool:
    return group_may_undo(entry) if keeps(service) else entry.can_be_undone
