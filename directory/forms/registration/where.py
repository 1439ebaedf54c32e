"""How it reaches people, where it takes place, and whose people it is for."""

from collections.abc import Iterator
from typing import Any

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from directory.forms.accounts import Given
from directory.forms.choices import Chosen, ticked
from directory.forms.registration.areas import area_named
from directory.forms.steps import Others, StepForm
from directory.forms.texts import AtMost, LineField, TextField
from directory.geography import Postcode, PostcodeError
from directory.oruk.records import AreaRecord, PlaceRecord, RuleRecord
from directory.oruk.taking import LONGEST_LINE, LONGEST_TEXT
from directory.vocabulary import RuleKind, Way

MOST_AREAS = 100


class WaysForm(StepForm):
    """How it reaches people."""

    ways = SelectMultipleField(
        "Tick all that apply",
        choices=[
            SelectChoice(Way.IN_PERSON.value, "They come to a place"),
            SelectChoice(Way.HOME_VISIT.value, "We visit them at home"),
            SelectChoice(Way.PHONE.value, "By phone"),
            SelectChoice(Way.ONLINE.value, "Online"),
        ],
        validators=[Chosen("Tick at least one")],
        validate_choice=False,
    )

    def said(self) -> dict[str, Any]:
        return {"ways": tuple(map(Way, ticked(self.ways)))}


class PlaceForm(StepForm):
    """Where it takes place."""

    postcode = LineField(
        "Postcode",
        validators=[Given("Enter a postcode, like SK8 3JA")],
        description="Outdoors: the nearest postcode to where you meet",
        render_kw={"classes": "govuk-input--width-10", "autocomplete": "postal-code"},
    )
    sure = BooleanField("This postcode is right, although you do not know it")
    building = LineField(
        "Name of the building",
        validators=[AtMost(LONGEST_LINE)],
        description="Or where you meet, for example Harbour Hall",
    )
    address = LineField(
        "Street, and town or village", validators=[AtMost(500)], render_kw={"autocomplete": "street-address"}
    )
    shown = RadioField(
        "May everybody see this address?",
        choices=[SelectChoice("yes", "Yes"), SelectChoice("no", "No, show only the area: we give it on booking")],
        default="yes",
        validate_choice=False,
    )
    directions = TextField(
        "How to find it",
        validators=[AtMost(LONGEST_TEXT)],
        description="If it helps: the bus that stops there, which door, where to park",
        render_kw={"rows": 3},
    )

    @property
    def is_strange(self) -> bool:
        """Whether a postcode was typed that could be one, and that we do not know."""
        try:
            return self.around.gazetteer.lookup(Postcode.parse(self.postcode.data or "")) is None
        except PostcodeError:
            return False

    def validate_postcode(self, field: Field) -> None:
        try:
            Postcode.parse(field.data or "")
        except PostcodeError as wrong:
            meant = f". Did you mean {wrong.suggestion}?" if wrong.suggestion else ""
            raise ValidationError(f"{wrong}{meant}") from wrong
        if self.is_strange and not self.sure.data:
            raise ValidationError("We do not know this postcode. Check it, or say below that it is right")

    def said(self) -> dict[str, Any]:
        place = PlaceRecord(
            name=self.building.data,
            address=self.address.data,
            postcode=str(Postcode.parse(self.postcode.data or "")),
            address_public=self.shown.data != "no",
            directions=self.directions.data,
        )
        return {"places": (place,)}


class AccessForm(StepForm):
    """What people can rely on at a place."""

    features = SelectMultipleField("Tick all that there is", validate_choice=False)

    def offer(self, _others: Others) -> None:
        labels = self.around.labels
        self.features.choices = [SelectChoice(tag, labels[tag]) for tag in labels.names if tag.startswith("access:")]

    def said(self) -> dict[str, Any]:
        return {"features": ticked(self.features)}


class AreasForm(StepForm):
    """Whose people it is for, by where they live."""

    cover = RadioField(
        "Choose one",
        choices=[
            SelectChoice("anywhere", "Anywhere"),
            SelectChoice("mainly", "Mainly in some areas; others are welcome"),
            SelectChoice("only", "Only in some areas"),
        ],
        validators=[Chosen("Say where the people you help live")],
        validate_choice=False,
    )
    areas = TextField(
        "Which areas?",
        validators=[AtMost(LONGEST_TEXT)],
        description="One on each line: a council area, like Darlington, or a postcode district, like DL3",
        render_kw={"rows": 3},
    )

    def validate_areas(self, _field: Field) -> None:
        lines = list(self._lines())
        if self._is_bound and not lines:
            raise ValidationError("Write the areas, one on each line")
        if len(lines) > MOST_AREAS:
            raise ValidationError(f"Write up to {MOST_AREAS} areas")
        if too_long := next((line for line in lines if len(line) > LONGEST_LINE), None):
            raise ValidationError(f"Write each area on a line of its own: “{too_long[:40]} …” is too long")

    @property
    def _is_bound(self) -> bool:
        return self.cover.data in {"mainly", "only"}

    def _lines(self) -> Iterator[str]:
        return (line for each in (self.areas.data or "").splitlines() if (line := " ".join(each.split())))

    def said(self) -> dict[str, Any]:
        if not self._is_bound:
            return {}
        areas = tuple(dict.fromkeys(area_named(line, self.around.gazetteer) for line in self._lines()))
        if self.cover.data == "mainly":
            return {"areas": areas}
        return {"areas": areas, **_only(areas)}


def _only(areas: tuple[AreaRecord, ...]) -> dict[str, Any]:
    """That nobody else may come: as a rule, or in words where we cannot tell who lives there."""
    if all(area.code for area in areas):
        return {"rules": (RuleRecord(kind=RuleKind.RESIDENCE, among=tuple(area.code for area in areas)),)}
    names = ", ".join(area.name or area.code for area in areas)
    return {"eligibility_note": f"Only for people who live in: {names}"}
