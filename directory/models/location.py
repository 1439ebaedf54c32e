"""Places, and the areas whose people a service is for."""

from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Relationship

from directory.models.base import Part, Row, owned_by
from directory.models.organisation import Organisation
from directory.models.service import Service
from directory.models.taxonomy import TaxonomyTerm
from directory.oruk.records import LATITUDES, LONGITUDES


class Location(Row, table=True):
    """A place. An address that may not be shown is kept, but pages and exports show only its postcode
    district.
    """

    __tablename__ = "location"
    __table_args__ = (
        CheckConstraint("latitude IS NULL OR latitude BETWEEN {} AND {}".format(*LATITUDES), name="latitude"),
        CheckConstraint("longitude IS NULL OR longitude BETWEEN {} AND {}".format(*LONGITUDES), name="longitude"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point"),
    )

    organisation_id: UUID = owned_by("organisation")
    name: str = Field(default="", max_length=255)
    address: str = Field(default="", max_length=500, description="street and number, as one line")
    city: str = Field(default="", max_length=120)
    region: str = Field(default="", max_length=120)
    postcode: str = Field(default="", max_length=12, index=True, description="or what was typed in its place")
    district: str = Field(default="", max_length=9, index=True, description="ONS code of the local authority district")
    latitude: float | None = Field(default=None, description="WGS84 degrees")
    longitude: float | None = Field(default=None, description="WGS84 degrees")
    address_public: bool = True
    directions: str = Field(default="", description="how to get there")
    organisation: Organisation = Relationship()
    features: list["LocationTerm"] = Relationship(back_populates="location", cascade_delete=True)


class LocationTerm(Row, table=True):
    """An access feature of a place."""

    __tablename__ = "location_term"
    __table_args__ = (UniqueConstraint("location_id", "term_id"),)

    location_id: UUID = owned_by("location")
    term_id: UUID = Field(foreign_key="taxonomy_term.id", index=True)
    location: Location = Relationship(back_populates="features")
    term: TaxonomyTerm = Relationship()


class ServiceAtLocation(Part, table=True):
    """A service takes place at a place."""

    __tablename__ = "service_at_location"
    __table_args__ = (UniqueConstraint("service_id", "location_id"),)

    service_id: UUID = owned_by("service")
    location_id: UUID = owned_by("location")
    service: Service = Relationship(back_populates="at_locations")
    location: Location = Relationship()


class ServiceArea(Part, table=True):
    """An area that a service covers, by its ONS code, or a postcode district, or only a name."""

    __tablename__ = "service_area"
    __table_args__ = (CheckConstraint("length(code) > 0 OR length(name) > 0", name="something"),)

    service_id: UUID = owned_by("service")
    code: str = Field(default="", max_length=9, index=True)
    name: str = Field(default="", max_length=255)
    service: Service = Relationship(back_populates="areas")
