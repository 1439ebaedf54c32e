"""Making two listings one, taking that back, or saying that they are two."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.access import DECIDING
from directory.actions.merging import BOTH_MAKE_SENSE, Choices, Take, brought, merge, not_the_same, unmerge
from directory.oruk.parts import PART, differing
from directory.queries.history import compared
from directory.queries.reach import service_to_decide
from directory.queries.record import service_record
from directory.queries.wording import Wording
from directory.views.context import resources, session
from directory.views.guards import needs
from directory.views.moderation.desk import blueprint, desk, onward
from directory.views.saving import saves
from directory.views.signed_in import the_person


@blueprint.get("/moderation/<uuid:service_id>/merge/<uuid:other_id>")
@needs(*DECIDING)
def choose(service_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Both side by side; of each part in which they differ, whose words are kept."""
    for key in (service_id, other_id):
        service_to_decide(session(), key, the_person())
    kept, gone = service_record(session(), service_id), service_record(session(), other_id)
    shared = resources()
    wording, proposed = Wording(shared.labels.read(session()), shared.gazetteer.district_name), brought(kept, gone)
    changes = [compared(wording, name, kept, gone) for name in differing(kept, gone)]
    return render_template(
        "moderation/merge.html",
        kept=kept,
        gone=gone,
        choices=[(change, proposed.get(change.name, Take.KEPT), change.name in BOTH_MAKE_SENSE) for change in changes],
    )


@blueprint.post("/moderation/<uuid:service_id>/merge/<uuid:other_id>")
@needs(*DECIDING)
@saves
def make_one(service_id: UUID, other_id: UUID) -> ResponseReturnValue:
    at = desk()
    merge(
        at.session,
        service_id,
        other_id,
        person=at.person,
        choices=_choices(),
        share_with_keepers=bool(request.form.get("share")),
        gazetteer=at.gazetteer,
    )
    flash("The two listings are one now. The old address leads to it")
    return onward(besides=service_id)


@blueprint.post("/moderation/<uuid:service_id>/not-the-same/<uuid:other_id>")
@needs(*DECIDING)
@saves
def are_two(service_id: UUID, other_id: UUID) -> ResponseReturnValue:
    not_the_same(session(), service_id, other_id, person=the_person())
    flash("They are two. You will not be asked about these two again")
    return redirect(url_for("moderation.show", service_id=service_id))


@blueprint.post("/moderation/<uuid:service_id>/unmerge/<uuid:merge_id>")
@needs(*DECIDING)
@saves
def make_two(service_id: UUID, merge_id: UUID) -> ResponseReturnValue:
    at = desk()
    undone = unmerge(at.session, merge_id, person=at.person, gazetteer=at.gazetteer)
    left = ", ".join(PART[name].label for name in undone.left if name in PART)
    flash(f"The merge is undone. Edited since, and left as it is: {left}" if left else "The merge is undone")
    return redirect(url_for("moderation.show", service_id=service_id))


def _choices() -> Choices:
    """Whose words are kept of each part; what is none of our words counts as not chosen."""
    known = {take.value for take in Take}
    return {name: Take(said) for name in PART if (said := request.form.get(f"part-{name}", "")) in known}
