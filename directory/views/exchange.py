"""Feeds: handed over by an administrator, looked at before anything is changed, and taken in while nobody waits.

They are for every administrator, whatever the districts: a feed brings listings of any place, and who looks after one
must see all of it.
"""

from contextlib import ExitStack
from uuid import UUID

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import CombinedMultiDict

from directory.access import Person
from directory.actions.exchange.jobs import Job, Jobs
from directory.actions.exchange.report import MOST_COMPARED, Followed, ImportReport
from directory.actions.exchange.waiting import WaitingFile, WaitingFiles
from directory.forms.exchange import FeedForm
from directory.oruk.parts import PART
from directory.queries.feeds import compared_parts, feeds, gone_listings, one_feed
from directory.queries.history import PartChange
from directory.views.context import session, settings
from directory.views.csv_stream import streamed_csv
from directory.views.guards import needs
from directory.views.reaching import wording
from directory.views.saving import saves
from directory.views.signed_in import current_person, the_person
from directory.vocabulary import Role

blueprint = Blueprint("exchange", __name__)

REFRESH_SECONDS = 3
"""How often a page looks by itself whether what goes on has ended."""

MOST_SHOWN = 100
"""Things of a kind on a page; the file of problems has all of them."""


def let_large_files_in() -> None:
    """Let the one page that takes feeds take more than any other, from those who may use it. It comes before whatever
    reads the request.
    """
    if request.endpoint == "exchange.add" and _may_add(current_person()):
        # The fields beside the file are small.
        request.max_content_length = settings().import_megabytes * 1_000_000 + 100_000


def set_up_uploads(app: Flask) -> None:
    """See `let_large_files_in`. It is set up before the proof that a form was ours is looked for."""
    app.before_request(let_large_files_in)
    app.teardown_request(_close_files)


def _close_files(_error: BaseException | None) -> None:
    """What is too large for memory lies in a file until somebody lets go of it."""
    request.close()


@blueprint.get("/feeds")
@needs(Role.ADMINISTRATOR)
def show_all() -> ResponseReturnValue:
    return _page(FeedForm())


@blueprint.post("/feeds")
@needs(Role.ADMINISTRATOR)
@saves
def add() -> ResponseReturnValue:
    form = FeedForm(CombinedMultiDict([request.files, request.form]))
    waiting = _waiting().find(form.kept.data)
    form.waiting = waiting.path.name if waiting else ""
    if not form.validate():
        return _page(form, _kept(form, waiting)), 422
    job = _handed_over(form, waiting)
    return redirect(url_for("exchange.show_job", key=job.key))


@blueprint.get("/feeds/<uuid:feed_id>")
@needs(Role.ADMINISTRATOR)
def show(feed_id: UUID) -> ResponseReturnValue:
    feed = one_feed(session(), feed_id)
    return render_template("exchange/feed.html", feed=feed, gone=gone_listings(session(), feed_id))


@blueprint.get("/feeds/handed-over/<uuid:key>")
@needs(Role.ADMINISTRATOR)
def show_job(key: UUID) -> ResponseReturnValue:
    job = _jobs().job(key)
    followed = [] if job.is_worked_on else _followed(job.told)
    shown = {"parts": PART, "most": MOST_SHOWN, "refresh": REFRESH_SECONDS}
    return render_template("exchange/job.html", job=job, report=job.told, followed=followed, **shown)


@blueprint.post("/feeds/handed-over/<uuid:key>/take-in")
@needs(Role.ADMINISTRATOR)
@saves
def take_in(key: UUID) -> ResponseReturnValue:
    _jobs().apply(key)
    return redirect(url_for("exchange.show_job", key=key))


@blueprint.get("/feeds/handed-over/<uuid:key>/problems.csv")
@needs(Role.ADMINISTRATOR)
def problems(key: UUID) -> ResponseReturnValue:
    told = _jobs().job(key).told.problems
    rows = ((each.record, each.field, each.reason) for each in told)
    return streamed_csv("problems.csv", ("record", "field", "problem"), rows)


def _page(form: FeedForm, waiting: WaitingFile | None = None) -> str:
    told = {"feeds": feeds(session()), "jobs": _jobs().all()}
    return render_template("exchange/feeds.html", form=form, waiting=waiting, **told)


def _kept(form: FeedForm, waiting: WaitingFile | None) -> WaitingFile | None:
    """The file of a form that is not right yet, which waits here, so that it need not be sent again.

    Args:
        waiting: one that was sent before.
    """
    kept = None if form.without.data else waiting
    if form.sent and not form.file.errors:
        kept = _waiting().keep(form.sent.stream, name=form.kept_as, called=form.sent.filename or "")
    if waiting and kept != waiting:
        _waiting().forget(waiting)
    form.without.data = False
    return kept


def _handed_over(form: FeedForm, waiting: WaitingFile | None) -> Job:
    with ExitStack() as opened:
        sent = form.sent.stream if form.sent else None
        if waiting and form.kept_as and not sent:
            sent = opened.enter_context(waiting.path.open("rb"))
        job = _jobs().hand_over(_job(form), sent)
    if waiting:
        _waiting().forget(waiting)
    return job


def _followed(report: ImportReport) -> list[tuple[Followed, tuple[PartChange, ...]]]:
    """The first of the records that were changed, or would be, with their parts side by side."""
    named = wording()
    return [
        (each, compared_parts(each.before, each.after, each.parts, named)) for each in report.followed[:MOST_COMPARED]
    ]


def _job(form: FeedForm) -> Job:
    return Job(
        key="",
        feed=(form.feed.data or "").strip(),
        address=(form.address.data or "").strip(),
        licence=(form.licence.data or "").strip(),
        file=form.kept_as,
        publish=form.publish.data,
        whole=not form.part.data,
        actor=the_person().acts_as(Role.ADMINISTRATOR),
    )


def _jobs() -> Jobs:
    return Jobs(settings().handed_over)


def _waiting() -> WaitingFiles:
    return WaitingFiles(settings().waiting_files)


def _may_add(person: Person | None) -> bool:
    return person is not None and person.has(Role.ADMINISTRATOR)
