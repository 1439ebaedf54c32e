"""Whose words a merged listing has, part by part: its own, those of the other, or both where that makes sense."""

from collections.abc import Hashable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from directory.errors import InputError
from directory.oruk.parts import PART, PARTS, differs, with_parts
from directory.oruk.records import OrganisationRecord, ServiceRecord

Item = TypeVar("Item", bound=Hashable)


class Take(StrEnum):
    """Whose words of a part are kept."""

    KEPT = "kept"
    GONE = "gone"
    BOTH = "both"


Choices = Mapping[str, Take]
"""For names of parts whose words are taken; of a part that is not named those of the kept listing are."""

_LISTS: Final = {
    "terms": ("terms",),
    "ways": ("ways",),
    "places": ("places",),
    "areas": ("areas",),
    "times": ("times",),
    "costs": ("costs",),
    "contacts": ("contacts",),
    "languages": ("languages",),
}
"""Parts that are lists, which can be put together. Rules are none: a person must meet all of them, so that the rules
of both would shut out whom neither does.
"""

_TEXTS: Final = {
    "description": ("description",),
    "alert": ("alert",),
    "joining": ("joining",),
    "times": ("times_note",),
    "organisation": (),
}
"""Parts with texts of which one can follow the other; of a group both have a name, and what only one says is taken."""

BOTH_MAKE_SENSE: Final = frozenset(_LISTS) | frozenset(_TEXTS)
"""The parts of which both can be taken."""


def chosen(kept: ServiceRecord, gone: ServiceRecord, choices: Choices) -> ServiceRecord:
    """What the kept listing says after a merge.

    Raises:
        InputError: there is no such part, or both of it make no sense.
    """
    for name, take in choices.items():
        if name not in PART or (take is Take.BOTH and name not in BOTH_MAKE_SENSE):
            raise InputError(name, "Choose one of the two texts")
    theirs = with_parts(kept, gone, [name for name, take in choices.items() if take is Take.GONE])
    both = [name for name, take in choices.items() if take is Take.BOTH]
    return with_parts(theirs, together(kept, gone), both)


def brought(kept: ServiceRecord, gone: ServiceRecord) -> Choices:
    """A proposal: what only the listing that goes says is taken, and of lists both are. No text takes the place of
    another.
    """
    return {part.name: take for part in PARTS if (take := _proposed(kept, gone, part.name)) is not Take.KEPT}


def together(kept: ServiceRecord, gone: ServiceRecord) -> ServiceRecord:
    """A record with all that both say of the parts that can be put together; what both say stands once."""
    changed: dict[str, Any] = {"organisation": _both_groups(kept.organisation, gone.organisation)}
    for field in _fields(_LISTS):
        changed[field] = tuple(dict.fromkeys((*getattr(kept, field), *getattr(gone, field))))
    for field in _fields(_TEXTS):
        changed[field] = _one_after_the_other(getattr(kept, field), getattr(gone, field))
    changed["email"] = kept.email or gone.email
    return kept.model_copy(update=changed)


def without(now: ServiceRecord, kept: ServiceRecord, gone: ServiceRecord, name: str) -> ServiceRecord:
    """A record without what a merge brought into the lists of a part: what somebody has written there since stays."""
    changed = {
        field: tuple(
            item for item in getattr(now, field) if item not in set(getattr(gone, field)) - set(getattr(kept, field))
        )
        for field in _LISTS.get(name, ())
    }
    return now.model_copy(update=changed)


def _proposed(kept: ServiceRecord, gone: ServiceRecord, name: str) -> Take:
    says_something = [any(getattr(record, field) for field in PART[name].fields) for record in (kept, gone)]
    if not says_something[1] or not differs(kept, gone, name) or name in {"name", "organisation"}:
        return Take.KEPT
    if not says_something[0]:
        return Take.GONE
    return Take.BOTH if name in _LISTS and differs(kept, together(kept, gone), name) else Take.KEPT


def _both_groups(kept: OrganisationRecord, gone: OrganisationRecord) -> OrganisationRecord:
    """The kept group; what it has not said of itself is as the other says."""
    filled = {field: getattr(kept, field) or getattr(gone, field) for field in ("description", "url", "email", "phone")}
    numbers = tuple(sorted({*kept.identifiers, *gone.identifiers}))
    return kept.model_copy(update={**filled, "identifiers": numbers})


def _one_after_the_other(kept: str, gone: str) -> str:
    if gone.strip() in kept:
        return kept
    return gone if kept.strip() in gone else f"{kept.rstrip()}\n\n{gone.lstrip()}"


def _fields(parts: Mapping[str, Iterable[str]]) -> list[str]:
    return [field for fields in parts.values() for field in fields]
