"""Services as rows of the tables, with everything that belongs to them: for what changes them, or shows one whole."""

from typing import Any

from sqlalchemy.orm import selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from directory.models import Location, LocationTerm, Organisation, Service, ServiceAtLocation, ServiceTerm

AT_ONCE = 500
"""Services read with one select each of their parts."""


def _load(first: Any, *further: Any) -> _AbstractLoad:
    """Load a relationship with one more select, and what hangs on it with another each."""
    option = selectinload(first)
    for relationship in further:
        option = option.selectinload(relationship)
    return option


WITH_PARTS = (
    _load(Service.organisation),
    _load(Service.at_locations, ServiceAtLocation.location, Location.features, LocationTerm.term),
    _load(Service.terms, ServiceTerm.term),
    _load(Service.schedules),
    _load(Service.costs),
    _load(Service.areas),
    _load(Service.languages),
    _load(Service.rules),
    _load(Service.capacities),
    _load(Service.contacts),
)
"""Everything that belongs to a service, in as many selects as it has parts, whatever the number of
services."""

WITH_WHOLE = (
    *WITH_PARTS,
    _load(Service.organisation, Organisation.identifiers),
    # A record names them; they are taken out of it before anybody is told.
    _load(Service.organisation, Organisation.stewards),
)
"""The same, and all that its record says."""
