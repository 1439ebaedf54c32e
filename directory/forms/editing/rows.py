"""Parts of which there can be several of a kind: each has its fields, its tick to take it away, and below all of them
is an empty one.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from wtforms import BooleanField
from wtforms.fields import Field

from directory.forms.editing.part import Asked, PartForm

MOST_ROWS = 50
"""Of a feed that has more only so many can be changed; the others stay as they are."""


class RowsForm(PartForm):
    """Several of a kind."""

    field: ClassVar[str]
    """Of `ServiceRecord`."""

    one: ClassVar[str]
    """What one of them is called."""

    def row(self, item: Any | None) -> Asked:
        """The fields of one, which is None for one that is added."""
        raise NotImplementedError

    def row_begins(self, item: Any) -> Mapping[str, Any]:
        """What they begin with."""
        raise NotImplementedError

    def row_says(self, said: Mapping[str, Field], item: Any | None) -> Any | None:
        """What was typed of one; None where nothing is said any more."""
        raise NotImplementedError

    def check_row(self, said: Mapping[str, Field]) -> tuple[str, str] | None:
        """The field and the sentence of what only several fields together show to be wrong."""

    def beside(self) -> Asked:
        """The fields that the part has beside."""
        return {}

    def asks(self) -> Asked:
        asked: dict[str, Any] = {}
        for number, item in enumerate(self._shown()):
            asked |= {f"{name}-{number}": field for name, field in self.row(item).items()}
            if item is not None:
                asked[f"gone-{number}"] = BooleanField(f"Take this {self.one} away")
        return asked | dict(self.beside())

    def begins(self) -> Mapping[str, Any]:
        begun = {name: getattr(self.record, name) for name in self.beside()}
        for number, item in enumerate(self._shown()):
            if item is not None:
                begun |= {f"{name}-{number}": value for name, value in self.row_begins(item).items()}
        return begun

    def check(self) -> None:
        for number in range(len(self._shown())):
            said = self._row(number)
            if self._is_gone(number):
                for field in said.values():
                    field.errors = ()
            elif not self._is_row_untouched(number) and (wrong := self.check_row(said)):
                self.refuse(f"{wrong[0]}-{number}", wrong[1])

    def groups(self) -> Sequence[tuple[str, Sequence[Field]]]:
        rows = []
        for number, item in enumerate(self._shown()):
            gone = [self[f"gone-{number}"]] if item is not None else []
            rows.append((self._legend(number, item), [*self._row(number).values(), *gone]))
        beside = [self[name] for name in self.beside()]
        return [*rows, ("", beside)] if beside else rows

    def says(self) -> Mapping[str, Any]:
        items = tuple(getattr(self.record, self.field))
        said = [self._said(number, item) for number, item in enumerate(self._shown())]
        wanted = (*said[:-1], *items[MOST_ROWS:], said[-1])
        beside = {name: self.value(name, getattr(self.record, name)) for name in self.beside()}
        return {self.field: tuple(each for each in wanted if each is not None), **beside}

    def _said(self, number: int, item: Any | None) -> Any | None:
        if self._is_gone(number):
            return None
        return item if self._is_row_untouched(number) else self.row_says(self._row(number), item)

    def _shown(self) -> list[Any | None]:
        return [*getattr(self.record, self.field)[:MOST_ROWS], None]

    def _row(self, number: int) -> dict[str, Field]:
        """The fields of one, by their names without its number."""
        shown = self._shown()[number]
        return {name: self[f"{name}-{number}"] for name in self.row(shown)}

    def _is_gone(self, number: int) -> bool:
        return f"gone-{number}" in self and bool(self[f"gone-{number}"].data)

    def _is_row_untouched(self, number: int) -> bool:
        return self.untouched(*(field.name for field in self._row(number).values()))

    def _legend(self, number: int, item: Any | None) -> str:
        if item is None:
            return f"Add another {self.one}" if number else f"Add a {self.one}"
        alone = self.record.model_copy(update={self.field: (item,), **dict.fromkeys(self.beside(), "")})
        said = next(iter(self.known.wording.lines(alone, self.part)), "")
        return f"{self.one.capitalize()} {number + 1}: {said}" if said else f"{self.one.capitalize()} {number + 1}"

    @property
    def part(self) -> str:
        """The part of the listing that it is the form of."""
        return self.field
