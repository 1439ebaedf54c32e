"""The answers as one record of the service. Pure."""

from collections.abc import Iterable
from typing import Any

from directory.forms.registration.contacts import KeeperForm
from directory.forms.steps import StepForm
from directory.oruk.records import OrganisationRecord, PlaceRecord, ServiceRecord

_NEW = "new"
"""What a service and a group are known by that have no key yet."""

_UNNAMED = "No name yet"


def record_of(forms: Iterable[StepForm]) -> ServiceRecord:
    """What some answers, each of which is right, say of a service. Those that are missing say nothing."""
    said: dict[str, Any] = {}
    for form in forms:
        for name, value in form.said().items():
            said[name] = _with(said.get(name), value) if name != "features" else value
        if features := said.pop("features", ()):
            said["places"] = _accessible(said.get("places", ()), features)
    name = said.pop("name", "") or _UNNAMED
    group = OrganisationRecord(id=_NEW, name=said.pop("group", "") or name, identifiers=said.pop("identifiers", ()))
    return ServiceRecord(id=_NEW, name=name, organisation=group, **said)


def keeper_of(forms: Iterable[StepForm]) -> str:
    """The address of whoever keeps the listing; empty while it is not known."""
    return next((form.email.data or "" for form in forms if isinstance(form, KeeperForm)), "")


def _with(before: Any, value: Any) -> Any:
    """Several answers to one question: rows one after the other, notes on lines of their own."""
    match before, value:
        case (tuple(), tuple()):
            return before + value
        case (str(), str()):
            return "\n".join(filter(None, (before, value)))
        case _:
            return value


def _accessible(places: tuple[PlaceRecord, ...], features: tuple[str, ...]) -> tuple[PlaceRecord, ...]:
    """What was last said of access is about the place that was last spoken of."""
    *before, last = places or (PlaceRecord(),)
    return (*before, last.model_copy(update={"features": features}))
