"""The groups that offer services."""

from typing import Final

from directory.oruk.entities.definition import FILLED, WRITTEN, Entity, Layer, formatted, key, many, of_layer, text

ORGANISATION: Final = Entity(
    "organization",
    "A group, or whatever body offers services.",
    (
        key("the group"),
        text("name", "What it is called.", required=True),
        text("description", "What it is, in plain text.", required=True),
        formatted("email", "email", "A mailbox of the group, never a person's."),
        formatted("website", "uri", "Its page."),
        many("organization_identifiers", "organization_identifier", "Numbers by which others know it."),
        many("services", "service", "What it offers, where that is asked for."),
        *of_layer(Layer.HSDS, many("phones", "phone", "Telephone numbers.")),
        *of_layer(Layer.OWN, FILLED, WRITTEN),
    ),
)

IDENTIFIER: Final = Entity(
    "organization_identifier",
    "A number by which others know a group.",
    (
        key("the number as one of the group's"),
        formatted("organization_id", "uuid", "The key of the group."),
        text("identifier_scheme", "Whose number it is, by the list of org-id.guide: GB-CHC, GB-COH."),
        text("identifier_type", "Whose number it is, in words.", required=True),
        text("identifier", "The number.", required=True),
    ),
)

PHONE: Final = Entity(
    "phone",
    "A telephone number.",
    (
        key("the telephone number"),
        formatted("contact_id", "uuid", "The key of the contact whose it is."),
        text("number", "The number.", required=True),
        *of_layer(Layer.HSDS, formatted("organization_id", "uuid", "The key of the group whose it is.")),
    ),
)
