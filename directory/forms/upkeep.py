"""What is answered to a letter about a listing."""

from collections.abc import Sequence

from wtforms import Form, StringField
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from directory.forms.fields import readable
from directory.vocabulary import Answer

ANSWERS = {answer.value: answer for answer in Answer}
"""The answers by what their buttons send."""

_WEEKS = "Enter the weeks as a whole number, like 6, or leave it empty"


class WeeksField(StringField):
    """A text box for a number of weeks, which may be left empty.

    Attributes:
        weeks: the number; None where none was typed.
    """

    weeks: int | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = readable(valuelist[0], 40) if valuelist else ""
        digits = (self.data or "").casefold().removeprefix("about").removesuffix("s").removesuffix("week").strip()
        if not digits:
            return
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
            raise ValueError(_WEEKS)
        self.weeks = int(digits)


class OneOfTheButtons:
    """One of the buttons of the page was pressed."""

    def __call__(self, _form: BaseForm, field: Field) -> None:
        if field.data not in ANSWERS:
            raise ValidationError("Press one of the buttons")


class AnswerForm(Form):
    """Which button was pressed."""

    answer = StringField("Your answer", validators=[OneOfTheButtons()])
    weeks = WeeksField("About how many weeks do people wait?", description="You can leave this empty.")

    def to_answer(self) -> tuple[Answer, int | None]:
        """The answer, and how long people wait, where it is that they do."""
        answer = ANSWERS[str(self.answer.data)]
        return answer, self.weeks.weeks if answer is Answer.WAITING_LIST else None
