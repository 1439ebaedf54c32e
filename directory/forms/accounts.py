"""What is typed to sign in."""

from email_validator import EmailNotValidError, validate_email
from wtforms import Form, StringField
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from directory.errors import InputError
from directory.forms.fields import readable
from directory.forms.written import LineField

LONGEST_ADDRESS = 320

LONGEST_TYPED = 2_000
"""So much of what was typed is shown again, when it is no address."""


_UNSEEN = " \n\u200c\u200d\u115f\u1160\u2800\u3164\uffa0"
"""Signs that are kept within words, or count as letters, and show nothing by themselves."""


class EmailField(StringField):
    """A text box whose data is an e-mail address in lower case, or empty; it is not asked whether anybody has it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = readable(valuelist[0], LONGEST_TYPED) if valuelist else ""
        if self.data:
            try:
                self.data = email_address(self.data)
            except InputError as wrong:
                raise ValueError(str(wrong)) from wrong


class Given:
    """Something has to be there, that can be seen."""

    def __init__(self, message: str) -> None:
        self._message = message

    def __call__(self, _form: BaseForm, field: Field) -> None:
        if not str(field.data or "").strip(_UNSEEN):
            raise ValidationError(self._message)


class AskForm(Form):
    """Who wants to sign in."""

    email = EmailField(
        "E-mail address",
        validators=[Given("Enter your e-mail address")],
        description="We send you a link. There is no password.",
    )


class CodeForm(Form):
    """A code from an app, or one for the day when it is lost."""

    code = LineField(
        "Code",
        validators=[Given("Enter the six digits that the app shows now")],
        description="Six digits from your app, or one of your recovery codes",
    )


def email_address(typed: str) -> str:
    """An e-mail address in the form in which it is kept.

    Raises:
        InputError: it cannot be one.
    """
    if len(typed) > LONGEST_ADDRESS:
        raise InputError("email", "Enter an e-mail address, like name@example.org")
    try:
        return validate_email(typed, check_deliverability=False, globally_deliverable=False).normalized.lower()
    except EmailNotValidError as wrong:
        raise InputError("email", "Enter an e-mail address, like name@example.org") from wrong


def counted_by(typed: str) -> str:
    """What is counted by for an address: the form in which it is kept, so that nobody writes to one mailbox without end
    by spelling it in other ways; what is no address counts as it was typed.
    """
    try:
        return email_address(readable(typed, LONGEST_TYPED))
    except InputError:
        return typed.strip().lower()


def safe_path(typed: str) -> str:
    """A path of this site to go on to, or nothing: never an address elsewhere."""
    # Browsers take a backslash for a slash, so that "/\\evil" leads elsewhere. Nothing else is asked of it: there are
    # texts that cannot be taken apart as an address at all.
    ours = typed.startswith("/") and not typed.startswith("//") and "\\" not in typed and typed.isprintable()
    return typed[:2000] if ours else ""
