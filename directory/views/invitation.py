"""A group answers whether it wants the listing that a councillor made for it: whoever has the link of its letter."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from directory.actions.invitation import read_invitation, take_over, turn_down
from directory.queries.nomination import Invitation, invitation
from directory.views.context import resources, session
from directory.views.guards import open_to_all
from directory.views.saving import limited, saves

blueprint = Blueprint("invitation", __name__, url_prefix="/invitation")

AN_HOUR = timedelta(hours=1)


@blueprint.get("/<signed>")
@open_to_all
def show(signed: str) -> ResponseReturnValue:
    """Opening the link changes nothing, since mail filters open links too: somebody has to press."""
    found = _found(signed)
    return render_template("invitation/invitation.html", invitation=found, signed=signed), 200 if found else 410


@blueprint.post("/<signed>/yes")
@open_to_all
@limited("answer an invitation", most=30, within=AN_HOUR)
@saves
def accept(signed: str) -> ResponseReturnValue:
    found, shared = _found(signed), resources()
    if found is None or not found.is_open:
        return show(signed)
    take_over(session(), shared.signer, shared.stationery, found.id)
    return render_template("invitation/taken_over.html", invitation=found)


@blueprint.post("/<signed>/no")
@open_to_all
@limited("answer an invitation", most=30, within=AN_HOUR)
@saves
def refuse(signed: str) -> ResponseReturnValue:
    found = _found(signed)
    if found is None or not found.is_open:
        return show(signed)
    turn_down(session(), found.id)
    return render_template("invitation/turned_down.html", invitation=found)


def _found(signed: str) -> Invitation | None:
    key = read_invitation(resources().signer, signed)
    return invitation(session(), key) if key else None
