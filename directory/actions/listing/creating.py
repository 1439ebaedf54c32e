"""Making many listings together: the same rows as `ListingWriter` makes, written a table at a time."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, SQLModel

from directory import clock
from directory.actions.listing.bulk import BulkRows, Values
from directory.actions.listing.terms import Terms
from directory.actions.listing.values import (
    area_values,
    capacity_values,
    contact_values,
    cost_values,
    organisation_values,
    place_values,
    rule_values,
    schedule_values,
    service_values,
)
from directory.actions.listing.writing import features
from directory.geography import Gazetteer
from directory.models import (
    Capacity,
    Contact,
    CostOption,
    EligibilityRule,
    Location,
    LocationTerm,
    Organisation,
    OrganisationIdentifier,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
    ServiceTerm,
    Steward,
)
from directory.oruk.records import OrganisationRecord, PlaceRecord, ServiceRecord
from directory.vocabulary import TermOrigin

Part = TypeVar("Part")


class ListingMaker:
    """Makes new listings of one transaction. Nothing is there before `write`.

    Args:
        gazetteer: says where postcodes are and which district they are in.
        said_by: who says so, a role or the name of a feed; kept with statements of capacity.

    Attributes:
        rows: what will be written; whoever makes listings adds what goes with them.
        place_keys: the keys that places are to have, by their names (`place_name`); others get new ones.
    """

    def __init__(self, session: Session, gazetteer: Gazetteer, *, said_by: str) -> None:
        self._session, self._gazetteer, self._said_by = session, gazetteer, said_by
        self._terms = Terms(session)
        self.rows = BulkRows()
        self.place_keys: Mapping[str, UUID] = {}

    def look_up(self, records: Iterable[ServiceRecord]) -> None:
        """Find what the records name all together: what is not found here costs a select for each."""
        self._terms.look_up(
            term
            for record in records
            for term in (*record.terms, *(term for place in record.places for term in features(place)))
        )

    def add_organisation(self, record: OrganisationRecord, key: UUID) -> UUID:
        self.rows.add(Organisation, organisation_values(record), id=key)
        for scheme, identifier in dict.fromkeys(record.identifiers):
            self.rows.add(OrganisationIdentifier, {"scheme": scheme, "identifier": identifier, "organisation_id": key})
        for email in dict.fromkeys(email.lower() for email in record.stewards):
            self.rows.add(Steward, {"email": email, "organisation_id": key})
        return key

    def add_service(self, record: ServiceRecord, key: UUID, organisation_id: UUID, **values: object) -> UUID:
        """Add a service with all that belongs to it.

        Args:
            values: further columns of the service, such as its status.
        """
        self.rows.add(Service, service_values(record), id=key, organisation_id=organisation_id, **values)
        self._add_parts(key, Schedule, record.times, schedule_values)
        self._add_parts(key, CostOption, record.costs, cost_values)
        self._add_parts(key, Contact, record.contacts, contact_values)
        self._add_parts(key, ServiceArea, record.areas, area_values)
        self._add_parts(key, ServiceLanguage, record.languages, lambda code: {"code": code})
        self._add_parts(key, EligibilityRule, record.rules, rule_values)
        for term_id in self._terms.keys(record.terms):
            self.rows.add(ServiceTerm, {"service_id": key, "term_id": term_id, "origin": TermOrigin.IMPORTED})
        self._add_places(record, key, organisation_id)
        if said := record.capacity:
            said = said.model_copy(update={"stated_on": min(said.stated_on, clock.today())})
            self.rows.add(Capacity, capacity_values(said, said_by=self._said_by), service_id=key)
        return key

    def write(self) -> None:
        """Let all of it be there."""
        self.rows.write(self._session)

    def _add_parts(
        self, key: UUID, table: type[SQLModel], said: Iterable[Part], values: Callable[[Part], Values]
    ) -> None:
        for position, made in enumerate(_each_once(map(values, said))):
            self.rows.add(table, made, service_id=key, position=position)

    def _add_places(self, record: ServiceRecord, key: UUID, organisation_id: UUID) -> None:
        places = {place: place_values(place, self._gazetteer) for place in record.places}
        wanted = ({**values, "features": self._features(place), "name of": place} for place, values in places.items())
        for position, place in enumerate(_each_once(wanted, but="name of")):
            found, said = place.pop("features"), place.pop("name of")
            own = self.place_keys.get(place_name(record, said))
            location_id = self.rows.add(Location, place, organisation_id=organisation_id, id=own)
            for term_id in found:
                self.rows.add(LocationTerm, {"location_id": location_id, "term_id": term_id})
            self.rows.add(ServiceAtLocation, {"service_id": key, "location_id": location_id, "position": position})

    def _features(self, place: PlaceRecord) -> list[UUID]:
        return self._terms.keys(features(place))


def place_name(record: ServiceRecord, place: PlaceRecord) -> str:
    """What a place is called among those of a feed, in which many services may have one place, and we one for each."""
    return f"{record.id}/{place.id}"


def _each_once(rows: Iterable[Values], *, but: str = "") -> list[Values]:
    """Rows without those that say the same as an earlier one, in everything but one thing."""
    some = list(rows)
    if len(some) < 2:
        return some
    kept: dict[tuple[object, ...], Values] = {}
    for row in some:
        kept.setdefault(tuple(_hashable(value) for name, value in row.items() if name != but), row)
    return list(kept.values())


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
