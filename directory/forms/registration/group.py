"""Who the group is and what it does, in its own words."""

from typing import Any

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.accounts import Given
from directory.forms.numbers import CharityField, CompanyField
from directory.forms.steps import Others, StepForm
from directory.forms.texts import AtMost, LineField, TextField, WebField
from directory.oruk.records import TermRecord
from directory.oruk.taking import LONGEST_LINE, LONGEST_TEXT
from directory.vocabulary import TermKind

_KINDS = {"need": TermKind.NEED, "category": TermKind.CATEGORY}


class NameForm(StepForm):
    """What it is called."""

    name = LineField(
        "Name",
        validators=[Given("Enter the name of your group or activity"), AtMost(LONGEST_LINE)],
        description="As you would put it on a poster, for example Tuesday tea table",
        render_kw={"autocomplete": "organization"},
    )

    def said(self) -> dict[str, Any]:
        return {"name": self.name.data}


class GroupForm(StepForm):
    """Who runs it, and by what else they are known."""

    group = LineField(
        "Name of the organisation",
        validators=[AtMost(LONGEST_LINE)],
        description="Leave this empty if it is the same",
        render_kw={"autocomplete": "organization"},
    )
    charity = CharityField(
        "Charity number",
        description="If you have one, for example 1234567, SC012345 or NIC123456",
        render_kw={"classes": "govuk-input--width-10"},
    )
    company = CompanyField(
        "Company number",
        description="If you have one: eight digits, or two letters and six digits",
        render_kw={"classes": "govuk-input--width-10"},
    )
    web = WebField(
        "Web address",
        description="If you have one. A page of yours on Facebook or the like will do",
        render_kw={"type": "text", "inputmode": "url", "autocomplete": "url"},
    )

    def said(self) -> dict[str, Any]:
        numbers = (self.charity.identifier, self.company.identifier)
        return {"group": self.group.data, "identifiers": tuple(filter(None, numbers)), "url": self.web.data}


class AboutForm(StepForm):
    """What it does."""

    description = TextField(
        "What happens, and who it helps",
        validators=[Given("Tell us what you do"), AtMost(LONGEST_TEXT)],
        description="Two or three sentences, as you would tell somebody who has never been. People find you by these "
        "words, so use everyday ones: “We have tea and a chat, and nobody sits alone”.",
    )

    def said(self) -> dict[str, Any]:
        return {"description": self.description.data}


class SuitsForm(StepForm):
    """What it helps with: what its own words suggest, to be ticked or not, and everything else to choose from."""

    suggested = SelectMultipleField("From your own words", validate_choice=False)
    others = SelectMultipleField("Everything else that people look for", validate_choice=False)

    def offer(self, others: Others) -> None:
        labels, ticked = self.around.labels, others.ticked("suits", "suggested")
        suggested = self.around.suggest(others.typed("name", "name"), others.typed("about", "description"))
        shown = [tag for tag in dict.fromkeys((*suggested, *ticked)) if labels.knows(tag)]
        needs = sorted((labels[tag], tag) for tag in labels.names if tag.startswith("need:"))
        self.suggested.choices = [SelectChoice(tag, labels[tag]) for tag in shown]
        self.others.choices = [
            SelectChoice(tag, label) for label, tag in needs if tag not in shown and tag not in labels.narrower
        ]

    def said(self) -> dict[str, Any]:
        ticked = dict.fromkeys((*(self.suggested.data or ()), *(self.others.data or ())))
        known = ((_KINDS.get(tag.partition(":")[0]), tag) for tag in ticked if self.around.labels.knows(tag))
        return {"terms": tuple(TermRecord(kind=kind, code=tag) for kind, tag in known if kind)}
