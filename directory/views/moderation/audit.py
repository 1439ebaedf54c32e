"""Who decided what, when and why: as a page, and as a file."""

from collections.abc import Iterator

from flask import render_template, request
from flask.typing import ResponseReturnValue

from directory import clock
from directory.access import DECIDING
from directory.clock import LONDON
from directory.forms.moderation import AuditForm
from directory.queries.audit import A_PAGE, Wanted, audit, audit_length, whole_audit
from directory.views import links
from directory.views.context import resources, session
from directory.views.csv_stream import streamed_csv
from directory.views.guards import needs
from directory.views.moderation.desk import blueprint
from directory.views.signed_in import the_person
from directory.vocabulary import Role

HEADINGS = ("When", "What", "About", "Who", "Account", "Why", "Listing")


@blueprint.get("/moderation/audit")
@needs(*DECIDING)
def shown() -> ResponseReturnValue:
    form, person, name_of = AuditForm(request.args), the_person(), resources().gazetteer.district_name
    valid = form.validate()
    wanted = _wanted(form) if valid else Wanted()
    total = audit_length(session(), person, wanted)
    pages = max(-(-total // A_PAGE), 1)
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    answer = render_template(
        "moderation/audit.html",
        form=form,
        entries=audit(session(), person, wanted, name_of, page=page),
        total=total,
        page=page,
        pages=pages,
        links=links,
        accounts=person.has(Role.ADMINISTRATOR),
        query={name: value for name, value in request.args.items() if name != "page" and value},
    )
    return answer, 200 if valid else 422


@blueprint.get("/moderation/audit.csv")
@needs(*DECIDING)
def as_file() -> ResponseReturnValue:
    form = AuditForm(request.args)
    name = f"decisions-{clock.now().astimezone(LONDON):%Y-%m-%d}.csv"
    return streamed_csv(name, HEADINGS, _rows(_wanted(form) if form.validate() else Wanted()))


def _rows(wanted: Wanted) -> Iterator[tuple[str, ...]]:
    """The rows of the file. They are read while it is sent, when the session of this request has been closed."""
    shared, person = resources(), the_person()

    def read() -> Iterator[tuple[str, ...]]:
        with shared.database.reading() as opened:
            for entry in whole_audit(opened, person, wanted, shared.gazetteer.district_name):
                at = entry.at.astimezone(LONDON).isoformat(timespec="seconds")
                listing = str(entry.service_id or "")
                yield at, entry.what, entry.about, entry.who, entry.account, entry.reason, listing

    return read()


def _wanted(form: AuditForm) -> Wanted:
    since, until = form.days
    return Wanted(form.chosen, since, until)
