"""How an entity of the exchange format is defined: its fields, each with what it means and what form it has.

Documents are written through these definitions and described by them, so that neither can say more than the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

Document = dict[str, Any]
"""A value of JSON that is an object."""


class Layer(StrEnum):
    """Where the name of a field comes from."""

    CORE = "Open Referral UK 3.0"
    HSDS = "HSDS 3.0, in addition to Open Referral UK"
    HSDS_3_1 = "HSDS 3.1, in addition to Open Referral UK"
    OWN = "our own, where the standard has no name"


PREFIX: Final = "fingerpost_"
"""What our own names begin with."""

FILLED_IN: Final = PREFIX + "filled_in"
AS_WRITTEN: Final = PREFIX + "as_written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of an entity.

    Attributes:
        kind: the type in JSON Schema; with ``of`` that of what holds the other entity.
        of: the name of another entity.
    """

    name: str
    description: str
    kind: str = "string"
    format: str = ""
    enum: tuple[str, ...] = ()
    of: str = ""
    layer: Layer = Layer.CORE
    required: bool = False

    def schema(self, reference: str) -> Document:
        """Its JSON Schema; ``reference`` is what comes before the name of an entity that it refers to."""
        said: Document = {"description": f"{self.description} ({self.layer.value})", "x-source": self.layer.name}
        target: Document = {"$ref": f"{reference}{self.of}"}
        if self.of and self.kind == "object":
            return {**said, **target}
        said["type"] = self.kind
        if self.kind == "array":
            said["items"] = target if self.of else {"type": "string"}
        if self.kind == "object":
            said["additionalProperties"] = {"type": "string"}
        return said | ({"format": self.format} if self.format else {}) | ({"enum": [*self.enum]} if self.enum else {})


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of object of the exchange format."""

    name: str
    description: str
    fields: tuple[Field, ...]
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(each.name for each in self.fields))

    def write(self, said: Mapping[str, Any]) -> Document:
        """What is said, without what says nothing: a null or an empty text is not allowed where there is a format.

        Raises:
            KeyError: something is said that the definition does not know.
        """
        if not said.keys() <= self.names:
            raise KeyError(f"{self.name} has no field {min(said.keys() - self.names)}")
        return {name: value for name, value in said.items() if value or value == 0}

    def schema(self, reference: str, *, strict: bool = False) -> Document:
        """Its JSON Schema; a strict one allows nothing that is not defined."""
        required = [each.name for each in self.fields if each.required]
        said: Document = {"type": "object", "description": self.description}
        said["properties"] = {each.name: each.schema(reference) for each in self.fields}
        return said | ({"required": required} if required else {}) | ({"additionalProperties": False} if strict else {})


def text(name: str, description: str, *, required: bool = False, enum: tuple[str, ...] = ()) -> Field:
    return Field(name=name, description=description, required=required, enum=enum)


def formatted(name: str, kind: str, description: str, *, required: bool = False) -> Field:
    """A text of a form that JSON Schema has a name for: uuid, uri, email, date, date-time."""
    return Field(name=name, description=description, format=kind, required=required)


def number(name: str, description: str, *, required: bool = False) -> Field:
    return Field(name=name, description=description, kind="number", required=required)


def truth(name: str, description: str) -> Field:
    return Field(name=name, description=description, kind="boolean")


def many(name: str, of: str, description: str) -> Field:
    """A list of another entity; of texts, if none is named."""
    return Field(name=name, description=description, kind="array", of=of)


def one(name: str, of: str, description: str, *, required: bool = False) -> Field:
    """Another entity; texts by their names, if none is named."""
    return Field(name=name, description=description, kind="object", of=of, required=required)


def key(what: str) -> Field:
    """The key that every entity has."""
    return formatted("id", "uuid", f"The key of {what}. It stays the same while what it names does.", required=True)


def of_layer(layer: Layer, *fields: Field) -> tuple[Field, ...]:
    """The same fields as those of another source than the core."""
    return tuple(replace(each, layer=layer) for each in fields)


FILLED: Final = many(
    FILLED_IN, "", "The names of fields that the standard asks for and nobody has said: what stands there was made up."
)
WRITTEN: Final = one(
    AS_WRITTEN,
    "",
    "By the name of a field, what was said where the standard allows it no such form (an address of a page).",
)
