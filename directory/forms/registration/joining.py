"""How people join, whether there is room, and what it costs."""

from decimal import Decimal
from typing import Any

from wtforms import RadioField, SelectMultipleField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from directory import clock
from directory.forms.choices import Chosen, ticked
from directory.forms.numbers import PoundsField, WeeksField
from directory.forms.steps import StepForm
from directory.forms.texts import AtMost, LineField, TextField, WebField
from directory.oruk.records import CapacityRecord, CostRecord, RuleRecord
from directory.oruk.taking import LONGEST_TEXT
from directory.vocabulary import CapacityStatus, Referrer, RuleKind

_ROOM = {
    CapacityStatus.OPEN: "Yes, there is room",
    CapacityStatus.FEW: "Yes, a few places",
    CapacityStatus.WAITING_LIST: "There is a waiting list",
    CapacityStatus.FULL: "No, we are full",
    CapacityStatus.ASK: "It depends: people should ask",
}


class JoiningForm(StepForm):
    """How people join, and who can send them."""

    referrers = SelectMultipleField(
        "Who can get in touch? Tick all that apply",
        choices=[
            SelectChoice(Referrer.SELF.value, "The person, or a friend or relative"),
            SelectChoice(Referrer.PROFESSIONAL.value, "Any professional, such as a social prescriber"),
            SelectChoice(Referrer.GP.value, "A GP practice"),
        ],
        validate_choice=False,
    )
    joining = TextField(
        "What should they do?",
        validators=[AtMost(LONGEST_TEXT)],
        description="For example, just come along, or ring first and ask for the secretary",
        render_kw={"rows": 3},
    )
    form = WebField(
        "Web address of a form for referrals",
        description="If you have one",
        render_kw={"inputmode": "url"},
    )

    def said(self) -> dict[str, Any]:
        among = ticked(self.referrers)
        rules = (RuleRecord(kind=RuleKind.REFERRER, among=among),) if among else ()
        return {"rules": rules, "joining": self.joining.data, "referral_url": self.form.data}


class RoomForm(StepForm):
    """Whether there is room now."""

    room = RadioField(
        "Choose one",
        choices=[SelectChoice(status.value, words) for status, words in _ROOM.items()],
        validators=[Chosen("Say whether there is room")],
        validate_choice=False,
    )
    weeks = WeeksField(
        "If there is a waiting list: about how many weeks?",
        render_kw={"classes": "govuk-input--width-3", "inputmode": "numeric"},
    )

    def said(self) -> dict[str, Any]:
        status = CapacityStatus(self.room.data)
        weeks = self.weeks.weeks if status is CapacityStatus.WAITING_LIST else None
        return {"capacity": CapacityRecord(status=status, stated_on=clock.today(), wait_weeks=weeks)}


class CostForm(StepForm):
    """What it costs."""

    cost = RadioField(
        "Choose one",
        choices=[
            SelectChoice("free", "It is free"),
            SelectChoice("donation", "It is free, and people can give what they like"),
            SelectChoice("price", "It costs this much each time"),
            SelectChoice("words", "It costs different amounts, or something else: I will write it down"),
        ],
        validators=[Chosen("Say what it costs")],
        validate_choice=False,
    )
    amount = PoundsField(
        "If it costs the same each time: how many pounds?",
        description="For example, 2.50",
        render_kw={"classes": "govuk-input--width-5", "inputmode": "decimal"},
    )
    note = LineField(
        "Anything else about the cost",
        validators=[AtMost(500)],
        description="For example, the first time is free, or £5 a year for members",
    )

    def validate_amount(self, field: Field) -> None:
        if self.cost.data == "price" and not field.data:
            raise ValidationError("Enter an amount in pounds, like 2.50")

    def validate_note(self, field: Field) -> None:
        if self.cost.data == "words" and not field.data:
            raise ValidationError("Say what it costs, in your own words")

    def said(self) -> dict[str, Any]:
        note = self.note.data or ""
        match self.cost.data:
            case "price":
                return {"costs": (CostRecord(amount=self.amount.amount, note=note),)}
            case "words":
                return {"costs": (CostRecord(note=note),)}
            case "donation":
                note = f"donations are welcome; {note}"[:500] if note else "donations are welcome"
        return {"costs": (CostRecord(amount=Decimal(0), note=note),)}
