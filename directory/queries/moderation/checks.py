"""What was looked at already, in words: postcodes, places, mailboxes, web addresses. Nothing here asks another machine:
whether a web address answers was asked before, where that is allowed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from directory.clock import LONDON
from directory.geography import Gazetteer, KnownPostcode, Place, Point, Postcode, PostcodeError, geodesic_miles
from directory.oruk.ical import long_date
from directory.oruk.records import PlaceRecord, ServiceRecord
from directory.queries.link_check import Answered

FAR_MILES = 1.0
"""A point further than this from its postcode is of another place, or a slip. Rural postcodes reach half a mile."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was looked at.

    Attributes:
        fine: whether there is nothing to be said against it.
    """

    fine: bool
    words: str


def checks_of(
    record: ServiceRecord, gazetteer: Gazetteer, lost: Collection[str], answered: Mapping[str, Answered] | None = None
) -> tuple[Check, ...]:
    """Everything that can be looked at in what a listing says.

    Args:
        lost: addresses that letters do not reach.
        answered: what came of asking web addresses, where any was asked.
    """
    made = [check for place in record.places for check in _place(place, gazetteer)]
    made += _mailboxes(record, lost)
    made += (_web(url, (answered or {}).get(url)) for url in web_addresses(record))
    return tuple(made)


def web_addresses(record: ServiceRecord) -> list[str]:
    """The web addresses of a listing and its group, each once."""
    return [url for url in dict.fromkeys((record.url, record.organisation.url, record.referral_url)) if url]


def _place(place: PlaceRecord, gazetteer: Gazetteer) -> Iterator[Check]:
    if not place.postcode:
        yield Check(fine=False, words=f"{place.name or 'A place'} has no postcode, so it is found by no distance")
        return
    known = _known(place.postcode, gazetteer)
    if known is None:
        yield Check(fine=False, words=f"We do not know the postcode {place.postcode}")
        return
    name = gazetteer.district_name(known.district or "") or "no district that we know"
    if known.terminated:
        yield Check(fine=False, words=f"{known.postcode} went out of use in {known.terminated:%B %Y}")
    else:
        yield Check(fine=True, words=f"{known.postcode} is a postcode in {name}")
    yield from _agrees(place, known, name, gazetteer)


def _agrees(place: PlaceRecord, known: KnownPostcode, district: str, gazetteer: Gazetteer) -> Iterator[Check]:
    """Whether the town and the point that are given are where the postcode is."""
    town = gazetteer.find(place.city) if place.city else None
    if isinstance(town, Place) and town.districts and known.district:
        fine = known.district in town.districts
        where = f"{place.city} is in {district}, as its postcode is" if fine else f"{place.city} is not in {district}"
        yield Check(fine=fine, words=where)
    if known.point and place.latitude is not None and place.longitude is not None:
        away = geodesic_miles(Point(place.latitude, place.longitude), known.point)
        # Of a hidden address only the middle of its district is kept.
        if away > FAR_MILES and place.address_public:
            yield Check(fine=False, words=f"Its point on the map is {away:.1f} miles from {known.postcode}")


def _known(typed: str, gazetteer: Gazetteer) -> KnownPostcode | None:
    try:
        return gazetteer.lookup(Postcode.parse(typed))
    except PostcodeError:
        return None


def _mailboxes(record: ServiceRecord, lost: Collection[str]) -> Iterator[Check]:
    public = [each.email for each in record.contacts if each.public]
    shown = [address for address in dict.fromkeys((record.email, record.organisation.email, *public)) if address]
    for address in shown:
        fine = address not in lost
        yield Check(fine=fine, words=f"Letters {'have not come' if fine else 'come'} back from {address}")
    if set(lost) - set(shown):
        yield Check(fine=False, words="Letters come back from an address that is not shown")


def _web(url: str, answered: Answered | None) -> Check:
    if not _is_web_address(url):
        return Check(fine=False, words=f"{url} cannot be a web address")
    if answered is None:
        return Check(fine=True, words=f"{url} has the form of a web address")
    day = long_date(answered.at.astimezone(LONDON).date())
    if answered.alive:
        return Check(fine=True, words=f"{url} answered on {day}")
    return Check(fine=False, words=f"{url} did not answer on {day}. {answered.said}")


def _is_web_address(url: str) -> bool:
    """Whether it leads to a public host by its name. One with a name before an @, or a bare number, hides where to."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and "@" not in parts.netloc and not _is_ip(host)


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
