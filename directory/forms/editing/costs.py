"""What it costs. From when to when a price holds stays as it is."""

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.fields import Field

from directory.forms.editing.part import Asked, read_in
from directory.forms.editing.rows import RowsForm
from directory.forms.numbers import PoundsField
from directory.forms.texts import AtMost, LineField
from directory.oruk.records import CostRecord
from directory.oruk.taking import LONGEST_LINE


class CostsForm(RowsForm):
    """Prices, each with what it is for."""

    field: ClassVar[str] = "costs"
    one: ClassVar[str] = "price"

    def row(self, item: CostRecord | None) -> Asked:  # noqa: ARG002 -- it is the same for each
        return {
            "option": LineField(
                "What it is for", validators=[AtMost(LONGEST_LINE)], description="For example, members, or lunch"
            ),
            "amount": PoundsField(
                "Pounds",
                description="For example, 2.50. If it is free, 0",
                render_kw={"classes": "govuk-input--width-5", "inputmode": "decimal"},
            ),
            "note": LineField(
                "Anything else about it", validators=[AtMost(500)], description="For example, the first time is free"
            ),
        }

    def row_begins(self, item: CostRecord) -> Mapping[str, Any]:
        amount = "" if item.amount is None else f"{item.amount:f}"
        return {"option": item.option, "amount": amount, "note": item.note}

    def row_says(self, said: Mapping[str, Field], item: CostRecord | None) -> CostRecord | None:
        amount = read_in(said["amount"], "amount")
        values = {"option": said["option"].data or "", "amount": amount, "note": said["note"].data or ""}
        if amount is None and not (values["option"] or values["note"]):
            return None
        return (item or CostRecord()).model_copy(update=values)
