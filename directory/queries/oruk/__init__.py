"""What other systems ask the Open Referral UK feed: which services, places, groups and terms, and when any changed."""

from directory.queries.oruk.around import Around
from directory.queries.oruk.asked import Page, ServicesAsked, TermsAsked
from directory.queries.oruk.groups import group_documents, groups_asked, is_public_group
from directory.queries.oruk.nearness import links_near
from directory.queries.oruk.services import first_published, is_told, link_of, links_asked, services_asked
from directory.queries.oruk.stamps import Stamp, stamp_of, stamp_of_all
from directory.queries.oruk.telling import link_documents, minimal_documents, service_documents
from directory.queries.oruk.terms import Catalogue, catalogue_of

__all__ = [
    "Around",
    "Catalogue",
    "Page",
    "ServicesAsked",
    "Stamp",
    "TermsAsked",
    "catalogue_of",
    "first_published",
    "group_documents",
    "groups_asked",
    "is_public_group",
    "is_told",
    "link_documents",
    "link_of",
    "links_asked",
    "links_near",
    "minimal_documents",
    "service_documents",
    "services_asked",
    "stamp_of",
    "stamp_of_all",
]
