"""Records as documents of Open Referral UK 3.0. What goes in has been made public before (``oruk.public``)."""

from directory.oruk.writer.context import OURS, Context, Surroundings, Term
from directory.oruk.writer.groups import organisation_document, organisation_item
from directory.oruk.writer.origins import origin_of
from directory.oruk.writer.services import (
    DIALECT,
    at_location_documents,
    at_location_items,
    service_document,
    service_item,
    service_minimal,
)
from directory.oruk.writer.terms import ELIGIBILITY, ELIGIBILITY_TERMS, LISTS, taxonomy_document, term_document

__all__ = [
    "DIALECT",
    "ELIGIBILITY",
    "ELIGIBILITY_TERMS",
    "LISTS",
    "OURS",
    "Context",
    "Surroundings",
    "Term",
    "at_location_documents",
    "at_location_items",
    "organisation_document",
    "organisation_item",
    "origin_of",
    "service_document",
    "service_item",
    "service_minimal",
    "taxonomy_document",
    "term_document",
]
