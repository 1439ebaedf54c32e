"""Whether there is room. To say it is to say it today, also where it is the same as before."""

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory import clock
from directory.forms.choices import Chosen
from directory.forms.editing.part import Asked, PartForm, read_in
from directory.forms.moments import DayField
from directory.forms.numbers import WeeksField, WholeField
from directory.forms.texts import AtMost, LineField
from directory.oruk.records import CapacityRecord
from directory.vocabulary import CapacityStatus

_ROOM = {
    CapacityStatus.OPEN: "There is room",
    CapacityStatus.FEW: "A few places are left",
    CapacityStatus.WAITING_LIST: "There is a waiting list",
    CapacityStatus.FULL: "We are full",
    CapacityStatus.ASK: "It depends: people should ask",
}
_NARROW = {"classes": "govuk-input--width-3", "inputmode": "numeric"}


class RoomForm(PartForm):
    """A statement of room."""

    always: ClassVar[frozenset[str]] = frozenset({"status"})

    def asks(self) -> Asked:
        choices = [SelectChoice(status.value, words) for status, words in _ROOM.items()]
        chosen = [Chosen("Say whether there is room")]
        return {
            "status": RadioField("Is there room?", choices=choices, validators=chosen, validate_choice=False),
            "wait_weeks": WeeksField("If there is a waiting list: about how many weeks?", render_kw=_NARROW),
            "places_free": WholeField("How many places are free?", description="If you count them", render_kw=_NARROW),
            "places_total": WholeField("Out of how many?", render_kw=_NARROW),
            "next_intake_on": DayField(
                "When do you next take people?",
                description="If it is on a date. For example, 24 November 2026",
                render_kw={"classes": "govuk-input--width-10"},
            ),
            "note": LineField("Anything else about room", validators=[AtMost(500)]),
        }

    def begins(self) -> Mapping[str, Any]:
        said = self.record.capacity
        if said is None:
            return {}
        numbers = {name: getattr(said, name) for name in ("wait_weeks", "places_free", "places_total")}
        texts = {name: "" if number is None else str(number) for name, number in numbers.items()}
        day = said.next_intake_on
        written = f"{day.day}/{day.month}/{day.year}" if day else ""
        return {"status": said.status.value, "note": said.note, "next_intake_on": written, **texts}

    def check(self) -> None:
        free, total = self._number("places_free"), self._number("places_total")
        if total is not None and total < (free or 0):
            self.refuse("places_free", "There cannot be more places free than there are")

    def says(self) -> Mapping[str, Any]:
        status, before = CapacityStatus(self["status"].data), self.record.capacity
        waits = status is CapacityStatus.WAITING_LIST
        said = CapacityRecord(
            status=status,
            stated_on=clock.today(),
            wait_weeks=self._number("wait_weeks") if waits else None,
            places_free=self._number("places_free"),
            places_total=self._number("places_total"),
            next_intake_on=self.value_of("next_intake_on", "day"),
            note=self.value("note", before.note if before else ""),
        )
        return {"capacity": said}

    def _number(self, name: str) -> int | None:
        number: int | None = self.value_of(name, "weeks" if name == "wait_weeks" else "number")
        return number

    def value_of(self, name: str, attribute: str) -> Any:
        """What a field has read; as it was before, where nobody has touched it."""
        if self.untouched(name):
            return getattr(self.record.capacity, name, None)
        return read_in(self[name], attribute)
