"""Where it takes place, and whose people it is for."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.editing.part import Asked, PartForm, ticked_in
from directory.forms.editing.rows import RowsForm
from directory.forms.registration.areas import area_named
from directory.forms.texts import AtMost, LineField, TextField
from directory.geography import Postcode, PostcodeError
from directory.oruk.records import AreaRecord, PlaceRecord
from directory.oruk.taking import LONGEST_LINE, LONGEST_TEXT

MOST_AREAS = 200
_TEXTS = ("name", "address", "city", "postcode", "directions")
_SHOWN = [SelectChoice("yes", "Yes"), SelectChoice("no", "No, show only the area: we give it on booking")]


class PlacesForm(RowsForm):
    """Places. Their points are found by their postcodes."""

    field: ClassVar[str] = "places"
    one: ClassVar[str] = "place"

    def row(self, item: PlaceRecord | None) -> Asked:  # noqa: ARG002 -- it is the same for each
        labels = self.known.wording.labels
        features = [SelectChoice(tag, labels[tag]) for tag in labels.names if tag.startswith("access:")]
        return {
            "name": LineField(
                "Name of the building",
                validators=[AtMost(LONGEST_LINE)],
                description="Or where you meet, for example Harbour Hall",
            ),
            "address": LineField("Number and street", validators=[AtMost(500)]),
            "city": LineField("Town or village", validators=[AtMost(120)]),
            "postcode": LineField("Postcode", validators=[AtMost(12)], render_kw={"classes": "govuk-input--width-10"}),
            "sure": BooleanField("If we do not know the postcode: it is right all the same"),
            "shown": RadioField(
                "May everybody see this address?", choices=_SHOWN, default="yes", validate_choice=False
            ),
            "directions": TextField("How to find it", validators=[AtMost(LONGEST_TEXT)], render_kw={"rows": 3}),
            "features": SelectMultipleField("What is there?", choices=features, validate_choice=False),
        }

    def row_begins(self, item: PlaceRecord) -> Mapping[str, Any]:
        texts = {name: getattr(item, name) for name in _TEXTS}
        return texts | {"shown": "yes" if item.address_public else "no", "features": list(item.features)}

    def check_row(self, said: Mapping[str, Field]) -> tuple[str, str] | None:
        postcode = said["postcode"]
        if self.untouched(postcode.name):
            somewhere = any(said[name].data for name in _TEXTS) or said["features"].data
            return ("postcode", "Enter a postcode, like SK8 3JA") if somewhere and not postcode.data else None
        if not postcode.data:
            return (
                None if not any(said[name].data for name in _TEXTS) else ("postcode", "Enter a postcode, like SK8 3JA")
            )
        try:
            known = self.known.gazetteer.lookup(Postcode.parse(postcode.data))
        except PostcodeError as wrong:
            return "postcode", f"{wrong}. Did you mean {wrong.suggestion}?" if wrong.suggestion else str(wrong)
        if known is None and not said["sure"].data:
            return "postcode", "We do not know this postcode. Check it, or say below that it is right"
        return None

    def row_says(self, said: Mapping[str, Field], item: PlaceRecord | None) -> PlaceRecord | None:
        before = item or PlaceRecord()
        texts = {name: self.value(said[name].name, getattr(before, name)) for name in _TEXTS}
        if not any(texts.values()):
            return None
        if not self.untouched(said["postcode"].name):
            texts["postcode"] = str(Postcode.parse(texts["postcode"]))
        features = before.features if self.untouched(said["features"].name) else self._features(said, before)
        public = said["shown"].data != "no"
        return before.model_copy(update={**texts, "address_public": public, "features": features})

    def _features(self, said: Mapping[str, Field], before: PlaceRecord) -> tuple[str, ...]:
        """What was ticked, and what could not be: it is of no list of ours."""
        offered = self.known.wording.labels.names
        return (*ticked_in(said["features"]), *(each for each in before.features if each not in offered))


class AreasForm(PartForm):
    """The areas that it covers, by what people call them."""

    def asks(self) -> Asked:
        return {
            "areas": TextField(
                "Which areas do you cover?",
                validators=[AtMost(LONGEST_TEXT)],
                description="One on each line: a council area, like Darlington, or a postcode district, like DL3. "
                "Leave it empty if you have not decided",
                render_kw={"rows": 6},
            )
        }

    def begins(self) -> Mapping[str, Any]:
        return {"areas": "\n".join(self._called)}

    def check(self) -> None:
        lines = list(self._lines())
        if len(lines) > MOST_AREAS:
            self.refuse("areas", f"Write up to {MOST_AREAS} areas")
        if too_long := next((line for line in lines if len(line) > LONGEST_LINE), None):
            self.refuse("areas", f"Write each area on a line of its own: “{too_long[:40]} …” is too long")

    def says(self) -> Mapping[str, Any]:
        if self.untouched("areas"):
            return {"areas": self.record.areas}
        called = self._called
        areas = (called.get(line) or area_named(line, self.known.gazetteer) for line in self._lines())
        return {"areas": tuple(dict.fromkeys(areas))}

    @property
    def _called(self) -> dict[str, AreaRecord]:
        """The areas that are covered, by what each is called."""
        alone = ((area, self.record.model_copy(update={"areas": (area,)})) for area in self.record.areas)
        said = ((area, self.known.wording.lines(record, "areas")) for area, record in alone)
        return {" ".join(line.split()): area for area, lines in said for line in lines[:1]}

    def _lines(self) -> Iterator[str]:
        return (line for each in (self["areas"].data or "").splitlines() if (line := " ".join(each.split())))
