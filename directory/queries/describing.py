"""What a service says, put into words for a card or a page."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from directory.clock import LONDON
from directory.eligibility.areas import is_postcode_district
from directory.geography import Point
from directory.oruk.ical import clock_time, long_date, next_starts
from directory.queries.capacity import ago
from directory.queries.current import current_costs, current_schedules, recurrence_of, recurrences_of
from directory.queries.rows import AnyCost, AnyPlace, AnySchedule
from directory.queries.whole import PlaceRead, ServiceRead
from directory.vocabulary import Way


def cost_in_words(service: ServiceRead, today: date) -> str:
    """What it costs, on one line; empty when not known."""
    return "; ".join(dict.fromkeys(filter(None, map(price_in_words, current_costs(service, today)))))


def price_in_words(cost: AnyCost) -> str:
    """One price and what it is for; empty when nothing is said."""
    if cost.amount is None:
        return ": ".join(part for part in (cost.option, cost.amount_description) if part)
    price = "Free" if cost.amount == 0 else pounds(cost.amount)
    option = "" if cost.option.lower() in {"free", ""} else cost.option
    said = f"{option}: {price[0].lower() + price[1:] if option else price}" if option else price
    return f"{said} ({cost.amount_description})" if cost.amount_description else said


def pounds(amount: Decimal) -> str:
    """An amount of money as GOV.UK writes it: £3, £2.50, 50p."""
    if amount < 1:
        return f"{int(amount * 100)}p"
    return f"£{amount:,.2f}".removesuffix(".00")


def times_in_words(service: ServiceRead, today: date) -> list[str]:
    """When it takes place: each row of the timetable that is not over, and what they do not say."""
    rows = map(_time, current_schedules(service, today))
    return list(dict.fromkeys(filter(None, (*rows, service.times_note))))


def _time(row: AnySchedule) -> str:
    # What the group wrote itself says at least as much as what was made of it.
    return row.description or recurrence_of(row).in_words()


def next_start(service: ServiceRead, now: datetime) -> datetime | None:
    """When it next takes place, on the clock of the place; None when not known."""
    times = recurrences_of(service, now.astimezone(LONDON).date())
    start = next(iter(next_starts(times, now, 1)), None)
    return start.astimezone(LONDON) if start else None


def session_in_words(service: ServiceRead, start: datetime | None, today: date) -> str:
    """A start in words: "Today at 2pm", "Tuesday 24 November at 10:30am"; empty when there is none."""
    if start is None:
        return ""
    timed = any(row.opens_at == start.time() for row in service.schedules)
    return _day(start.date(), today) + (f" at {clock_time(start.time())}" if timed else "")


def _day(day: date, today: date) -> str:
    match (day - today).days:
        case 0:
            return "Today"
        case 1:
            return "Tomorrow"
        case _:
            return long_date(day).removesuffix(f" {today.year}")


def ways_in_words(service: ServiceRead) -> list[str]:
    """How it reaches people; nothing when it has not said."""
    return [way.label for way, goes in ways_of(service).items() if goes]


def ways_of(service: ServiceRead) -> dict[Way, bool]:
    """Whether a service takes place at a place, online, by phone, and at the person's home."""
    return {
        Way.IN_PERSON: service.in_person,
        Way.ONLINE: service.online,
        Way.PHONE: service.by_phone,
        Way.HOME_VISIT: service.home_visit,
    }


def place_in_words(place: PlaceRead) -> str:
    """Where a place is, on one line. Of an address that is not public only the postcode district is shown."""
    if not place.address_public:
        district = district_of(place.postcode)
        return f"{district} area (address given on booking)" if district else "Address given on booking"
    parts = (place.name, place.address, place.city, place.postcode)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def district_of(postcode: str) -> str:
    """The postcode district; empty where something else stands in the place of a postcode, which may tell more."""
    district = postcode.strip().partition(" ")[0].upper()
    return district if is_postcode_district(district) else ""


def point_of(place: AnyPlace | None) -> Point | None:
    """Where a place is shown to be: nowhere, if its address is not public."""
    if place is None or place.latitude is None or place.longitude is None or not place.address_public:
        return None
    return Point(place.latitude, place.longitude)


def freshness_in_words(confirmed_on: date | None, today: date, unconfirmed_days: int) -> str:
    """When the group last said that all this is right."""
    if confirmed_on is None:
        return "Not yet confirmed by the group"
    days = (today - confirmed_on).days
    return f"Unconfirmed: last confirmed {ago(days)}" if days > unconfirmed_days else f"Confirmed {ago(days)}"


@dataclass(frozen=True, slots=True)
class ContactShown:
    """Where to ring or write, by its role; "" for what is not known."""

    role: str
    phone: str
    email: str


def contacts_shown(service: ServiceRead) -> tuple[ContactShown, ...]:
    """Where to ring or write about a service: its own contacts and address; without any, those of its group.

    Contacts that are not public are left out: pages for others come by their contacts here and nowhere else.
    """
    public = [each for each in service.contacts if each.public and (each.phone or each.email)]
    own = [ContactShown(each.role, each.phone, each.email) for each in public]
    if service.email and service.email not in {each.email for each in own}:
        own.append(ContactShown("", "", service.email))
    group = service.organisation
    return tuple(own or ([ContactShown("", group.phone, group.email)] if group.phone or group.email else []))


def moment_in_words(moment: datetime) -> str:
    """A moment as a clock on a wall here shows it: Tuesday 24 November 2026 at 2.15pm."""
    local = moment.astimezone(LONDON)
    return f"{long_date(local.date())} at {clock_time(local.time())}"


def miles_in_words(miles: float) -> str:
    """A distance as people say it: "under 0.1 miles", "0.4 miles", "1 mile", "12 miles"."""
    if miles < 0.1:
        return "under 0.1 miles"
    rounded = round(miles, 1) if miles < 10 else round(miles)
    return "1 mile" if rounded == 1 else f"{rounded:g} miles"
