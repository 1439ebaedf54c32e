"""What those who decide type and press."""

from datetime import date
from typing import Final

from wtforms import DateField, Form, SelectField, StringField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm
from wtforms.validators import Length, Optional, ValidationError

from directory.forms.written import WordsField
from directory.vocabulary import EventKind

LONGEST: Final = 5_000
"""Letters of what somebody writes to a group; whoever has more to say rings."""


class DecisionForm(Form):
    """A decision: which button was pressed, and the words that go with it."""

    deed = StringField()
    words = WordsField(
        "Words to the group",
        description="They are sent as they are. You need them for everything but publishing.",
        validators=[Length(max=LONGEST, message="Write no more than 5,000 letters")],
    )

    @property
    def typed(self) -> str:
        """The words, without spaces around them."""
        return (self.words.data or "").strip()

    def refuse(self, message: str) -> None:
        """Say beside the words what is wrong."""
        self.words.errors = [message]


class InOurTime:
    """A day on which something may have been decided here."""

    def __call__(self, _form: BaseForm, field: Field) -> None:
        if field.data and not 2000 <= field.data.year < 2100:
            raise ValidationError("Enter a day of this century")


class AuditForm(Form):
    """Which decisions are shown."""

    kind = SelectField(
        "What",
        choices=[SelectChoice("", "Everything"), *(SelectChoice(kind.value, kind.label) for kind in EventKind)],
        validators=[Optional()],
    )
    since = DateField("From", validators=[Optional(), InOurTime()])
    until = DateField("Until", validators=[Optional(), InOurTime()])

    @property
    def chosen(self) -> EventKind | None:
        """The kind of decisions that is shown; None: all."""
        return EventKind(self.kind.data) if self.kind.data else None

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day."""
        return self.since.data, self.until.data
