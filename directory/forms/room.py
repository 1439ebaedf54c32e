"""Room, said by one press."""

from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory import clock
from directory.forms.choices import Chosen
from directory.forms.numbers import WeeksField
from directory.oruk.records import CapacityRecord
from directory.vocabulary import CapacityStatus

PRESSES = {
    CapacityStatus.OPEN: "Has room",
    CapacityStatus.FEW: "A few places left",
    CapacityStatus.WAITING_LIST: "Waiting list",
    CapacityStatus.FULL: "Full",
}
"""What can be pressed."""


class RoomPress(Form):
    """Which was pressed; of a waiting list perhaps how long it is."""

    status = SelectField(
        "Room",
        choices=[SelectChoice(status.value, words) for status, words in PRESSES.items()],
        validators=[Chosen("Press whether there is room")],
        validate_choice=False,
    )
    weeks = WeeksField("Weeks")

    def statement(self) -> CapacityRecord:
        """What was said. Asked only of a form that is right."""
        status = CapacityStatus(self.status.data)
        weeks = self.weeks.weeks if status is CapacityStatus.WAITING_LIST else None
        return CapacityRecord(status=status, stated_on=clock.today(), wait_weeks=weeks)
