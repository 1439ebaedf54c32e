"""Where services take place."""

from typing import Final

from directory.oruk.entities.definition import (
    FILLED,
    Entity,
    Layer,
    formatted,
    key,
    many,
    number,
    of_layer,
    one,
    text,
    truth,
)

PLACE_TYPES: Final = ("physical", "postal", "virtual")

SERVICE_AT_LOCATION: Final = Entity(
    "service_at_location",
    "A service takes place at a place.",
    (
        key("the service at this place"),
        formatted("service_id", "uuid", "The key of the service."),
        formatted("location_id", "uuid", "The key of the place."),
        one("location", "location", "The place."),
        one("service", "service", "The service."),
    ),
)

LOCATION: Final = Entity(
    "location",
    "A place. Of an address that is not public only the postcode district is told.",
    (
        key("the place"),
        text("location_type", "What kind of place it is.", required=True, enum=PLACE_TYPES),
        text("name", "What it is called."),
        text("description", "Where it is, where there is no address."),
        number("latitude", "WGS84 degrees; of a postcode district, its middle."),
        number("longitude", "WGS84 degrees; of a postcode district, its middle."),
        many("addresses", "address", "Its address."),
        many("accessibility", "accessibility", "What makes it usable."),
        many("attributes", "attribute", "The same as terms of our list."),
        *of_layer(Layer.HSDS, text("transportation", "How to get there.")),
        *of_layer(
            Layer.OWN,
            truth("fingerpost_address_public", "False: its address is given on booking only."),
            one("fingerpost_address", "", "What is known of its address, where that is too little for one."),
            FILLED,
        ),
    ),
)

ADDRESS: Final = Entity(
    "address",
    "An address.",
    (
        key("the address"),
        formatted("location_id", "uuid", "The key of the place."),
        text("address_1", "Street and number, as one line.", required=True),
        text("city", "The town.", required=True),
        text("state_province", "The county.", required=True),
        text("postal_code", "The postcode; its first half, where the address is not public.", required=True),
        text("country", "GB.", required=True),
        text("address_type", "What kind of address it is.", required=True, enum=PLACE_TYPES),
        *of_layer(Layer.OWN, FILLED),
    ),
)

ACCESSIBILITY: Final = Entity(
    "accessibility",
    "Something that makes a place usable.",
    (
        key("the access feature as one of the place's"),
        formatted("location_id", "uuid", "The key of the place."),
        text("description", "What it is."),
        text("accessibility", "The same, as version 1 had it."),
    ),
)
