"""A councillor's own page: the groups they told us of, and what their ward has and lacks."""

from itertools import groupby

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from directory.errors import NotFoundError
from directory.queries.nomination import nominated_by, nominated_in
from directory.queries.ward import NeedHere, needs_of
from directory.queries.wards import Patch, patches
from directory.views.context import resources, session
from directory.views.csv_stream import streamed_csv
from directory.views.guards import needs
from directory.views.signed_in import the_person
from directory.vocabulary import Role

blueprint = Blueprint("ward", __name__, url_prefix="/ward")

HEADINGS = ("Group of needs", "Need", "In the area", "Reaching it from elsewhere", "Nearest outside", "Miles")


@blueprint.get("")
@needs(Role.COUNCILLOR)
def show() -> ResponseReturnValue:
    own, person = _own(), the_person()
    chosen = _chosen(own)
    rows = _rows(chosen)
    return render_template(
        "ward/ward.html",
        own=own,
        patch=chosen,
        groups_of_needs=[(group, list(needs)) for group, needs in groupby(rows, key=lambda row: row.group)],
        lacking=[row for row in rows if not row.total],
        most=max((row.total for row in rows), default=0),
        groups=nominated_by(session(), person.id),
        of_others=nominated_in(session(), chosen.code, but=person.id),
        gazetteer=resources().gazetteer.status(),
    )


@blueprint.get("/needs.csv")
@needs(Role.COUNCILLOR)
def download() -> ResponseReturnValue:
    chosen = _chosen(_own())
    return streamed_csv(f"needs-{chosen.code}.csv", HEADINGS, map(_cells, _rows(chosen)))


def _own() -> list[Patch]:
    return patches(the_person().areas(Role.COUNCILLOR), resources().gazetteer)


def _chosen(own: list[Patch]) -> Patch:
    """The ward that the address names, of those that are theirs; the first, if it names none."""
    code = request.args.get("area") or own[0].code
    found = next((patch for patch in own if patch.code == code), None)
    if found is None:
        raise NotFoundError("This is not a ward of yours")
    return found


def _rows(patch: Patch) -> list[NeedHere]:
    shared = resources()
    return needs_of(session(), patch, shared.labels.read(session()), shared.gazetteer)


def _cells(row: NeedHere) -> tuple[object, ...]:
    nearest = (row.nearest.name, f"{row.nearest.miles:.1f}") if row.nearest else ("", "")
    return (row.group, row.label, row.inside, row.reaching, *nearest)
