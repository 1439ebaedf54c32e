"""The start page and the results."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from directory.forms.search import RADII, SearchForm
from directory.queries.picture import picture
from directory.queries.search import find_services
from directory.views import links
from directory.views.context import resources, session, surroundings
from directory.views.guards import open_to_all

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
@open_to_all
def start() -> ResponseReturnValue:
    return render_template("search/start.html", form=SearchForm(request.args))


@blueprint.get("/search")
@open_to_all
def results() -> ResponseReturnValue:
    form = SearchForm(request.args)
    if not form.validate():
        return render_template("search/start.html", form=form), 422
    found = find_services(session(), form.criteria(), surroundings())
    if found.unknown:
        return render_template("search/unknown_place.html", form=form, found=found, links=links)
    drawn = None
    if found.place and found.place.point:
        drawn = picture(found.place.point, found.place.label, found.cards, resources().gazetteer)
    return render_template("search/results.html", form=form, found=found, picture=drawn, links=links, radii=RADII)
