"""The start page and the results."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from directory import clock
from directory.actions.unmet import Unmet
from directory.forms.search import RADII, SearchForm
from directory.oruk.jsonld import in_page, site_jsonld
from directory.queries.picture import Picture, picture
from directory.queries.search import SearchPage, find_services
from directory.queries.search.sentences import WAYS_BACK
from directory.queries.unmet import needs_unmet
from directory.views import links
from directory.views.absolute import site
from directory.views.context import resources, session, settings, surroundings
from directory.views.guards import open_to_all
from directory.views.picking import picked

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
@open_to_all
def start() -> ResponseReturnValue:
    said = in_page(site_jsonld(site(), settings().council_name or settings().service_name))
    needs = resources().need_labels
    return render_template("search/start.html", form=SearchForm(request.args), needs=needs, jsonld=said)


@blueprint.get("/search")
@open_to_all
def results() -> ResponseReturnValue:
    form, needs = SearchForm(request.args), resources().need_labels
    if not form.validate():
        return render_template("search/start.html", form=form, needs=needs), 422
    found = find_services(session(), form.criteria(), surroundings())
    if found.unknown:
        return render_template("search/unknown_place.html", form=form, found=found, links=links, needs=needs)
    count_unmet(found)
    if found.criteria.page > found.pages:
        return redirect(links.page(found.pages))
    return render_template(
        "search/results.html",
        form=form,
        found=found,
        in_use=_filters_in_use(found),
        picture=_picture(found),
        links=links,
        radii=RADII,
        needs=needs,
        picked=picked(),
    )


def count_unmet(found: SearchPage) -> None:
    """Count the needs of a search that met no good answer, unless the settings say otherwise."""
    if settings().count_unmet:
        month = clock.today().replace(day=1)
        resources().unmet.add(Unmet(need, outcode, month) for need, outcode in needs_unmet(found))


def _picture(found: SearchPage) -> Picture | None:
    """Where the hits are around the client; nothing where we do not know where that is."""
    if found.place is None or found.place.point is None:
        return None
    return picture(found.place.point, found.place.label, found.cards, resources().gazetteer)


def _filters_in_use(found: SearchPage) -> list[tuple[str, str]]:
    """Each filter that was chosen, and the address of the page without it."""
    criteria = found.criteria
    in_use = [
        (option.label, links.without(group.name, option.value))
        for group in found.filters
        for option in group.options
        if option.selected
    ]
    in_use += [(f"Not “{label}”", links.without("not", need)) for need, label in found.not_meant]
    if criteria.accepting:
        in_use.append(("Can take people now", links.without("accepting")))
    in_use += [(WAYS_BACK[kind].in_force, links.without("keep", kind)) for kind in sorted(criteria.keeping)]
    if not criteria.widen:
        in_use.append(("Exactly this", links.without("exact")))
    return in_use
