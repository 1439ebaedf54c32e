"""When it takes place: how often first, then on which days and at which hours."""

from datetime import date
from typing import Any, cast

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from directory.forms.choices import Chosen, ticked
from directory.forms.moments import ClockField, DayField
from directory.forms.steps import Others, StepForm
from directory.forms.texts import AtMost, TextField
from directory.oruk.ical import WEEKDAYS, Recurrence
from directory.oruk.records import TimeRecord
from directory.oruk.taking import LONGEST_TEXT

WEEKLY, FORTNIGHTLY, MONTHLY, WORDS = "weekly", "fortnightly", "monthly", "words"

_DAYS = dict(zip(WEEKDAYS, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True))
_WEEKS = {"1": "First", "2": "Second", "3": "Third", "4": "Fourth", "-1": "Last"}


class OftenForm(StepForm):
    """How often it takes place."""

    often = RadioField(
        "Choose one",
        choices=[
            SelectChoice(WEEKLY, "Every week, on one day or several"),
            SelectChoice(FORTNIGHTLY, "Every two weeks"),
            SelectChoice(MONTHLY, "In some weeks of each month, like the second and fourth Thursday"),
            SelectChoice(WORDS, "At other times, or by arrangement: I will write it down"),
        ],
        validators=[Chosen("Say how often it takes place")],
        validate_choice=False,
    )


class WhenForm(StepForm):
    """On which days, at which hours; which of these is asked depends on how often."""

    weeks = SelectMultipleField(
        "In which weeks of the month?",
        validators=[Chosen("Tick at least one week of the month")],
        choices=[SelectChoice(*week) for week in _WEEKS.items()],
        validate_choice=False,
    )
    days = SelectMultipleField(
        "On which days?",
        validators=[Chosen("Tick at least one day")],
        choices=[SelectChoice(*day) for day in _DAYS.items()],
        validate_choice=False,
    )
    first = DayField(
        "On which date is it next?",
        description="So that we can count every second week from it. For example, 24 November",
        render_kw={"classes": "govuk-input--width-10"},
    )
    opens = ClockField("Starts at", description="For example, 10:30am", render_kw={"classes": "govuk-input--width-5"})
    closes = ClockField("Ends at", render_kw={"classes": "govuk-input--width-5"})
    term = BooleanField("Only in school term time")
    note = TextField(
        "Anything else about the times",
        validators=[AtMost(LONGEST_TEXT)],
        description="For example, not in August",
        render_kw={"rows": 2},
    )

    def offer(self, others: Others) -> None:
        # What is kept to be gone on with later may be none of the answers that there are.
        often = others.typed("often", "often")
        self._often = often if often in {FORTNIGHTLY, MONTHLY, WORDS} else WEEKLY
        asked = {WEEKLY: {"days"}, FORTNIGHTLY: {"first"}, MONTHLY: {"weeks", "days"}}.get(self._often, set())
        timed = {"opens", "closes", "term"} if self._often != WORDS else set()
        for name in {"weeks", "days", "first", "opens", "closes", "term"} - asked - timed:
            delattr(self, name)
        if self._often == WORDS:
            self.note.label.text = "When it takes place, in your own words"
            self.note.description = "For example, two walks a month, announced on our web page"

    def validate_first(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("Enter the date on which it is next")

    def validate_opens(self, _field: Field) -> None:
        if self.closes.data and not self.opens.data:
            raise ValidationError("Say when it starts, too")

    def validate_note(self, field: Field) -> None:
        if self._often == WORDS and not field.data:
            raise ValidationError("Say when it takes place")

    def said(self) -> dict[str, Any]:
        if self._often == WORDS:
            return {"times": (TimeRecord(description=self.note.data),)}
        notes = filter(None, ("In school term time only" if self.term.data else "", self.note.data))
        return {"times": (TimeRecord(recurrence=self._recurrence()),), "times_note": "\n".join(notes)}

    def _recurrence(self) -> Recurrence:
        opens, closes = self.opens.at, self.closes.at
        match self._often:
            case "fortnightly":
                first = cast(date, self.first.day)
                weekday = WEEKDAYS[first.weekday()]
                return Recurrence("WEEKLY", 2, ((0, weekday),), dtstart=first, opens_at=opens, closes_at=closes)
            case "monthly":
                days = tuple((int(week), code) for week in ticked(self.weeks) for code in ticked(self.days))
                return Recurrence("MONTHLY", byday=days, opens_at=opens, closes_at=closes)
            case _:
                days = tuple((0, code) for code in ticked(self.days))
                return Recurrence("WEEKLY", byday=days, opens_at=opens, closes_at=closes)
