"""The pages of a group for those who keep its listings."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory import clock
from directory.actions.claiming import invite_editor, leave_group, remove_editor
from directory.actions.editing import Trust, change_listing, newest_number
from directory.forms.claiming import InviteForm
from directory.forms.room import PRESSES, RoomPress
from directory.queries.groups import group_page, groups_of
from directory.queries.record import service_record
from directory.views.context import resources, session, settings
from directory.views.guards import needs
from directory.views.reaching import EDITING, actor_for, reached, roles_here
from directory.views.saving import limited, saves
from directory.views.signed_in import the_person
from directory.vocabulary import Role

blueprint = Blueprint("groups", __name__)

A_DAY = timedelta(days=1)


def _inviter() -> str:
    return f"invite {the_person().id}"


@blueprint.get("/groups")
@needs(Role.GROUP_EDITOR)
def mine() -> ResponseReturnValue:
    groups = groups_of(session(), the_person())
    if len(groups) == 1:
        return redirect(url_for("groups.show", organisation_id=groups[0].id))
    return render_template("groups/groups.html", groups=groups)


@blueprint.get("/groups/<uuid:organisation_id>")
@needs(*EDITING)
def show(organisation_id: UUID) -> ResponseReturnValue:
    return _page(organisation_id, InviteForm())


@blueprint.post("/groups/<uuid:organisation_id>/invite")
@needs(Role.GROUP_EDITOR)
@limited("invite an editor", most=10, within=A_DAY, by=_inviter)
@saves
def invite(organisation_id: UUID) -> ResponseReturnValue:
    form, shared = InviteForm(request.form), resources()
    if not form.validate() or not form.email.data:
        return _page(organisation_id, form), 422
    invite_editor(
        session(),
        shared.signer,
        shared.stationery,
        organisation_id,
        person=the_person(),
        email=form.email.data,
        lead=bool(form.lead.data),
    )
    flash(f"We have sent a letter to {form.email.data}")
    return redirect(url_for("groups.show", organisation_id=organisation_id))


@blueprint.post("/groups/<uuid:organisation_id>/remove/<uuid:account_id>")
@needs(Role.GROUP_EDITOR)
@saves
def remove(organisation_id: UUID, account_id: UUID) -> ResponseReturnValue:
    person, stationery = the_person(), resources().stationery
    gone = remove_editor(session(), stationery, organisation_id, account_id, person=person)
    flash(f"{gone} does not keep the listings any more, and has been told")
    return redirect(url_for("groups.show", organisation_id=organisation_id))


@blueprint.post("/groups/<uuid:organisation_id>/leave")
@needs(Role.GROUP_EDITOR)
@saves
def leave(organisation_id: UUID) -> ResponseReturnValue:
    leave_group(session(), organisation_id, person=the_person())
    flash("You do not keep the listings of this group any more")
    return redirect(url_for("accounts.show"))


@blueprint.post("/listing/<uuid:service_id>/room")
@needs(*EDITING)
@saves
def say_room(service_id: UUID) -> ResponseReturnValue:
    """One press, live at once: what was said of room goes out of date by itself."""
    service, form = reached(service_id), RoomPress(request.form)
    if not form.validate():
        said_wrong = (*form.status.errors, *form.weeks.errors)[0]
        return _page(service.organisation_id, InviteForm(), wrong=str(service.id), said_wrong=str(said_wrong)), 422
    said = form.statement()
    change_listing(
        session(),
        service.id,
        service_record(session(), service.id).model_copy(update={"capacity": said}),
        actor=actor_for(service),
        based_on=newest_number(session(), service.id),
        trust=Trust.LOW_RISK,
        gazetteer=resources().gazetteer,
    )
    flash(f"{service.name}: {PRESSES[said.status].lower()}")
    return redirect(url_for("groups.show", organisation_id=service.organisation_id, _anchor=f"listing-{service.id}"))


def _page(organisation_id: UUID, form: InviteForm, *, wrong: str = "", said_wrong: str = "") -> str:
    """The page of a group.

    Args:
        wrong: the listing whose room was not said rightly, and why not.
    """
    person, chosen = the_person(), settings()
    group = group_page(
        session(),
        organisation_id,
        person,
        roles_here(),
        now=clock.now(),
        fresh_days=chosen.capacity_fresh_days,
        unconfirmed_days=chosen.unconfirmed_days,
    )
    return render_template(
        "groups/group.html",
        group=group,
        form=form,
        person=person,
        leads=person.leads(organisation_id),
        belongs=organisation_id in person.organisations,
        presses=PRESSES,
        wrong=wrong,
        said_wrong=said_wrong,
    )
