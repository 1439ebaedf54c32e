"""From whatever was typed into the box for a postcode or a place to one place, or one sentence why not."""

from directory.geography.areas import Areas
from directory.geography.code_finding import CodeFinder
from directory.geography.gazetteer import Finding, Place, Suggestion, UnknownPlace
from directory.geography.name_finding import NameFinder
from directory.geography.names import plain
from directory.geography.places import Places
from directory.geography.postcodes import plain_letters
from directory.geography.tables import PostcodeTable

_LONGEST = 100
"""Longer than any postcode, name or line of an address; beyond it nothing is read."""

EMPTY = "Enter a postcode, or the name of a town or village."
TOO_LONG = "That is too long for a postcode or a place. Enter a postcode, like SK8 3JA, or a town or village."
_FORCES = "A BFPO number has no place in the UK. Enter the postcode of where the person lives."
_NEITHER = "We do not know “{}” as a postcode or a place in the UK. Check the spelling, or try a town nearby."


class Finder:
    """Answers any text at all."""

    def __init__(self, table: PostcodeTable, places: Places, areas: Areas) -> None:
        self._codes = CodeFinder(table, areas)
        self._names = NameFinder(table, places, areas)

    def find(self, text: str) -> Finding:
        """See `Gazetteer.find`."""
        if len(text) > _LONGEST:
            return UnknownPlace(TOO_LONG)
        typed = "".join(character if character.isprintable() else " " for character in text).strip()
        if not plain(typed):
            return UnknownPlace(EMPTY)
        found = self._codes.find(typed)
        if isinstance(found, Place):
            return found
        named = self._names.find(typed) if found is None else None
        if isinstance(named, Place):
            return named
        return self._within(typed.split()) or found or named or self._neither(typed)

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """See `Gazetteer.suggest`."""
        compact = plain_letters(prefix).replace(" ", "")
        codes = self._codes.beginning(compact, limit) if compact else []
        name = plain(prefix[:_LONGEST])
        if not name or any(character.isdigit() for character in compact):
            return codes[:limit]
        names = self._names.beginning(name, limit)
        # Two letters may begin a place as well as a postcode: each gets half of the list.
        half = limit - min(len(codes), limit // 2)
        return [*names[:half], *codes][:limit]

    def _within(self, words: list[str]) -> Finding | None:
        """The postcode in an address, or the part of one at its end: "1 High Street, Folkestone CT20 1QU, England"."""
        pairs = [" ".join(words[at : at + 2]) for at in range(len(words) - 1)]
        for text in [*reversed(pairs), *reversed(words)]:
            if found := self._codes.whole(text):
                return found
        return self._codes.exactly(" ".join(words[-2:])) or self._codes.exactly(words[-1])

    def _neither(self, typed: str) -> UnknownPlace:
        bare = plain_letters(typed)
        if bare.startswith("BFPO"):
            return UnknownPlace(_FORCES)
        return self._codes.too_wide(bare) or UnknownPlace(_NEITHER.format(" ".join(typed.split())))
