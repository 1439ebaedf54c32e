"""Who may do what: administrators see it, grant it and take it away."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.actions.people import grant_as, revoke_as
from directory.errors import InputError
from directory.forms.people import GrantForm
from directory.queries.people import held_grants
from directory.views.context import resources, session
from directory.views.guards import needs
from directory.views.saving import saves
from directory.views.signed_in import the_person
from directory.vocabulary import Role

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@needs(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    return _page(GrantForm())


@blueprint.post("/people")
@needs(Role.ADMINISTRATOR)
@saves
def grant() -> ResponseReturnValue:
    form = GrantForm(request.form)
    if not form.validate():
        return _page(form), 422
    try:
        account = grant_as(
            session(),
            the_person(),
            email=form.email.data or "",
            role=Role(form.role.data),
            area=form.area.data or "",
            gazetteer=resources().gazetteer,
        )
    except InputError as wrong:
        form["area" if wrong.field not in form else wrong.field].errors = [str(wrong)]
        return _page(form), 422
    flash(f"{account.email} is a {Role(form.role.data).label.lower()} now")
    return redirect(url_for("people.show"))


@blueprint.post("/people/<uuid:grant_id>/revoke")
@needs(Role.ADMINISTRATOR)
@saves
def revoke(grant_id: UUID) -> ResponseReturnValue:
    account = revoke_as(session(), the_person(), grant_id)
    flash(f"The role of {account.email} is taken away")
    return redirect(url_for("people.show"))


def _page(form: GrantForm) -> str:
    held = held_grants(session(), the_person(), resources().gazetteer.district_name)
    return render_template("people/people.html", held=held, form=form)
