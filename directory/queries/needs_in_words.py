"""The needs that a group's words speak of, so that they can be suggested for its listing."""

from search_index.concepts import hear, units
from search_index.phrases import Text
from search_index.thesaurus import Thesaurus

MOST = 4
"""More needs than this are seldom what a sentence is about."""

_FAINT = 1.0
"""A unit of less weight was barely spoken of: "off the streets" says little of young people."""


def needs_in(words: str, thesaurus: Thesaurus) -> tuple[str, ...]:
    """The codes of the needs that somebody's words about a group speak of, those it speaks of most first.

    Whoever tells of a group speaks as people ask ("company for widows") and not as listings do, so that the words are
    heard as those of a search are.
    """
    heard = units(hear(Text.of(words), thesaurus, frozenset()), thesaurus)
    spoken = sorted((unit for unit in heard if unit.weight >= _FAINT), key=lambda unit: -unit.weight)
    return tuple(dict.fromkeys(need for unit in spoken for need in unit.needs))[:MOST]
