"""Single records of the feed."""

from uuid import UUID

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from directory.errors import NotFoundError
from directory.oruk.writer import taxonomy_document, term_document
from directory.queries.merges import merged_into
from directory.queries.oruk import (
    catalogue_of,
    group_documents,
    is_public_group,
    is_told,
    link_documents,
    link_of,
    service_documents,
    stamp_of,
    stamp_of_all,
)
from directory.views.context import session
from directory.views.guards import open_to_all
from directory.views.oruk.answers import unless_known
from directory.views.oruk.asking import context, parameters
from directory.views.oruk.blueprint import blueprint, json_answer


@blueprint.get("/services/<uuid:service_id>")
@open_to_all
def service(service_id: UUID) -> ResponseReturnValue:
    kept_id = merged_into(session(), service_id)
    if kept_id and is_told(session(), kept_id):
        return _moved(kept_id)
    stamp = stamp_of(session(), service_id)
    if stamp is None or not is_told(session(), service_id):
        raise NotFoundError("There is no service with this id")
    return unless_known(
        stamp,
        lambda: json_answer(next(service_documents(session(), [service_id], context(), full=True))),
    )


@blueprint.get("/service_at_locations/<uuid:key>")
@open_to_all
def service_at_location(key: UUID) -> ResponseReturnValue:
    def make() -> Response:
        link = link_of(session(), str(key))
        if link is None:
            raise NotFoundError("There is no service at a location with this id")
        return json_answer(next(link_documents(session(), [link], context(), full=True)))

    return unless_known(stamp_of_all(session()), make)


@blueprint.get("/organizations/<uuid:key>")
@open_to_all
def organization(key: UUID) -> ResponseReturnValue:
    services = parameters().flag("full_service")
    if not is_public_group(session(), key):
        raise NotFoundError("There is no organization with this id")
    return unless_known(
        stamp_of_all(session()),
        lambda: json_answer(next(group_documents(session(), [key], context(), full=True, services=services))),
    )


@blueprint.get("/taxonomies/<uuid:key>")
@open_to_all
def taxonomy(key: UUID) -> ResponseReturnValue:
    def make() -> Response:
        here = context()
        catalogue = catalogue_of(session(), here.terms)
        name = catalogue.lists.get(key)
        if name is None:
            raise NotFoundError("There is no taxonomy with this id")
        return json_answer(taxonomy_document(name, here, catalogue.terms_of(name)))

    return unless_known(stamp_of_all(session()), make)


@blueprint.get("/taxonomy_terms/<uuid:key>")
@open_to_all
def taxonomy_term(key: UUID) -> ResponseReturnValue:
    def make() -> Response:
        here = context()
        term = catalogue_of(session(), here.terms).find(key)
        if term is None:
            raise NotFoundError("There is no taxonomy term with this id")
        return json_answer(term_document(term, here))

    return unless_known(stamp_of_all(session()), make)


def _moved(kept_id: UUID) -> Response:
    """A listing that was merged into another goes on being found by whoever kept its id."""
    to = url_for("oruk.service", service_id=kept_id)
    answer = json_answer({"status": 301, "title": "Merged", "detail": f"This service is now {kept_id}."}, 301)
    answer.headers["Location"] = to
    return answer
