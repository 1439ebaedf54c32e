"""How a group is reached: by whom, in which languages, and who keeps its listing."""

from typing import Any

from wtforms import BooleanField, Form, RadioField, SelectMultipleField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from directory.forms.accounts import EmailField, Given
from directory.forms.choices import ticked
from directory.forms.steps import Others, StepForm
from directory.forms.texts import AtMost, LineField, PhoneField
from directory.oruk.records import ContactRecord
from directory.oruk.taking import LONGEST_LINE


class ContactForm(StepForm):
    """A way to reach the group: for everybody, or for the keepers of the directory alone."""

    phone = PhoneField(
        "Telephone number",
        validators=[AtMost(60)],
        render_kw={"classes": "govuk-input--width-20", "type": "tel", "autocomplete": "tel"},
    )
    email = EmailField(
        "E-mail address",
        validators=[AtMost(LONGEST_LINE)],
        description="Best a mailbox of the group",
        render_kw={"type": "email", "autocomplete": "email"},
    )
    role = LineField(
        "Whom do people ask for?",
        validators=[AtMost(120)],
        description="A role, such as the secretary. A name is not needed",
    )
    shown = RadioField(
        "Who may see this?",
        choices=[
            SelectChoice("yes", "Everybody"),
            SelectChoice("no", "Only the people who keep this directory"),
        ],
        default="yes",
        validate_choice=False,
    )

    def validate_phone(self, field: Field) -> None:
        if not field.data and not self.email.data:
            raise ValidationError("Enter a telephone number, an e-mail address, or both")

    def said(self) -> dict[str, Any]:
        shown = self.shown.data != "no"
        contact = ContactRecord(role=self.role.data, phone=self.phone.data, email=self.email.data, public=shown)
        return {"contacts": (contact,)}


class LanguagesForm(StepForm):
    """The languages that are spoken there."""

    languages = SelectMultipleField("Tick all that apply", validate_choice=False)

    def offer(self, _others: Others) -> None:
        spoken = {tag: label for tag, label in self.around.labels.names.items() if tag.startswith("language:")}
        languages = {tag.removeprefix("language:"): label for tag, label in spoken.items()}
        # Most tick this one and go on.
        first = {code: label for code, label in languages.items() if code == "en"}
        self.languages.choices = [SelectChoice(code, label) for code, label in (first | languages).items()]

    def said(self) -> dict[str, Any]:
        return {"languages": ticked(self.languages)}


class KeeperForm(StepForm):
    """Who is asked whether the listing is still right. Private: it is no part of what the listing says."""

    email = EmailField(
        "Your e-mail address",
        validators=[Given("Enter your e-mail address"), AtMost(LONGEST_LINE)],
        description="Nobody sees it. We write to ask, four times a year, whether your listing is still right",
        render_kw={"type": "email", "autocomplete": "email"},
    )
    agreed = BooleanField(
        "You may write to this address about our listing",
        validators=[Given("Tick the box, so that we may ask you whether your listing is still right")],
    )


class LaterForm(Form):
    """Where the link goes to by which somebody comes back."""

    email = EmailField(
        "Your e-mail address",
        validators=[Given("Enter your e-mail address")],
        description="We use it for this one letter alone",
        render_kw={"autocomplete": "email", "type": "email"},
    )
