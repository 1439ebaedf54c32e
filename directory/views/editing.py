"""Changing a listing: its parts, and one part a page."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from directory.actions.closing import close_listing, send_listing
from directory.actions.editing import PART, Changed, Conflict, ListingPart, change_listing, keep_text
from directory.errors import InputError, NotFoundError
from directory.forms.editing import FORMS, Known, PartForm
from directory.forms.editing.part import changed
from directory.forms.written import showable
from directory.models import Service
from directory.oruk.parts import PARTS
from directory.queries.editing import Beginning, beginning, edit_page, text_of
from directory.queries.history import ELSEWHERE, compared
from directory.queries.record import service_record
from directory.views.context import resources, session
from directory.views.guards import needs
from directory.views.reaching import EDITING, actor_for, reached, trust_in, wording
from directory.views.saving import saves
from directory.vocabulary import ModerationStatus

blueprint = Blueprint("editing", __name__)


@blueprint.get("/listing/<uuid:service_id>/edit")
@needs(*EDITING)
def show(service_id: UUID) -> ResponseReturnValue:
    service = reached(service_id)
    page = edit_page(session(), service, wording(), actor_for(service))
    return render_template("editing/parts.html", listing=page)


@blueprint.get("/listing/<uuid:service_id>/edit/<part>")
@needs(*EDITING)
def ask(service_id: UUID, part: str) -> ResponseReturnValue:
    service, asked = reached(service_id), _part(part)
    begun = beginning(session(), service.id, asked.name, actor_for(service))
    form = FORMS[asked.name](begun.record, _known())
    return _page(service, asked, form, begun.number, begun.begun, waits=begun)


@blueprint.post("/listing/<uuid:service_id>/edit/<part>")
@needs(*EDITING)
@saves
def save(service_id: UUID, part: str) -> ResponseReturnValue:
    service, asked = reached(service_id), _part(part)
    based_on, begun = _number("based_on"), _number("begun")
    form = FORMS[asked.name](text_of(session(), service.id, begun), _known(), _typed())
    if not form.validate():
        return _page(service, asked, form, based_on, begun), 422
    try:
        done = _change(service, form, based_on)
    except InputError as wrong:
        next(iter(form)).errors = [str(wrong)]
        return _page(service, asked, form, based_on, begun), 422
    if done.conflicts:
        return _conflict_page(service, asked, form, done.conflicts[0], done.number, begun), 409
    flash(_said(service, asked, done))
    return redirect(_onward(service, asked))


@blueprint.get("/listing/<uuid:service_id>/close")
@needs(*EDITING)
def closing(service_id: UUID) -> ResponseReturnValue:
    return render_template("editing/close.html", listing=reached(service_id))


@blueprint.post("/listing/<uuid:service_id>/close")
@needs(*EDITING)
@saves
def close(service_id: UUID) -> ResponseReturnValue:
    service = reached(service_id)
    close_listing(session(), service, actor=actor_for(service))
    flash(f"“{service.name}” is not shown any more. You can take that back below")
    return redirect(url_for("editing.show", service_id=service.id))


@blueprint.post("/listing/<uuid:service_id>/send")
@needs(*EDITING)
@saves
def send(service_id: UUID) -> ResponseReturnValue:
    service = reached(service_id)
    send_listing(session(), service, actor=actor_for(service))
    is_shown = service.status is ModerationStatus.PUBLISHED
    flash(f"“{service.name}” {'is shown again' if is_shown else 'is before the moderators now'}")
    return redirect(url_for("editing.show", service_id=service.id))


def _change(service: Service, form: PartForm, based_on: int) -> Changed:
    if based_on:
        # Where a feed or a letter has changed it since the last text that was kept, that is kept now, by the number
        # that the form counted with.
        keep_text(session(), service.id, actor=ELSEWHERE)
    return change_listing(
        session(),
        service.id,
        changed(form, service_record(session(), service.id)),
        actor=actor_for(service),
        based_on=based_on,
        trust=trust_in(service),
        gazetteer=resources().gazetteer,
    )


def _page(
    service: Service, part: ListingPart, form: PartForm, number: int, begun: int, waits: Beginning | None = None
) -> str:
    shown = wording().lines(waits.current, part.name) if waits and waits.begun != waits.number else None
    low_risk = part.low_risk or service.status is not ModerationStatus.PUBLISHED
    return render_template(
        "editing/part.html",
        listing=service,
        part=part,
        form=form,
        numbers=[("based_on", str(number)), ("begun", str(begun))],
        shown=shown,
        at_once=low_risk or trust_in(service).name == "ALL",
    )


def _conflict_page(
    service: Service, part: ListingPart, form: PartForm, conflict: Conflict, number: int, begun: int
) -> str:
    """Both texts: one's own to be changed, the other's beside it."""
    return render_template(
        "editing/conflict.html",
        listing=service,
        part=part,
        form=form,
        numbers=[("based_on", str(number)), ("begun", str(begun))],
        change=compared(wording(), part.name, conflict.theirs, conflict.yours),
    )


def _said(service: Service, part: ListingPart, done: Changed) -> str:
    if part.name in done.applied:
        shown = service.status is ModerationStatus.PUBLISHED
        return f"{part.label}: changed" + (". Everybody sees it now" if shown else "")
    if part.name in done.proposed:
        return f"{part.label}: your change goes to the moderators. Until they have looked at it, the old text is shown"
    return f"{part.label}: nothing was changed"


def _onward(service: Service, part: ListingPart) -> str:
    if request.form.get("then") == "another":
        return url_for("editing.ask", service_id=service.id, part=part.name)
    return url_for("editing.show", service_id=service.id, _anchor=part.name)


def _part(name: str) -> ListingPart:
    if name not in PART:
        raise NotFoundError(f"A listing has no part of this name; it has {len(PARTS)} others")
    return PART[name]


def _known() -> Known:
    return Known(resources().gazetteer, wording())


def _number(name: str) -> int:
    """A number of a revision that the form hands on; whoever makes one up sees at worst an older text as theirs."""
    typed = request.form.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0


def _typed() -> MultiDict[str, str]:
    """What was typed, but for signs that nobody types and no database keeps."""
    return MultiDict((name, showable(value)) for name, value in request.form.items(multi=True))
