"""Whoever keeps a new listing says that the address is theirs. Opening the link changes nothing; pressing does."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory.actions.registration import LINK_DAYS, confirm_keeper, steward_key
from directory.errors import NotFoundError
from directory.queries.registration import Keeping, keeping_of
from directory.views.context import resources, session
from directory.views.guards import open_to_all
from directory.views.registration.questions import AN_HOUR, blueprint
from directory.views.saving import limited, saves


@blueprint.get("/register/confirm/<signed>")
@open_to_all
def confirm(signed: str) -> ResponseReturnValue:
    try:
        keeping = keeping_of(session(), steward_key(resources().signer, signed))
    except NotFoundError:
        return _page(None), 410
    return _page(keeping)


@blueprint.post("/register/confirm/<signed>")
@open_to_all
@limited("confirm an address", most=60, within=AN_HOUR)
@saves
def agree(signed: str) -> ResponseReturnValue:
    try:
        confirm_keeper(session(), resources().signer, signed)
    except NotFoundError:
        return _page(None), 410
    return redirect(url_for("registration.confirm", signed=signed))


def _page(keeping: Keeping | None) -> str:
    return render_template("registration/confirm.html", keeping=keeping, days=LINK_DAYS)
