"""One of several, or any of several: what was chosen among what was offered; anything else was not chosen."""

from typing import cast

from wtforms import SelectField, SelectMultipleField
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError


def ticked(field: SelectMultipleField) -> tuple[str, ...]:
    """What was ticked, in the order in which it was offered."""
    return tuple(str(value) for value, _, chosen, _ in field.iter_choices() if chosen)


class Chosen:
    """One at least of what is offered was chosen. For fields with choices alone."""

    def __init__(self, message: str) -> None:
        self._message = message

    def __call__(self, _form: BaseForm, field: Field) -> None:
        if not any(chosen for _, _, chosen, _ in cast(SelectField, field).iter_choices()):
            raise ValidationError(self._message)
