"""What others may do with what is public here: a page that says so, and all of it as a table."""

from collections.abc import Iterator

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from directory import clock
from directory.oruk.licence import LICENCE, LICENCE_ADDRESS
from directory.oruk.table import HEADINGS, row
from directory.queries.changes import count_published, last_changed
from directory.queries.telling import told_of_all
from directory.views.absolute import absolute, site
from directory.views.context import resources, session, settings, telling
from directory.views.csv_stream import streamed_csv
from directory.views.guards import open_to_all
from directory.views.links import listings

blueprint = Blueprint("data", __name__)


@blueprint.get("/data")
@open_to_all
def about() -> ResponseReturnValue:
    return render_template(
        "data/data.html",
        listings=count_published(session()),
        changed=last_changed(session()),
        licence=LICENCE,
        licence_address=LICENCE_ADDRESS,
        site=site(),
        fhir=absolute("fhir.metadata"),
        feed=absolute("feed.show"),
        fresh_days=settings().capacity_fresh_days,
    )


@blueprint.get("/data/listings.csv")
@open_to_all
def as_table() -> Response:
    """They are read while the file is sent, when the session of this request has been closed."""
    shared, how, beginning = resources(), telling(), site() + listings()

    def rows() -> Iterator[tuple[str | float, ...]]:
        with shared.database.reading() as opened:
            for told in told_of_all(opened, how):
                yield row(told, f"{beginning}{told.id}")

    answer = streamed_csv(f"listings-{clock.today():%Y-%m-%d}.csv", HEADINGS, rows())
    answer.headers["Link"] = f'<{LICENCE_ADDRESS}>; rel="license"'
    return answer
