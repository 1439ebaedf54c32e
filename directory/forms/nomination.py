"""What a councillor says of a group: four boxes, to be filled in on a phone in less than a minute."""

import re

from wtforms import Form
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from directory.errors import InputError
from directory.forms.accounts import Given, email_address
from directory.forms.written import AtMost, LineField, WordsField
from directory.queries.nomination import NewGroup

_PHONE = re.compile(r"\+?[0-9()\s./-]+(?:(?:x|ext\.?|extension)\s*[0-9]+)?", re.IGNORECASE)
_FEWEST_DIGITS, _LONGEST_PHONE = 7, 60


class MailboxOrPhone:
    """It is an e-mail address, or a phone number."""

    def __call__(self, _form: BaseForm, field: Field) -> None:
        try:
            reached_by(field.data or "")
        except InputError as wrong:
            raise ValidationError(str(wrong)) from wrong


class NominationForm(Form):
    """A group that a councillor knows of."""

    name = LineField(
        "What is the group called?", validators=[Given("Enter the name of the group"), AtMost(255, "The name")]
    )
    where = LineField(
        "Where is it?",
        validators=[Given("Enter a postcode, or the name of a town or village"), AtMost(100, "The place")],
        description="A postcode if you know it, or a town or village",
    )
    purpose = WordsField(
        "What is it for?",
        validators=[Given("Say in a few words what the group is for"), AtMost(2_000, "What it is for")],
        description="In your own words, for example: company and soup for people on their own",
    )
    reached_by = LineField(
        "How can we reach the group?",
        validators=[Given("Enter an e-mail address or a phone number"), MailboxOrPhone()],
        description="An e-mail address if you can, else a phone number. We do not show it to anybody.",
    )

    def to_input(self) -> NewGroup:
        """What was said of the group."""
        email, phone = reached_by(self.reached_by.data or "")
        return NewGroup(self.name.data or "", self.where.data or "", self.purpose.data or "", email, phone)

    @property
    def written(self) -> list[tuple[str, str]]:
        """All that was written, for a page that asks for one more thing."""
        return [(field.name, field.data or "") for field in self]


def reached_by(typed: str) -> tuple[str, str]:
    """An e-mail address or a phone number: the one that it is, and nothing for the other.

    Raises:
        InputError: it is neither.
    """
    if "@" in typed:
        return email_address(typed), ""
    digits = sum(each.isdigit() for each in typed)
    if not _PHONE.fullmatch(typed) or digits < _FEWEST_DIGITS or len(typed) > _LONGEST_PHONE:
        raise InputError("reached_by", "Enter an e-mail address or a phone number, like 01632 960001")
    return "", typed
