"""When it takes place: rows of a timetable. A row that says more than these boxes can is shown in its words, and can be
taken away; from when to when a row holds, and in which months, stays as it is.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from wtforms import RadioField, SelectMultipleField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.editing.part import Asked, read_in, ticked_in
from directory.forms.editing.rows import RowsForm
from directory.forms.moments import ClockField, DayField
from directory.forms.texts import AtMost, LineField, TextField
from directory.oruk.ical import WEEKDAYS, Recurrence, clock_time
from directory.oruk.records import TimeRecord
from directory.oruk.taking import LONGEST_TEXT

WEEKLY, FORTNIGHTLY, MONTHLY, ONCE, WORDS = "weekly", "fortnightly", "monthly", "once", "words"

_OFTEN = {
    WEEKLY: "Every week",
    FORTNIGHTLY: "Every two weeks",
    MONTHLY: "In some weeks of each month",
    ONCE: "Once",
    WORDS: "At other times: in our own words",
}
_DAYS = dict(zip(WEEKDAYS, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True))
_WEEKS = {"1": "First", "2": "Second", "3": "Third", "4": "Fourth", "-1": "Last"}
_NARROW = {"classes": "govuk-input--width-5"}


class TimesForm(RowsForm):
    """A timetable, and what it does not say."""

    field: ClassVar[str] = "times"
    one: ClassVar[str] = "time"

    def row(self, item: TimeRecord | None) -> Asked:
        if item and not _often(item):
            return {}
        return {
            "often": RadioField("How often?", choices=_choices(_OFTEN), default=WEEKLY, validate_choice=False),
            "days": SelectMultipleField("On which days?", choices=_choices(_DAYS), validate_choice=False),
            "weeks": SelectMultipleField(
                "If not every week of the month: in which?", choices=_choices(_WEEKS), validate_choice=False
            ),
            "first": DayField(
                "If it is every two weeks, or once: on which date?",
                description="The next one, for example 24 November",
                render_kw={"classes": "govuk-input--width-10"},
            ),
            "opens": ClockField("Starts at", description="For example, 10:30am", render_kw=_NARROW),
            "closes": ClockField("Ends at", render_kw=_NARROW),
            "words": LineField("In your own words", validators=[AtMost(LONGEST_TEXT)]),
        }

    def beside(self) -> Asked:
        return {
            "times_note": TextField(
                "Anything else about the times",
                validators=[AtMost(LONGEST_TEXT)],
                description="For example, not in August, or in school term time only",
                render_kw={"rows": 3},
            )
        }

    def row_begins(self, item: TimeRecord) -> Mapping[str, Any]:
        often, when = _often(item), item.recurrence or Recurrence()
        if not often:
            return {}
        first = when.dtstart if often in {FORTNIGHTLY, ONCE} else None
        return {
            "often": often,
            "days": list(dict.fromkeys(code for _, code in when.byday)),
            "weeks": list(dict.fromkeys(str(number) for number, _ in when.byday if number)),
            "first": f"{first.day}/{first.month}/{first.year}" if first else "",
            "opens": clock_time(when.opens_at) if when.opens_at else "",
            "closes": clock_time(when.closes_at) if when.closes_at else "",
            "words": item.description,
        }

    def check_row(self, said: Mapping[str, Field]) -> tuple[str, str] | None:
        often = said["often"].data
        if _is_empty(said):
            return None
        if often in {WEEKLY, MONTHLY} and not ticked_in(said["days"]):
            return "days", "Tick at least one day"
        if often == MONTHLY and not ticked_in(said["weeks"]):
            return "weeks", "Tick at least one week of the month"
        if often in {FORTNIGHTLY, ONCE} and not said["first"].data:
            return "first", "Enter the date on which it is next"
        if often == WORDS and not said["words"].data:
            return "words", "Say when it takes place"
        return ("opens", "Say when it starts, too") if said["closes"].data and not said["opens"].data else None

    def row_says(self, said: Mapping[str, Field], item: TimeRecord | None) -> TimeRecord | None:
        if _is_empty(said):
            return None
        words = said["words"].data or ""
        if said["often"].data == WORDS:
            return TimeRecord(description=words)
        before = item.recurrence if item and item.recurrence else Recurrence()
        return TimeRecord(recurrence=self._recurrence(said, before), description=words)

    def _recurrence(self, said: Mapping[str, Field], before: Recurrence) -> Recurrence:
        opens, closes = self._at(said["opens"], before.opens_at), self._at(said["closes"], before.closes_at)
        first: date | None = read_in(said["first"], "day") or before.dtstart
        days = ticked_in(said["days"])
        timed = replace(before, bymonthday=(), interval=1, opens_at=opens, closes_at=closes)
        match said["often"].data:
            case "once":
                return replace(timed, freq="", byday=(), dtstart=first)
            case "fortnightly":
                days = days or ((WEEKDAYS[first.weekday()],) if first else ())
                return replace(timed, freq="WEEKLY", interval=2, byday=_every(days), dtstart=first)
            case "monthly":
                byday = tuple((int(week), code) for week in ticked_in(said["weeks"]) for code in days)
                return replace(timed, freq="MONTHLY", byday=byday)
            case _:
                return replace(timed, freq="WEEKLY", byday=_every(days))

    def _at(self, field: Field, before: Any) -> Any:
        return before if self.untouched(field.name) else read_in(field, "at")


def _often(item: TimeRecord) -> str:
    """How often, if these boxes can say it; else empty."""
    if (when := item.recurrence) is None:
        return WORDS
    numbers, plain = {number for number, _ in when.byday}, not (when.bymonthday or "\n" in item.description)
    match when.freq, when.interval:
        case "WEEKLY", 1 if plain and numbers == {0}:
            return WEEKLY
        case "WEEKLY", 2 if plain and numbers == {0} and when.dtstart:
            return FORTNIGHTLY
        case "MONTHLY", 1 if plain and _is_every_pair(when):
            return MONTHLY
        case "", 1 if plain and not when.byday and when.dtstart:
            return ONCE
        case _:
            return ""


def _is_every_pair(when: Recurrence) -> bool:
    """Whether its weeks and its days can be ticked apart from each other."""
    weeks, days = {number for number, _ in when.byday}, {code for _, code in when.byday}
    return bool(weeks) and weeks <= set(map(int, _WEEKS)) and len(when.byday) == len(weeks) * len(days)


def _is_empty(said: Mapping[str, Field]) -> bool:
    """Whether nothing is said of a row, however often it would be."""
    texts = any(said[name].data for name in ("first", "opens", "closes", "words"))
    return not (texts or ticked_in(said["days"]) or ticked_in(said["weeks"]))


def _every(days: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((0, code) for code in days)


def _choices(labels: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(code, label) for code, label in labels.items()]
