"""What was chosen among what was offered."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.choices import Chosen, ticked

OFFERED = [SelectChoice("tea", "Tea"), SelectChoice("cake", "Cake")]


class Choices(Form):
    one = RadioField("One", choices=OFFERED, validators=[Chosen("Choose one")], validate_choice=False)
    any = SelectMultipleField("Any", choices=OFFERED, validators=[Chosen("Tick one")], validate_choice=False)


def test_what_was_ticked_comes_in_the_order_of_the_page() -> None:
    form = Choices(MultiDict([("any", "cake"), ("any", "tea"), ("any", "tea"), ("any", "beer")]))
    assert ticked(form.any) == ("tea", "cake")


@pytest.mark.parametrize("sent", [{}, {"one": "beer", "any": "beer"}, {"one": "", "any": ""}])
def test_what_was_not_offered_was_not_chosen(sent: dict[str, str]) -> None:
    form = Choices(MultiDict(sent))
    assert not form.validate()
    assert form.errors == {"one": ["Choose one"], "any": ["Tick one"]}
