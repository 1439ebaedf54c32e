"""Who is to have which role, and where."""

from wtforms import Form, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.accounts import EmailField, Given
from directory.forms.written import LineField
from directory.vocabulary import Role

GRANTED = (Role.NAVIGATOR, Role.COUNCILLOR, Role.MODERATOR, Role.ADMINISTRATOR)
"""Roles that are granted by hand. Who keeps a group's listings is decided where somebody claims the group."""


class GrantForm(Form):
    """A role for somebody."""

    email = EmailField("E-mail address", validators=[Given("Enter their e-mail address")])
    role = RadioField(
        "Role", choices=[SelectChoice(role.value, role.label) for role in GRANTED], default=Role.NAVIGATOR.value
    )
    area = LineField(
        "Where",
        description="The name of a district, or the code of a district or ward. Empty is everywhere, for navigators "
        "and administrators.",
    )
