"""How the group is reached: for everybody, or for the keepers of the directory alone."""

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import RadioField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.accounts import EmailField
from directory.forms.editing.part import Asked
from directory.forms.editing.rows import RowsForm
from directory.forms.texts import AtMost, LineField, PhoneField
from directory.oruk.records import ContactRecord
from directory.oruk.taking import LONGEST_LINE

_SHOWN = [SelectChoice("yes", "Everybody"), SelectChoice("no", "Only the people who keep this directory")]


class ContactsForm(RowsForm):
    """Contacts, and an address of the listing itself."""

    field: ClassVar[str] = "contacts"
    one: ClassVar[str] = "contact"

    def row(self, item: ContactRecord | None) -> Asked:  # noqa: ARG002 -- it is the same for each
        return {
            "role": LineField(
                "Whom do people ask for?",
                validators=[AtMost(120)],
                description="A role, such as the secretary. A name is not needed",
            ),
            "phone": PhoneField(
                "Telephone number",
                validators=[AtMost(60)],
                render_kw={"classes": "govuk-input--width-20", "type": "tel"},
            ),
            "email": EmailField("E-mail address", validators=[AtMost(LONGEST_LINE)], render_kw={"type": "email"}),
            "shown": RadioField("Who may see this?", choices=_SHOWN, default="yes", validate_choice=False),
        }

    def beside(self) -> Asked:
        return {
            "email": EmailField(
                "E-mail address for this listing",
                validators=[AtMost(LONGEST_LINE)],
                description="Everybody sees it. Leave it empty if the contacts say it already",
                render_kw={"type": "email"},
            )
        }

    def row_begins(self, item: ContactRecord) -> Mapping[str, Any]:
        shown = "yes" if item.public else "no"
        return {"role": item.role, "phone": item.phone, "email": item.email, "shown": shown}

    def check_row(self, said: Mapping[str, Field]) -> tuple[str, str] | None:
        if said["role"].data and not (said["phone"].data or said["email"].data):
            return "phone", "Enter a telephone number, an e-mail address, or both"
        return None

    def row_says(self, said: Mapping[str, Field], item: ContactRecord | None) -> ContactRecord | None:  # noqa: ARG002 -- it says all of one
        role, phone, email = (said[name].data or "" for name in ("role", "phone", "email"))
        if not (phone or email):
            return None
        return ContactRecord(role=role, phone=phone, email=email, public=said["shown"].data != "no")
