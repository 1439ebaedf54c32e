"""The lists of terms, and how something is linked to a term."""

from typing import Final

from directory.oruk.entities.definition import FILLED, Entity, Layer, formatted, key, many, of_layer, one, text, truth

ATTRIBUTE: Final = Entity(
    "attribute",
    "A link to a term.",
    (
        key("the link"),
        formatted("link_id", "uuid", "The key of what is linked."),
        text("link_type", "What the term is to it: need, service_type, eligibility, and others."),
        formatted("taxonomy_term_id", "uuid", "The key of the term."),
        one("taxonomy_term", "taxonomy_term", "The term."),
        *of_layer(Layer.HSDS, text("link_entity", "What kind of thing is linked.")),
        *of_layer(Layer.OWN, truth("fingerpost_derived", "True: it follows from another field or link.")),
    ),
)

TERM: Final = Entity(
    "taxonomy_term",
    "A term of a list.",
    (
        key("the term; the same in every directory like this one"),
        text("name", "What it is called.", required=True),
        text("description", "What it means.", required=True),
        formatted("parent_id", "uuid", "The key of the broader term."),
        text("taxonomy", "The name of its list."),
        formatted("taxonomy_id", "uuid", "The key of its list."),
        formatted("term_uri", "uri", "Where its list says what it is."),
        *of_layer(Layer.HSDS, text("code", "Its code in its list.")),
        *of_layer(Layer.OWN, FILLED),
    ),
)

TAXONOMY: Final = Entity(
    "taxonomy",
    "A list of terms.",
    (
        key("the list"),
        text("name", "What it is called.", required=True),
        text("description", "What it is.", required=True),
        formatted("uri", "uri", "Where it is described."),
        many("taxonomy_terms", "taxonomy_term", "Its terms, where a single list is asked for."),
    ),
)
