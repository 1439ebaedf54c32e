"""Services to be found, and what of a page says which were."""

from collections.abc import Callable
from datetime import time
from typing import Any

from directory.oruk.ical import Recurrence
from directory.oruk.records import PlaceRecord, RuleRecord, ServiceRecord, TimeRecord
from directory.queries.search import SearchPage
from directory.vocabulary import RuleKind
from tests.makers import a_record

Settle = Callable[..., None]

HALL = PlaceRecord(name="Harbour Hall", postcode="ZZ1 1AA")
CHAPEL = PlaceRecord(name="Chapel", postcode="ZZ1 1AB")
FARM = PlaceRecord(name="Farm", postcode="ZZ1 2AA")
"""Five and a half miles away."""
FAR = PlaceRecord(name="Far Hall", postcode="ZZ2 1AA")
"""Twenty-six miles away."""

TUESDAY = TimeRecord(recurrence=Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(9)))
FRIDAY = TimeRecord(recurrence=Recurrence("WEEKLY", byday=((0, "FR"),), opens_at=time(18)))


def at(id_: str, name: str, *places: PlaceRecord, **values: Any) -> ServiceRecord:
    """A service that anybody can come to."""
    anyone = (RuleRecord(kind=RuleKind.ANYONE),)
    return a_record(id=id_, name=name, **{"places": places, "rules": anyone, "description": "", **values})


def names(page: SearchPage) -> list[str]:
    return [card.name for card in page.cards]
