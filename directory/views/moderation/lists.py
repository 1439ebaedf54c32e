"""The list of what waits, taking the first of it, and publishing several things at once."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.access import DECIDING
from directory.actions.deciding import publish_together
from directory.views.guards import needs
from directory.views.moderation.desk import blueprint, desk, last, long_days, onward, the_queue
from directory.views.saving import saves
from directory.vocabulary import QueueKind

A_PAGE = 30


@blueprint.get("/moderation")
@needs(*DECIDING)
def waiting() -> ResponseReturnValue:
    found, kind = the_queue(), _kind(request.args.get("kind", ""))
    items = found.of_kind(kind)
    pages = max(-(-len(items) // A_PAGE), 1)
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    return render_template(
        "moderation/queue.html",
        found=found,
        kind=kind,
        kinds=tuple(QueueKind),
        items=items[(page - 1) * A_PAGE : page * A_PAGE],
        ticked=[item for item in found.items if item.can_be_ticked and item.looking is None][:A_PAGE],
        page=page,
        pages=pages,
        last=last(),
    )


@blueprint.post("/moderation/next")
@needs(*DECIDING)
@saves
def start() -> ResponseReturnValue:
    """Take whatever comes first, so that others see that somebody is looking at it."""
    return onward()


@blueprint.post("/moderation/publish")
@needs(*DECIDING)
@saves
def publish_ticked() -> ResponseReturnValue:
    done = publish_together(desk(), _ticked(request.form.getlist("ticked")), long_days=long_days())
    if done.published:
        flash(f"{done.published} {'listing is' if done.published == 1 else 'listings are'} published")
    if done.left:
        flash(f"Not published, since something about them has changed: {', '.join(done.left)}")
    return redirect(url_for("moderation.waiting"))


def _kind(typed: str) -> QueueKind | None:
    return QueueKind(typed) if typed in {kind.value for kind in QueueKind} else None


def _ticked(values: list[str]) -> list[tuple[UUID, str]]:
    """The boxes that were ticked: the key of each listing, and what was seen of it. What is no such box is ignored."""
    found = []
    for value in values:
        key, _, seen = value.partition(" ")
        try:
            found.append((UUID(key), seen))
        except ValueError:
            continue
    return found
