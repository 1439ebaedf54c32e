"""A listing as somebody else would enter it: one function for each way in which second entries differ from the first.

Each takes a record and a source of chance, and gives the record back changed, or as it is where there is nothing to
change.
"""

import re
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from directory.oruk.records import ContactRecord, PlaceRecord, ServiceRecord
from tests.benchmarks.duplicates.homes import Homes

Damage = Callable[[ServiceRecord, Random], ServiceRecord]

SUFFIXES = ("Ltd", "CIO", "CIC", "Charity", "Limited")
FILLING = (
    "friendly welcoming sessions local people weekly join running everyone volunteers contact details further "
    "information please provides aims offers range helping needs located regular opportunity"
).split()
"""What people write of any group."""

SLIPS = 2
KEYBOARD = "abcdefghijklmnopqrstuvwxyz"


def renamed(record: ServiceRecord, change: Callable[[str], str]) -> ServiceRecord:
    """The record with the names of service and group changed in the same way."""
    group = record.organisation.model_copy(
        update={"name": change(record.organisation.name) or record.organisation.name}
    )
    return record.model_copy(update={"name": change(record.name) or record.name, "organisation": group})


def misspelt(record: ServiceRecord, chance: Random) -> ServiceRecord:
    """With slips of the keyboard in both names."""
    return renamed(record, partial(_slip, chance=chance))


def respelt(record: ServiceRecord, _chance: Random) -> ServiceRecord:
    """With "&" for "and" or the reverse, and without apostrophes and accents."""

    def change(name: str) -> str:
        swapped = name.replace(" and ", " & ") if " and " in name else name.replace(" & ", " and ")
        return re.sub("['’]", "", swapped).replace("é", "e")

    return renamed(record, change)


def incorporated(record: ServiceRecord, chance: Random) -> ServiceRecord:
    """With "The" before the group's name and the kind of body it is behind it."""
    bare = record.organisation.name.removeprefix("The ")
    group = record.organisation.model_copy(update={"name": f"The {bare} {chance.choice(SUFFIXES)}"})
    return record.model_copy(update={"organisation": group})


def in_capitals(record: ServiceRecord, _chance: Random) -> ServiceRecord:
    """With names and description in capital letters."""
    return renamed(record, str.upper).model_copy(update={"description": record.description.upper()})


def abbreviated(record: ServiceRecord, chance: Random) -> ServiceRecord:
    """With the initials of a long name of the group, or without its last words."""

    def change(name: str) -> str:
        words = re.sub(r"[^\w\s]", "", name).split()
        telling = [word for word in words if word.lower() not in {"the", "and", "of", "for", "in"}]
        if len(telling) >= 3 and chance.random() < 0.3:
            return "".join(word[0] for word in telling).upper()
        return " ".join(words[:-1]) if len(telling) >= 3 else name

    group = record.organisation.model_copy(update={"name": change(record.organisation.name)})
    return record.model_copy(update={"organisation": group})


def with_town(record: ServiceRecord, _chance: Random) -> ServiceRecord:
    """With the town behind the group's name."""
    town = next((place.city for place in record.places if place.city), "")
    return renamed(record, lambda name: f"{name} ({town})" if town and town not in name else name)


def by_its_kind(record: ServiceRecord, _chance: Random) -> ServiceRecord:
    """With the kind of activity for its name ("Carers group"); the group has its own."""
    kinds = [
        term.code.partition(":")[2].replace("-", " ") for term in record.terms if term.code.startswith("category:")
    ]
    return record.model_copy(update={"name": kinds[0].capitalize()}) if kinds else record


def other_contacts(record: ServiceRecord, chance: Random) -> ServiceRecord:
    """With other telephones, and a mailbox at home."""
    phone, email = f"07700 900{chance.randrange(1000):03}", f"organiser{chance.randrange(10_000)}@gmail.com"
    group = record.organisation.model_copy(update={"phone": phone, "email": email})
    contacts = (ContactRecord(phone=phone, email=email),) if record.contacts else ()
    return record.model_copy(update={"organisation": group, "contacts": contacts, "email": ""})


def rewritten(record: ServiceRecord, chance: Random) -> ServiceRecord:
    """With a description of somebody else's, who uses a third of the words."""
    words = record.description.split()
    kept = [word for word in words if chance.random() < 0.3]
    text = [*kept, *chance.sample(FILLING, 12)]
    chance.shuffle(text)
    return record.model_copy(update={"description": " ".join(text), "summary": ""})


def in_few_words(record: ServiceRecord, chance: Random) -> ServiceRecord:
    """As a councillor enters it: names, where, a telephone number, a sentence."""
    group = record.organisation.model_copy(update={"description": "", "url": "", "email": "", "identifiers": ()})
    emptied: dict[str, Any] = dict.fromkeys(("times", "costs", "terms", "rules", "areas", "languages", "contacts"), ())
    place = tuple(PlaceRecord(postcode=each.postcode) for each in record.places[:1])
    said = {"organisation": group, "description": "", "url": "", "email": "", "places": place}
    return record.model_copy(update={**emptied, **said, "summary": " ".join(chance.sample(FILLING, 4))})


def at_a_new_hall(homes: Homes) -> Damage:
    """At another place in the same town: it has moved house."""

    def moved(record: ServiceRecord, chance: Random) -> ServiceRecord:
        places = tuple(
            place.model_copy(update={**homes.beside(place, chance), "name": "The new hall", "address": ""})
            for place in record.places
        )
        return record.model_copy(update={"places": places})

    return moved


def several(damages: list[Damage], count: int) -> Damage:
    """Damaged in several ways at once."""

    def damaged(record: ServiceRecord, chance: Random) -> ServiceRecord:
        for damage in chance.sample(damages, count):
            record = damage(record, chance)
        return record

    return damaged


def all_damages(homes: Homes) -> dict[str, Damage]:
    """Every way by its name."""
    single: dict[str, Damage] = {
        "misspelt": misspelt,
        "& and '": respelt,
        "The … Ltd": incorporated,
        "CAPITALS": in_capitals,
        "abbreviated": abbreviated,
        "with the town": with_town,
        "named by its kind": by_its_kind,
        "other contacts": other_contacts,
        "rewritten": rewritten,
        "moved house": at_a_new_hall(homes),
        "in few words": in_few_words,
    }
    mild = [damage for name, damage in single.items() if name not in {"in few words", "named by its kind"}]
    return {**single, "three at once": several(mild, 3)}


def _slip(name: str, chance: Random) -> str:
    letters = list(name)
    for _ in range(min(SLIPS, len(name) // 6)):
        place = chance.randrange(1, len(letters))
        match chance.randrange(3):
            case 0:
                del letters[place]
            case 1:
                letters.insert(place, chance.choice(KEYBOARD))
            case _:
                letters[place - 1], letters[place] = letters[place], letters[place - 1]
    return "".join(letters)
