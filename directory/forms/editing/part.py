"""The form of one part of a listing, whichever it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import ValidationError as RecordError
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectMultipleField
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta

from directory.errors import InputError
from directory.forms.choices import ticked
from directory.geography.local_gazetteer import LocalGazetteer
from directory.oruk.records import ServiceRecord
from directory.queries.wording import Wording

Asked = Mapping[str, Field]
"""Fields by their names; they are bound to a form when it is made."""

Typed = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What a form may be made of beside what the listing says."""

    gazetteer: LocalGazetteer
    wording: Wording


class PartForm(BaseForm):
    """What a listing says of one part, to be changed. Its fields are made for the listing.

    Args:
        record: what the listing says, which the form begins with.
        typed: what was typed into it; None: nothing yet.
    """

    always: ClassVar[frozenset[str]] = frozenset()
    """Fields that are judged although nobody has touched them."""

    def __init__(self, record: ServiceRecord, known: Known, typed: Typed | None = None) -> None:
        self.record = record
        self.known = known
        super().__init__(self.asks(), meta=DefaultMeta())  # type: ignore[arg-type]  # until then they are of another kind
        begun = dict(self.begins())
        self.process(None, data=begun)
        self._begun = {field.name: _sent(field) for field in self}
        if typed is not None:
            self.process(typed, data=begun)
        self._typed = typed

    def asks(self) -> Asked:
        """The fields, in their order."""
        raise NotImplementedError

    def begins(self) -> Mapping[str, Any]:
        """What they begin with: as it stands in the record, where they are called alike."""
        return {name: getattr(self.record, name) for name in self.asks() if name in ServiceRecord.model_fields}

    def says(self) -> Mapping[str, Any]:
        """What was typed, by the names of `ServiceRecord`. Asked only of a form that is right."""
        return {name: self.value(name, getattr(self.record, name)) for name in self.begins()}

    def groups(self) -> Sequence[tuple[str, Sequence[Field]]]:
        """The fields as a page shows them: below a legend each, or none."""
        return [("", list(self))]

    def check(self) -> None:
        """Refuse what only several fields together show to be wrong."""

    def refuse(self, name: str, message: str) -> None:
        """Say what is wrong in a field, unless something is already."""
        if not self[name].errors:
            self[name].errors = [message]

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        for field in self:
            # What came with a feed need not be what we would take from a person, who has come for something else.
            if field.name not in self.always and self.untouched(field.name):
                field.errors = ()
        self.check()
        return not self.errors

    def untouched(self, *names: str) -> bool:
        """Whether fields say what they did when the page was shown."""
        return all(self._is_as_begun(self[name]) for name in names)

    def value(self, name: str, before: Any) -> Any:
        """What a field says; as it was before, where nobody has touched it."""
        return before if self.untouched(name) else self[name].data

    def _is_as_begun(self, field: Field) -> bool:
        if self._typed is None:
            return True
        typed, begun = self._typed.getlist(field.name), self._begun[field.name]
        if isinstance(field, SelectMultipleField | BooleanField):
            return set(typed) == set(begun)
        # A box that was not on the page that was sent was not emptied.
        return not typed or _plain(typed[0]) == _plain(next(iter(begun), ""))


def changed(form: PartForm, current: ServiceRecord) -> ServiceRecord:
    """What a listing should say: what it says now, but for what was typed.

    Raises:
        InputError: it cannot be kept; each form is to say so before, in words of its own.
    """
    try:
        # Through plain values and back, since a copy that says something else is not looked at again.
        return ServiceRecord.model_validate(current.model_copy(update=dict(form.says())).model_dump())
    except RecordError as fault:
        raise InputError("", "This cannot be kept. Check what you have typed") from fault


def ticked_in(field: Field) -> tuple[str, ...]:
    """What was ticked in a field of several boxes, in the order in which it was offered."""
    return ticked(field)  # type: ignore[arg-type]  # it is asked of such fields alone


def read_in(field: Field, attribute: str) -> Any:
    """What a field has read of what was typed in it (`directory.forms.moments`, `directory.forms.numbers`)."""
    return getattr(field, attribute)


def _sent(field: Field) -> list[str]:
    """What a browser sends of a field that nobody touches."""
    match field:
        case SelectMultipleField():
            return [str(value) for value, _, chosen, _ in field.iter_choices() if chosen]
        case BooleanField():
            return ["y"] if field.data else []
        case _:
            return [field._value() if hasattr(field, "_value") else str(field.data or "")]


def _plain(text: str) -> str:
    """A text as it can be compared: browsers end lines in their own way, and boxes of one line drop the ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "".join(line.strip() for line in lines)
