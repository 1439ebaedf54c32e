"""Which listings somebody may look into and act upon: the one place that decides it.

A group's editor reaches the listings of their groups; a councillor those of groups that they told us of, or that are
of their wards; who decides, those of their districts. A listing lies in the districts of its places and of the areas
it covers. One that lies in none, because it is for the whole country or has not said, is reached by everybody who
decides: better that two look at it than nobody.

About their own group nobody decides, neither as a moderator nor as an administrator. Where a district has nobody else,
an administrator of it does, or of everywhere: there is always one.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, true
from sqlmodel import Session, col, select

from directory.access import DECIDING, Person
from directory.eligibility.areas import DISTRICTS
from directory.errors import NotAllowedError, NotFoundError
from directory.models import Location, Nomination, Service, ServiceArea, ServiceAtLocation
from directory.vocabulary import Role

Condition = ColumnElement[bool]


def service_for(session: Session, service_id: UUID, person: Person, *roles: Role) -> Service:
    """A listing that somebody reaches, whatever its status.

    Args:
        roles: by which of their roles; by any unless given.

    Raises:
        NotFoundError: there is no such listing, or not for them, which they are not to learn.
    """
    found = session.exec(select(Service).where(col(Service.id) == service_id, in_reach(person, *roles))).first()
    if found is None:
        raise NotFoundError("There is no such listing")
    return found


def service_to_decide(session: Session, service_id: UUID, person: Person) -> Service:
    """A listing that somebody decides about.

    Raises:
        NotFoundError: there is no such listing, or it is not of their districts, which they are not to learn.
        NotAllowedError: it is of a group that they keep.
    """
    service = service_for(session, service_id, person, *DECIDING)
    if service.organisation_id in person.organisations:
        raise NotAllowedError("You keep the listings of this group, so somebody else decides about it")
    return service


def to_decide(person: Person) -> Condition:
    """The condition of a select of services that somebody decides about."""
    return and_(in_reach(person, *DECIDING), col(Service.organisation_id).not_in(person.organisations))


def in_reach(person: Person, *roles: Role) -> Condition:
    """The condition of a select of services that somebody reaches.

    Args:
        roles: as for `service_for`.
    """
    asked = set(roles or Role)
    deciding = tuple(role for role in DECIDING if role in asked)
    conditions = [in_districts(person.areas(*deciding))]
    if Role.GROUP_EDITOR in asked:
        conditions.append(col(Service.organisation_id).in_(person.organisations))
    if Role.COUNCILLOR in asked and person.has(Role.COUNCILLOR):
        conditions.append(_of_wards(person))
    return or_(*conditions)


def in_districts(districts: frozenset[str]) -> Condition:
    """The condition of a select of services that lie in one of some districts, or in none.

    Args:
        districts: ONS codes; an empty one is everywhere, and without any nothing is reached.
    """
    if not districts:
        return false()
    if "" in districts:
        return true()
    return or_(
        _placed(col(Location.district).in_(districts)), _covering(col(ServiceArea.code).in_(districts)), _nowhere()
    )


def _nowhere() -> Condition:
    """It has neither a place of which the district is known, nor an area that is one."""
    a_district = func.substr(col(ServiceArea.code), 1, 3).in_(sorted(DISTRICTS))
    return and_(not_(_placed(col(Location.district) != "")), not_(_covering(a_district)))


def _placed(where: Condition) -> Condition:
    at_place = col(ServiceAtLocation.location_id) == col(Location.id)
    return exists().where(col(ServiceAtLocation.service_id) == col(Service.id), at_place, where)


def _covering(where: Condition) -> Condition:
    return exists().where(col(ServiceArea.service_id) == col(Service.id), where)


def _of_wards(person: Person) -> Condition:
    wards = person.areas(Role.COUNCILLOR)
    told = or_(col(Nomination.account_id) == person.id, col(Nomination.ward).in_(wards))
    return or_(
        exists().where(col(Nomination.service_id) == col(Service.id), told), _covering(col(ServiceArea.code).in_(wards))
    )
