"""The tables: columns, constraints, relationships, and the selects that have a name."""

from directory.models.base import Part, Row
from directory.models.capacity import Capacity
from directory.models.eligibility import EligibilityRule
from directory.models.feed import Feed, FeedOrganisation, FeedRecord
from directory.models.location import Location, LocationTerm, ServiceArea, ServiceAtLocation
from directory.models.moderation import ModerationEvent
from directory.models.organisation import Organisation, OrganisationIdentifier, Steward
from directory.models.outbox import IndexChange, OutgoingLetter
from directory.models.people import Account, Nomination, RoleGrant
from directory.models.schedule import CostOption, Schedule
from directory.models.service import Contact, Service, ServiceLanguage, published_services
from directory.models.taxonomy import ServiceTerm, TaxonomyTerm
from directory.models.unmet import UnmetSearch

__all__ = [
    "Account",
    "Capacity",
    "Contact",
    "CostOption",
    "EligibilityRule",
    "Feed",
    "FeedOrganisation",
    "FeedRecord",
    "IndexChange",
    "Location",
    "LocationTerm",
    "ModerationEvent",
    "Nomination",
    "Organisation",
    "OrganisationIdentifier",
    "OutgoingLetter",
    "Part",
    "RoleGrant",
    "Row",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceLanguage",
    "ServiceTerm",
    "Steward",
    "TaxonomyTerm",
    "UnmetSearch",
    "published_services",
]
