"""Parts that are ticked: how it reaches people, which languages are spoken, what it helps with."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wtforms import SelectMultipleField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.editing.part import Asked, PartForm, ticked_in
from directory.oruk.records import TermRecord
from directory.vocabulary import TermKind, Way

_KINDS = {"need": TermKind.NEED, "category": TermKind.CATEGORY}

_WAYS = {
    Way.IN_PERSON: "They come to a place",
    Way.HOME_VISIT: "We visit them at home",
    Way.PHONE: "By phone",
    Way.ONLINE: "Online",
}


class WaysForm(PartForm):
    """How it reaches people."""

    def asks(self) -> Asked:
        choices = [SelectChoice(way.value, words) for way, words in _WAYS.items()]
        return {"ways": SelectMultipleField("How do you reach people?", choices=choices, validate_choice=False)}

    def says(self) -> Mapping[str, Any]:
        chosen = ticked_in(self["ways"])
        return {"ways": self.record.ways if self.untouched("ways") else tuple(map(Way, chosen))}


class LanguagesForm(PartForm):
    """The languages that are spoken there. One that we have no name for stays where it is ticked."""

    def asks(self) -> Asked:
        names = self.known.wording.labels.names
        spoken = {tag.removeprefix("language:"): label for tag, label in names.items() if tag.startswith("language:")}
        there = {code: spoken.get(code, code) for code in ("en", *self.record.languages)}
        choices = [SelectChoice(code, label) for code, label in (there | spoken).items()]
        field = SelectMultipleField("Which languages are spoken?", choices=choices, validate_choice=False)
        return {"languages": field}

    def says(self) -> Mapping[str, Any]:
        untouched = self.untouched("languages")
        return {"languages": self.record.languages if untouched else ticked_in(self["languages"])}


class TermsForm(PartForm):
    """What it helps with and what kind of thing it is. Terms of other lists stay as they are."""

    def asks(self) -> Asked:
        return {
            f"{name}": SelectMultipleField(
                legend,
                choices=[SelectChoice(tag, self.known.wording.labels[tag]) for tag in tags],
                validate_choice=False,
            )
            for name, legend, tags in self._lists()
        }

    def begins(self) -> Mapping[str, Any]:
        there = [term.code for term in self.record.terms]
        return {name: [tag for tag in tags if tag in there] for name, _, tags in self._lists()}

    def groups(self) -> Sequence[tuple[str, Sequence[Field]]]:
        return [("", [field]) for field in self]

    def says(self) -> Mapping[str, Any]:
        chosen = {tag for name, _, _ in self._lists() for tag in ticked_in(self[name])}
        offered = {tag for _, _, tags in self._lists() for tag in tags}
        kept = [term for term in self.record.terms if term.code not in offered or term.code in chosen]
        new = sorted(chosen - {term.code for term in kept})
        added = [TermRecord(kind=_KINDS[tag.partition(":")[0]], code=tag) for tag in new]
        return {"terms": (*kept, *added)}

    def _lists(self) -> Iterator[tuple[str, str, list[str]]]:
        """A name, a legend and the tags of each group of needs, then those of all kinds of activity."""
        labels = self.known.wording.labels
        for place, group in enumerate(labels.groups(), start=1):
            yield f"need-{place}", labels[group], [group, *sorted(labels.narrower[group], key=labels.names.__getitem__)]
        kinds = [tag for tag in labels.names if tag.startswith("category:")]
        yield "category", "Kind of activity", sorted(kinds, key=labels.names.__getitem__)
