"""A large district to measure pages on: the demonstration's services over and over, at real postcodes around it.

It is the same each time: nothing in it is drawn by lot.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain, count, cycle, islice
from math import gcd

from directory import clock
from directory.actions.demonstration import records
from directory.actions.exchange import import_readings
from directory.geography import Gazetteer, KnownPostcode, Point, box_around
from directory.oruk.reader import Reading
from directory.oruk.records import AreaRecord, PlaceRecord, ServiceRecord
from directory.resources import SEED_DATA, Resources

MIDDLE = Point(54.5236, -1.5595)
"""Darlington, where the demonstration is."""

REACH_KM = 45.0
"""How far the district reaches: about as far as a county."""

SOURCE = "benchmark"

_TELEPHONE = re.compile(r"01632 960\d{3}")
_HOST = re.compile(r"@|//(?:www\.)?")
"""What the host follows on in an address of mail or web."""

_STRIDE = 7_919
"""Postcodes are taken so far apart, so that neighbours in the list are none on the map; a prime number."""


def fill(resources: Resources, listings: int, progress: Callable[[int], None] = lambda _: None) -> None:
    """Take in and index so many listings, in an installation that has been prepared and is empty."""
    gazetteer = resources.gazetteer
    readings = (Reading(record) for record in islice(multiplied(gazetteer, clock.today()), listings))
    with resources.database.writing() as session:
        import_readings(session, readings, source=SOURCE, gazetteer=gazetteer, publish=True, progress=progress)
    resources.rebuild_index(progress)


def multiplied(gazetteer: Gazetteer, today: date) -> Iterator[ServiceRecord]:
    """The demonstration's services without end: first as they are, then again and again somewhere else."""
    originals = list(records(SEED_DATA / "demonstration", gazetteer, today=today))
    homes = _homes(gazetteer)
    copies = (_moved(record, number, homes) for number in count(1) for record in originals)
    return chain(originals, copies)


def _homes(gazetteer: Gazetteer) -> Iterator[KnownPostcode]:
    """Postcodes all over the district, more of them where more people live, for ever."""
    dots = gazetteer.dots(box_around(MIDDLE, REACH_KM), limit=20_000)
    stride = _STRIDE if gcd(_STRIDE, len(dots)) == 1 else 1
    for place in cycle(range(len(dots))):
        latitude, longitude = dots[place * stride % len(dots)]
        found = gazetteer.nearest(Point(float(latitude), float(longitude)))
        if found:
            yield found[0]


def _moved(record: ServiceRecord, number: int, homes: Iterator[KnownPostcode]) -> ServiceRecord:
    """The same service of another group, elsewhere: with its own telephone, mailbox and website, and in no register,
    since groups that share those look like one.
    """
    home = next(homes)
    town, group = str(home.postcode.outcode), record.organisation
    own = partial(_own, number=number)
    places = [_elsewhere(place, home if not first else next(homes)) for first, place in enumerate(record.places)]
    areas = [AreaRecord(code=home.district or area.code) for area in record.areas[:1]]
    return record.model_copy(
        update={
            "id": f"{record.id}/{number}",
            "name": f"{record.name}, {town}",
            "url": own(record.url),
            "email": own(record.email),
            "contacts": tuple(
                each.model_copy(update={"phone": own(each.phone), "email": own(each.email)}) for each in record.contacts
            ),
            "organisation": group.model_copy(
                update={
                    "id": f"{group.id}/{number}",
                    "name": f"{group.name} of {town}",
                    "url": own(group.url),
                    "email": own(group.email),
                    "phone": own(group.phone),
                    "identifiers": (),
                }
            ),
            "places": tuple(places),
            "areas": tuple(areas),
        }
    )


def _own(address: str, number: int) -> str:
    """An address of mail, web or telephone that is one copy's own."""
    if _TELEPHONE.fullmatch(address):
        # Of the numbers that are kept for stories.
        return f"01632 960{(int(address[-3:]) + number * _STRIDE) % 1000:03}"
    return _HOST.sub(rf"\g<0>{number}.", address)


def _elsewhere(place: PlaceRecord, home: KnownPostcode) -> PlaceRecord:
    return place.model_copy(update={"postcode": str(home.postcode), "city": "", "latitude": None, "longitude": None})
