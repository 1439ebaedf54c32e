"""Whom a listing is meant for by its own words, where its group has not said so as a rule.

"Chinese advice centre" or "Exercise after a stroke" say it in their names. Such a listing is not for everybody who
needs advice or exercise: it stands further down for a client of whom nothing of the kind is known. It is never left
out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from math import inf

from search_index.conditions import ANYONE, CIRCUMSTANCE
from search_index.documents import Condition, Document, Facts, group_of
from search_index.schema import Posting, parts_of
from search_index.thesaurus import Thesaurus

Told = Mapping[str, frozenset[str]]
"""What is known of a client, as in ``Facts``."""

SAID_IN = frozenset({"name", "summary", "organisation"})
"""A listing is meant for the people that it names in one of these parts."""

MOST_KEYWORDS = 2
"""Kinds of people in the keywords up to which they say whom it is meant for; a longer list leaves nobody out."""

OLDER_FROM = 50 * 12
"""The age in months from which a listing for older people may be meant for a client."""

YOUNG_UNTIL = 26 * 12
"""The age in months up to which one for young people may be."""


def aimed(document: Document, terms: Mapping[str, Posting], thesaurus: Thesaurus) -> Document:
    """The document with the condition that its own words add to those its group has stated."""
    stated = {condition.axis for condition in document.conditions}
    people = _people(terms, thesaurus) if stated.isdisjoint({ANYONE, CIRCUMSTANCE}) else frozenset()
    if not people:
        return document
    facts = (value for concept in people for value in thesaurus.people[concept] if ":" in value)
    values = frozenset(map(_asked, people)).union(facts)
    return replace(document, conditions=(*document.conditions, Condition(CIRCUMSTANCE, values, strict=False)))


def told_of(asked: Iterable[str], thesaurus: Thesaurus) -> Told:
    """What the concepts that are asked for tell of the client.

    Who asks for a broader need may mean any of the people within it.
    """
    wanted = set(asked)
    meant = wanted.union(*(thesaurus.people_within.get(concept, ()) for concept in wanted))
    return {group_of(_asked(each)): frozenset({_asked(each)}) for each in meant & thesaurus.people.keys()}


def told_by(told: Told, client: Facts) -> Facts:
    """What is known of the client, and what he or she was told to be by what is asked for."""
    of_age = _of_age(client.ages)
    return Facts({**client.possible, **of_age, **told}, client.ages) if told or of_age else client


def _people(terms: Mapping[str, Posting], thesaurus: Thesaurus) -> frozenset[str]:
    named, listed = set(), set()
    for concept in terms.keys() & thesaurus.people.keys():
        parts = set(parts_of(terms[concept].where))
        if parts & SAID_IN:
            named.add(concept)
        elif "keywords" in parts:
            listed.add(concept)
    people = named | (listed if len(listed) <= MOST_KEYWORDS else set())
    # What is said more closely counts: "sight loss" is not "hearing loss", although both are of one need.
    broader = {need for id_ in people if id_ in thesaurus.topics for need, _ in thesaurus.topics[id_].needs}
    return frozenset(people - broader)


@lru_cache(maxsize=512)
def _of_age(ages: tuple[float, float] | None) -> Told:
    first, end = ages or (0, inf)
    known: dict[str, frozenset[str]] = {}
    if ages and (first >= OLDER_FROM or end <= OLDER_FROM):
        known["older"] = frozenset({"older:yes" if first >= OLDER_FROM else "older:no"})
    if ages and (end <= YOUNG_UNTIL or first >= YOUNG_UNTIL):
        known["young"] = frozenset({"young:yes" if end <= YOUNG_UNTIL else "young:no"})
    return known


def _asked(concept: str) -> str:
    return f"{concept.replace(':', ' ')}:asked"
