"""The lists of the feed."""

from collections.abc import Iterator, Sequence
from functools import partial

from flask.typing import ResponseReturnValue
from sqlmodel import Session

from directory.forms.oruk import read_services, read_shape, read_terms
from directory.oruk.entities import Document
from directory.oruk.writer import Term, taxonomy_document, term_document
from directory.queries.oruk import (
    catalogue_of,
    group_documents,
    groups_asked,
    link_documents,
    links_asked,
    links_near,
    minimal_documents,
    service_documents,
    services_asked,
)
from directory.views.context import session
from directory.views.guards import open_to_all
from directory.views.oruk.answers import list_answer
from directory.views.oruk.asking import around, context, parameters
from directory.views.oruk.blueprint import blueprint


@blueprint.get("/services")
@open_to_all
def services() -> ResponseReturnValue:
    given, here = parameters(), around()
    shape, asked = read_shape(given, minimal=True, full=True), read_services(given)
    near = links_near(session(), asked, here)
    tell = partial(service_documents, context=here.context, full=shape.full, near=near)
    return list_answer(
        shape, lambda: services_asked(session(), asked, here), minimal_documents if shape.minimal else tell
    )


@blueprint.get("/service_at_locations")
@open_to_all
def service_at_locations() -> ResponseReturnValue:
    given, here = parameters(), around()
    shape, asked = read_shape(given, full=True), read_services(given)
    tell = partial(link_documents, context=here.context, full=shape.full)
    return list_answer(shape, lambda: links_asked(session(), asked, here), tell)


@blueprint.get("/organizations")
@open_to_all
def organizations() -> ResponseReturnValue:
    given = parameters()
    shape, words = read_shape(given, full=True, full_services=True), given.words("search")
    tell = partial(group_documents, context=context(), full=shape.full, services=shape.full_services)
    return list_answer(shape, lambda: groups_asked(session(), words), tell)


@blueprint.get("/taxonomies")
@open_to_all
def taxonomies() -> ResponseReturnValue:
    given, here = parameters(), context()
    shape, words = read_shape(given), given.words("search")

    def tell(_session: Session, names: Sequence[str]) -> Iterator[Document]:
        return (taxonomy_document(name, here) for name in names)

    return list_answer(shape, lambda: catalogue_of(session(), here.terms).lists_saying(words), tell)


@blueprint.get("/taxonomy_terms")
@open_to_all
def taxonomy_terms() -> ResponseReturnValue:
    given, here = parameters(), context()
    shape, asked = read_shape(given), read_terms(given)

    def tell(_session: Session, terms: Sequence[Term]) -> Iterator[Document]:
        return (term_document(term, here) for term in terms)

    return list_answer(shape, lambda: catalogue_of(session(), here.terms).asked(asked), tell)
