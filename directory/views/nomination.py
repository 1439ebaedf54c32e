"""A councillor adds a group."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.actions.nomination import Tools, nominate
from directory.forms.nomination import NominationForm
from directory.geography import UnknownPlace
from directory.models import Nomination
from directory.queries.listing import published_name
from directory.queries.nomination import already_here
from directory.queries.wards import Patch, Whereabouts, patches, whereabouts
from directory.views.context import resources, session
from directory.views.guards import needs
from directory.views.saving import limited, saves
from directory.views.signed_in import the_person
from directory.vocabulary import NominationStatus, Role

blueprint = Blueprint("nomination", __name__)

AN_HOUR = timedelta(hours=1)
ANOTHER = "another"
"""What is sent instead of a listing's key by who says that the group is none of those that are here."""


def _councillor() -> str:
    return f"councillor {the_person().id}"


@blueprint.get("/nominate")
@needs(Role.COUNCILLOR)
def ask() -> ResponseReturnValue:
    return render_template("nomination/ask.html", form=NominationForm())


@blueprint.post("/nominate")
@needs(Role.COUNCILLOR)
@limited("nominate", most=60, within=AN_HOUR, by=_councillor)
@saves
def add() -> ResponseReturnValue:
    form, same = NominationForm(request.form), request.form.get("same", "")
    if not form.validate() or _is_puzzling(form):
        return render_template("nomination/ask.html", form=form), 422
    if same and same != ANOTHER:
        return _to_the_one_that_is_here(same)
    group = form.to_input()
    if not same and (candidates := already_here(session(), group, resources().gazetteer)):
        return render_template("nomination/already_here.html", form=form, candidates=candidates, another=ANOTHER)
    own = _patches()
    where = whereabouts(resources().gazetteer.find(group.where), own, resources().gazetteer)
    made = nominate(session(), group, where, person=the_person(), tools=_tools())
    flash(_said(made, where, own[0].kind if own else "ward"))
    return redirect(url_for("ward.show"))


def _is_puzzling(form: NominationForm) -> bool:
    """Whether a place could be one of several, which only who typed it can say. It is said beside its box."""
    found = resources().gazetteer.find(form.where.data or "")
    if not isinstance(found, UnknownPlace) or not found.suggestions:
        return False
    meant = "; ".join(each.text for each in found.suggestions[:4])
    asked = "" if found.sentence.endswith("?") else " Did you mean:"
    form.where.errors = [f"{found.sentence}{asked} {meant}"]
    return True


def _to_the_one_that_is_here(same: str) -> ResponseReturnValue:
    """Lead to a listing; one that waits for a decision has no page yet."""
    try:
        key = UUID(same)
    except ValueError:
        return redirect(url_for("nomination.ask"))
    name = published_name(session(), key)
    flash(f"{name} is here already" if name else "This group is here already, and waits for a decision")
    return redirect(url_for("listing.show", service_id=key) if name else url_for("ward.show"))


def _patches() -> list[Patch]:
    return patches(the_person().areas(Role.COUNCILLOR), resources().gazetteer)


def _tools() -> Tools:
    shared = resources()
    return Tools(shared.gazetteer, shared.thesaurus, shared.signer, shared.stationery)


def _said(made: Nomination, where: Whereabouts, kind: str) -> str:
    """What becomes of a group now, in sentences.

    Args:
        kind: what the patch of its councillor is called: a ward, or where our postcodes tell none, a district.
    """
    name_of = resources().gazetteer.district_name
    to = f"the moderators of {name_of(where.district) or where.district}" if where.district else "the moderators"
    said = [f"{made.name} is added. It has gone to {to}, who decide when it is shown."]
    if where.place is None:
        said.append(f"We do not know where “{made.place}” is, so we took it to be in your {kind}.")
    if where.outside:
        said.append(f"It is more than half a mile outside your {kind}, so it is not counted there.")
    if made.status is NominationStatus.INVITED:
        said.append("We have written to the group and asked it to take the listing over.")
    elif "@" in made.reached_by:
        said.append("We have not written to the group: it has asked us not to.")
    return " ".join(said)
