"""The tables: columns, constraints, relationships, and the selects that have a name."""

from directory.models.base import Part, Row
from directory.models.capacity import Capacity
from directory.models.eligibility import EligibilityRule
from directory.models.feed import Feed, FeedOrganisation, FeedRecord, FeedRun
from directory.models.link_check import LinkCheck
from directory.models.location import Location, LocationTerm, ServiceArea, ServiceAtLocation
from directory.models.moderation import ModerationEvent
from directory.models.nomination import Nomination, Report, told_by_councillor
from directory.models.organisation import Organisation, OrganisationIdentifier, Steward
from directory.models.outbox import IndexChange, MailTrouble, OutgoingLetter
from directory.models.people import (
    Account,
    RecoveryCode,
    RoleGrant,
    SecondStep,
    SignIn,
    SignInLink,
    Trial,
    UsedLink,
)
from directory.models.revision import Claim, Draft, Merge, NotTheSame, Review, Revision
from directory.models.schedule import CostOption, Schedule
from directory.models.service import Contact, Service, ServiceLanguage, published_services
from directory.models.taxonomy import ServiceTerm, TaxonomyTerm
from directory.models.unmet import UnmetSearch

__all__ = [
    "Account",
    "Capacity",
    "Claim",
    "Contact",
    "CostOption",
    "Draft",
    "EligibilityRule",
    "Feed",
    "FeedOrganisation",
    "FeedRecord",
    "FeedRun",
    "IndexChange",
    "LinkCheck",
    "Location",
    "LocationTerm",
    "MailTrouble",
    "Merge",
    "ModerationEvent",
    "Nomination",
    "NotTheSame",
    "Organisation",
    "OrganisationIdentifier",
    "OutgoingLetter",
    "Part",
    "RecoveryCode",
    "Report",
    "Review",
    "Revision",
    "RoleGrant",
    "Row",
    "Schedule",
    "SecondStep",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceLanguage",
    "ServiceTerm",
    "SignIn",
    "SignInLink",
    "Steward",
    "TaxonomyTerm",
    "Trial",
    "UnmetSearch",
    "UsedLink",
    "published_services",
    "told_by_councillor",
]
