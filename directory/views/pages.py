"""Pages that only tell: about the directory, its accessibility, privacy; and whether it is well."""

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue

from directory.views.context import resources, settings
from directory.views.guards import open_to_all

blueprint = Blueprint("pages", __name__)


@blueprint.get("/accessibility")
@open_to_all
def accessibility() -> ResponseReturnValue:
    return render_template("pages/accessibility.html")


@blueprint.get("/privacy")
@open_to_all
def privacy() -> ResponseReturnValue:
    return render_template("pages/privacy.html", counts_unmet=settings().count_unmet)


@blueprint.get("/about")
@open_to_all
def about() -> ResponseReturnValue:
    return render_template("pages/about.html", gazetteer=resources().gazetteer.status())


@blueprint.get("/health")
@open_to_all
def health() -> ResponseReturnValue:
    """For a load balancer: whether searches can be answered, and from which generation of the index."""
    status = resources().index.status()
    return jsonify(sound=status.sound, generation=status.generation, documents=status.documents), (
        200 if status.sound else 503
    )
