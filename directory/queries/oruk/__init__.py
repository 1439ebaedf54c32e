"""What other systems ask the Open Referral UK feed: which services, places, groups and terms, and when any changed."""

from directory.queries.oruk.asked import Page, ServicesAsked, TermsAsked
from directory.queries.oruk.services import Around, gone_service, is_public, places_asked, services_asked
from directory.queries.oruk.stamps import Stamp, stamp_of, stamp_of_all

__all__ = [
    "Around",
    "Page",
    "ServicesAsked",
    "Stamp",
    "TermsAsked",
    "gone_service",
    "is_public",
    "places_asked",
    "services_asked",
    "stamp_of",
    "stamp_of_all",
]
