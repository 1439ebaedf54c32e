"""A search box with its results for a frame on somebody else's site: no script, no cookie, nobody is signed in.

Only these pages may be framed, only by those whom the settings name and by ourselves.
"""

from dataclasses import replace

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import escape

from directory.forms.embed import EmbedForm
from directory.forms.search import SearchForm
from directory.queries.search import find_services
from directory.views import links
from directory.views.absolute import absolute
from directory.views.context import session, settings, surroundings
from directory.views.guards import open_to_all
from directory.views.headers import allow
from directory.views.search import count_unmet

blueprint = Blueprint("embed", __name__, url_prefix="/embed")

PER_PAGE = 10


@blueprint.get("")
@open_to_all
def box() -> ResponseReturnValue:
    _let_be_framed()
    return render_template("embed/box.html", form=SearchForm(request.args), look=EmbedForm(request.args))


@blueprint.get("/results")
@open_to_all
def results() -> ResponseReturnValue:
    _let_be_framed()
    form, look = SearchForm(request.args), EmbedForm(request.args)
    criteria = replace(form.criteria(), ages=None, per_page=PER_PAGE)
    found = find_services(session(), criteria, surroundings())
    if not found.unknown:
        count_unmet(found)
        if criteria.page > found.pages:
            return redirect(links.page(found.pages))
    return render_template("embed/results.html", form=form, look=look, found=found, links=links)


@blueprint.get("/colours.css")
@open_to_all
def colours() -> Response:
    chosen = EmbedForm(request.args).colours
    names = ("ground", "ink", "accent", "on_accent", "link")
    lines = [f"  --fp-{name.replace('_', '-')}: {getattr(chosen, name)};" for name in names]
    answer = Response("\n".join([":root {", *lines, "}", ""]), content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


@blueprint.get("/make")
@open_to_all
def make() -> ResponseReturnValue:
    allow("frame-src", "'self'")
    form = EmbedForm(request.args)
    name = settings().council_name or settings().service_name
    title = f"Search {name} for local groups"
    address = absolute("embed.box") + form.query
    return render_template(
        "embed/make.html",
        form=form,
        frame=(
            f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{form.pixels}" '
            'loading="lazy" style="border: 0"></iframe>'
        ),
        link=f'<a href="{escape(absolute("search.start") + form.search_query)}">{escape(title)}</a>',
        ancestors=settings().embed_ancestors,
    )


def _let_be_framed() -> None:
    allow("frame-ancestors", " ".join(("'self'", *settings().embed_ancestors)))
