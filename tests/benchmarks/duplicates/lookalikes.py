"""Listings that look like another one and are not: what must not be merged."""

from collections.abc import Callable
from random import Random

from directory.oruk.records import ServiceRecord
from tests.benchmarks.duplicates.homes import Homes

Two = tuple[ServiceRecord, ServiceRecord]
Lookalike = Callable[[ServiceRecord, ServiceRecord, Random], Two | None]
"""Given two records, two that look alike, mostly the first and one made of it; None where none can be made of these."""

TOWNS = ("Northwick", "Easterby", "Southam Regis", "Westhope", "Middleham Cross")
FOR_WHOM = (("men", "women"), ("juniors", "seniors"), ("beginners", "improvers"), ("Mondays", "Thursdays"))


def same_group(record: ServiceRecord, other: ServiceRecord, _chance: Random) -> Two | None:
    """Another service of the same group, at the same place."""
    if record.organisation.name == record.name or other.name == record.name:
        return None
    shared = {"organisation": record.organisation, "contacts": record.contacts, "places": record.places}
    return record, other.model_copy(update={**shared, "url": record.url, "email": record.email})


def same_group_entered_anew(record: ServiceRecord, other: ServiceRecord, chance: Random) -> Two | None:
    """The same, where somebody has made a second entry for the group."""
    made = same_group(record, other, chance)
    if made is None:
        return None
    anew = record.organisation.model_copy(update={"id": "anew"})
    return record, made[1].model_copy(update={"organisation": anew})


def same_hall(record: ServiceRecord, other: ServiceRecord, _chance: Random) -> Two | None:
    """Another group's service in the same hall at the same hour."""
    if not record.places:
        return None
    return record, other.model_copy(update={"places": record.places, "times": record.times})


def for_others(record: ServiceRecord, _other: ServiceRecord, chance: Random) -> Two | None:
    """The same for two kinds of people, by names that end with whom it is for."""
    one, other = (record.model_copy(update={"name": f"{record.name}: {whom}"}) for whom in chance.choice(FOR_WHOM))
    return one, other


def same_name(homes: Homes) -> Lookalike:
    """Another group of the same name in another town, which does something of its own."""

    def made(record: ServiceRecord, other: ServiceRecord, chance: Random) -> Two | None:
        if not any(homes.point(place) for place in record.places):
            return None
        group = other.organisation.model_copy(update={"name": record.organisation.name})
        said = {"name": record.name, "organisation": group, "places": _away(record, homes, chance)}
        return record, other.model_copy(update=said)

    return made


def branch(homes: Homes) -> Lookalike:
    """The branch of the same body in another town: the same words and web site, its own telephone and place."""

    def made(record: ServiceRecord, _other: ServiceRecord, chance: Random) -> Two | None:
        if not any(homes.point(place) for place in record.places):
            return None
        town, phone = chance.choice(TOWNS), f"01632 961{chance.randrange(1000):03}"
        group = record.organisation.model_copy(
            update={"id": "branch", "name": f"{record.organisation.name} {town}", "phone": phone, "email": ""}
        )
        contacts = tuple(each.model_copy(update={"phone": phone, "email": ""}) for each in record.contacts)
        said = {"organisation": group, "contacts": contacts, "email": "", "places": _away(record, homes, chance)}
        return record, record.model_copy(update=said)

    return made


def all_lookalikes(homes: Homes) -> dict[str, Lookalike]:
    """Every kind by its name."""
    return {
        "another service of the group": same_group,
        "the same, group entered anew": same_group_entered_anew,
        "same hall, same evening": same_hall,
        "for other people": for_others,
        "same name in another town": same_name(homes),
        "branch in another town": branch(homes),
    }


def _away(record: ServiceRecord, homes: Homes, chance: Random) -> tuple[object, ...]:
    place = next(place for place in record.places if homes.point(place))
    return (place.model_copy(update={**homes.away(place, chance), "city": "", "name": "The hall", "address": ""}),)
