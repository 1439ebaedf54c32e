"""Who can come, in plain questions: each answer is a rule, which says itself in a sentence."""

from typing import Any

from wtforms import RadioField, SelectMultipleField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from directory.forms.choices import Chosen, ticked
from directory.forms.numbers import YearsField
from directory.forms.steps import StepForm
from directory.forms.texts import AtMost, TextField
from directory.oruk.records import RuleRecord
from directory.oruk.taking import LONGEST_TEXT
from directory.vocabulary import Circumstance, Gender, RuleKind

ANYONE, AGES, GENDERS, CIRCUMSTANCES = "anyone", "ages", "genders", "circumstances"


def _strictness(only: str, mainly: str) -> RadioField:
    """Whether others are turned away."""
    choices = [SelectChoice("only", only), SelectChoice("mainly", mainly)]
    return RadioField("Can others come too?", choices=choices, default="only", validate_choice=False)


class WhoForm(StepForm):
    """Whether it is for anybody; else what it depends on."""

    depends = SelectMultipleField(
        "Tick all that apply",
        choices=[
            SelectChoice(ANYONE, "Anyone can come"),
            SelectChoice(AGES, "It is for people of certain ages"),
            SelectChoice(GENDERS, "It is for women, or for men"),
            SelectChoice(CIRCUMSTANCES, "It is for people in certain circumstances, such as carers or veterans"),
        ],
        validators=[Chosen("Say who can come")],
        validate_choice=False,
    )
    note = TextField(
        "Anything else about who can come",
        validators=[AtMost(LONGEST_TEXT)],
        description="For example, people need to manage the toilet by themselves",
        render_kw={"rows": 2},
    )

    def validate_depends(self, _field: Field) -> None:
        chosen = ticked(self.depends)
        if ANYONE in chosen and len(chosen) > 1:
            raise ValidationError("Tick either that anyone can come, or what it depends on")

    def said(self) -> dict[str, Any]:
        anyone = ANYONE in ticked(self.depends)
        rules = (RuleRecord(kind=RuleKind.ANYONE),) if anyone else ()
        return {"rules": rules, "eligibility_note": self.note.data}


class AgesForm(StepForm):
    """For which ages."""

    youngest = YearsField(
        "From this age",
        description="For example, 60",
        render_kw={"classes": "govuk-input--width-3", "inputmode": "decimal"},
    )
    oldest = YearsField(
        "Up to and including this age",
        description="Leave one of them empty if there is no limit",
        render_kw={"classes": "govuk-input--width-3", "inputmode": "decimal"},
    )
    strict = _strictness("No, only people of these ages", "Yes, it is mainly for these ages and others are welcome")

    def validate_youngest(self, field: Field) -> None:
        if not field.data and not self.oldest.data:
            raise ValidationError("Enter a lowest age, a highest age, or both")

    def validate_oldest(self, _field: Field) -> None:
        low, high = self.youngest.years, self.oldest.years
        if low is not None and high is not None and high < (low if high % 1 else int(low)):
            raise ValidationError("The highest age has to be at or above the lowest")

    def said(self) -> dict[str, Any]:
        ages = {"minimum_age": self.youngest.years, "maximum_age": self.oldest.years}
        return {"rules": (RuleRecord(kind=RuleKind.AGE, strict=self.strict.data != "mainly", **ages),)}


class GendersForm(StepForm):
    """For women, for men."""

    genders = SelectMultipleField(
        "Who is it for?",
        validators=[Chosen("Tick who it is for")],
        choices=[SelectChoice(each.value, each.heading) for each in Gender],
        validate_choice=False,
    )
    strict = _strictness("No", "Yes, it is mainly for them and others are welcome")

    def said(self) -> dict[str, Any]:
        rule = RuleRecord(kind=RuleKind.GENDER, strict=self.strict.data != "mainly", among=ticked(self.genders))
        return {"rules": (rule,)}


class CircumstancesForm(StepForm):
    """For people of whom one of some things is true."""

    circumstances = SelectMultipleField(
        "It is for a person who …",
        validators=[Chosen("Tick at least one")],
        choices=[SelectChoice(each.value, each.label) for each in Circumstance],
        description="If you tick several, any one of them is enough",
        validate_choice=False,
    )
    strict = _strictness("No", "Yes, it is mainly for them and others are welcome")

    def said(self) -> dict[str, Any]:
        strict, among = self.strict.data != "mainly", ticked(self.circumstances)
        rule = RuleRecord(kind=RuleKind.CIRCUMSTANCE, strict=strict, among=among)
        return {"rules": (rule,)}
