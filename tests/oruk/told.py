"""What is told of a service, as a value that is valid by itself; a test names only what it is about."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from directory.oruk.records import OriginRecord, ServiceRecord
from directory.oruk.told import ContactTold, PlaceTold, TermTold, Told
from directory.vocabulary import CapacityStatus, TermKind
from tests.makers import HARBOUR, a_full_record, a_record

SERVICE = UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
GROUP = UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3302")
PLACE = UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3303")
ISLAND = OriginRecord(name="Island feed", id="tea-9", licence="CC BY 4.0", url="https://island.example")
CHANGED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def tell(record: ServiceRecord | None = None, **values: Any) -> Told:
    """What is told of a record of which little is known."""
    record = record or a_record()
    places = tuple(
        PlaceTold(UUID(int=PLACE.int + number), place, place.name, ()) for number, place in enumerate(record.places)
    )
    nothing: dict[str, Any] = {
        "id": SERVICE,
        "organisation_id": GROUP,
        "record": record,
        "places": places,
        "when": tuple(row.recurrence for row in record.times if row.recurrence),
        "times": (),
        "next_session": "",
        "prices": record.costs,
        "cost": "",
        "who": (),
        "ways": (),
        "areas": (),
        "languages": (),
        "terms": (),
        "contacts": (),
        "room": None,
        "room_words": "Room not known – ask",
        "freshness": "Not yet confirmed by the group",
        "is_unconfirmed": True,
        "created_at": datetime(2026, 10, 1, tzinfo=UTC),
        "modified_at": CHANGED,
        "today": date(2026, 11, 21),
    }
    return Told(**{**nothing, **values})


def tell_everything(**values: Any) -> Told:
    """What is told of a service of which everything is known."""
    record = a_full_record()
    group = record.organisation.model_copy(update={"stewards": ()})
    [hall] = record.places
    hall = hall.model_copy(update={"latitude": HARBOUR.latitude, "longitude": HARBOUR.longitude})
    everything: dict[str, Any] = {
        "places": (PlaceTold(PLACE, hall, "Harbour Hall, 1 Quay", (("access:step-free", "Step-free entrance"),)),),
        "times": ("Every Tuesday, 2pm to 4pm", "and on May Day", "Not in August."),
        "next_session": "Tuesday 24 November at 2pm",
        "cost": "Members: £1.50; Cake by arrangement",
        "who": ("For people aged 60 and over",),
        "ways": ("At a place", "By phone"),
        "areas": (("X06000001", "Normal Harbour"),),
        "languages": (("cy", "Welsh"),),
        "terms": (
            TermTold(TermKind.NEED, "need:connect.lonely", "Loneliness and isolation", ""),
            TermTold(TermKind.FOREIGN, "9", "Tea", "https://teas.example/9"),
        ),
        "contacts": (ContactTold("Secretary", "01632 960002", "secretary@kettle.example"),),
        "room": CapacityStatus.OPEN,
        "room_words": "Has room: 3 places free (told yesterday)",
        "freshness": "Confirmed 20 days ago",
        "is_unconfirmed": False,
    }
    full = record.model_copy(update={"organisation": group, "places": (hall,), "origin": ISLAND})
    return tell(full, **{**everything, **values})
