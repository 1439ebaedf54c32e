"""Who runs it: shown beside every listing of the group."""

from collections.abc import Mapping
from typing import Any

from directory.forms.accounts import EmailField, Given
from directory.forms.editing.part import Asked, PartForm, read_in
from directory.forms.numbers import CharityField, CompanyField
from directory.forms.texts import AtMost, LineField, PhoneField, TextField, WebField
from directory.oruk.taking import LONGEST_LINE, LONGEST_TEXT

_CHARITIES = ("GB-CHC", "GB-SC", "GB-NIC")
_COMPANIES = ("GB-COH",)
_OF_GROUP = ("name", "description", "url", "email", "phone")


class GroupForm(PartForm):
    """The group itself. Numbers by which it is known elsewhere, other than those asked for, stay as they are."""

    def asks(self) -> Asked:
        return {
            "name": LineField(
                "Name of the group", validators=[Given("Enter the name of the group"), AtMost(LONGEST_LINE)]
            ),
            "description": TextField(
                "About the group",
                validators=[AtMost(LONGEST_TEXT)],
                description="Shown beside every listing of the group",
                render_kw={"rows": 4},
            ),
            "url": WebField("Web address of the group", render_kw={"inputmode": "url"}),
            "email": EmailField(
                "E-mail address of the group",
                validators=[AtMost(LONGEST_LINE)],
                description="Everybody sees it. Best a shared mailbox, not that of a person",
                render_kw={"type": "email"},
            ),
            "phone": PhoneField(
                "Telephone number of the group",
                validators=[AtMost(60)],
                render_kw={"classes": "govuk-input--width-20", "type": "tel"},
            ),
            "charity": CharityField("Charity number", render_kw={"classes": "govuk-input--width-10"}),
            "company": CompanyField("Company number", render_kw={"classes": "govuk-input--width-10"}),
        }

    def begins(self) -> Mapping[str, Any]:
        group = self.record.organisation
        numbers = {"charity": self._number(_CHARITIES), "company": self._number(_COMPANIES)}
        return {name: getattr(group, name) for name in _OF_GROUP} | numbers

    def says(self) -> Mapping[str, Any]:
        group = self.record.organisation
        said = {name: self.value(name, getattr(group, name)) for name in _OF_GROUP}
        identifiers = self._identifiers(
            self._identifiers(group.identifiers, "charity", _CHARITIES), "company", _COMPANIES
        )
        return {"organisation": group.model_copy(update={**said, "identifiers": identifiers})}

    def _number(self, schemes: tuple[str, ...]) -> str:
        return next((number for scheme, number in self.record.organisation.identifiers if scheme in schemes), "")

    def _identifiers(
        self, before: tuple[tuple[str, str], ...], name: str, schemes: tuple[str, ...]
    ) -> tuple[tuple[str, str], ...]:
        """Numbers with the one that was typed in place of the first of its kind."""
        if self.untouched(name):
            return before
        shown = self._number(schemes)
        kept = tuple(each for each in before if each[0] not in schemes or each[1] != shown)
        typed = read_in(self[name], "identifier")
        return tuple(sorted({*kept, typed})) if typed else kept
