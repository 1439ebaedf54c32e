"""How much room a service has, as documents: the statement as it was made, and while it counts, what follows."""

from datetime import UTC, datetime, time
from typing import Final

from directory.oruk.entities import ENTITIES, Document
from directory.oruk.keys import key_of
from directory.oruk.records import CapacityRecord
from directory.oruk.writer.context import Context
from directory.oruk.writer.forms import moment
from directory.vocabulary import CapacityStatus

CODES: Final = {
    CapacityStatus.OPEN: "capacity",
    CapacityStatus.FEW: "capacity",
    CapacityStatus.WAITING_LIST: "waitlist",
    CapacityStatus.FULL: "no-capacity",
    CapacityStatus.ASK: "additional-assessment-required",
}
"""Our words in HL7's codes of capacity status."""

_PLACES: Final = ENTITIES["unit"].write({"id": key_of("unit", "places"), "name": "Places"})


def is_fresh(said: CapacityRecord, context: Context) -> bool:
    """Whether a statement still counts."""
    return (context.today - said.stated_on).days <= context.fresh_days


def statement(said: CapacityRecord) -> Document:
    """A statement as it was made; it tells its own date, so that everybody can see how old it is."""
    values = said.model_dump(mode="json")
    return ENTITIES["fingerpost_capacity"].write(values)


def capacities(said: CapacityRecord, owner: str) -> list[Document]:
    """HSDS's form of a statement; none where no number is known."""
    free = said.places_free
    if said.status in {CapacityStatus.WAITING_LIST, CapacityStatus.FULL}:
        free = 0
    if free is None or said.status is CapacityStatus.ASK:
        return []
    row = {
        "id": key_of(owner, "capacity", "0"),
        "service_id": owner,
        "unit": _PLACES,
        "available": free,
        "maximum": said.places_total,
        "description": said.note,
        "updated": moment(datetime.combine(said.stated_on, time(12), UTC)),
    }
    return [ENTITIES["service_capacity"].write(row)]


def wait(said: CapacityRecord) -> str:
    """How long the wait is, in words."""
    if said.status is not CapacityStatus.WAITING_LIST or not said.wait_weeks:
        return ""
    return "about 1 week" if said.wait_weeks == 1 else f"about {said.wait_weeks} weeks"


def warning(said: CapacityRecord) -> str:
    """What those should know who read nothing but alerts."""
    told = f"(told {said.stated_on.day} {said.stated_on:%B %Y})"
    match said.status:
        case CapacityStatus.WAITING_LIST:
            return " ".join(filter(None, ("Full; waiting list", wait(said), told)))
        case CapacityStatus.FULL:
            return f"Not taking new people at the moment {told}"
        case CapacityStatus.ASK:
            return "Please ask before referring"
        case _:
            return ""
