"""Whom a service is for: ages, and what it says of eligibility in words."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from directory.oruk.cleaning.mended import Mended
from directory.oruk.records import RuleRecord
from directory.oruk.taking import LONGEST_TEXT, Document, Taker
from directory.vocabulary import RuleKind

NOBODY: Final = 110
"""An age from which on a limit means that there is none."""

_AUDIENCES: Final = ("eligibility", "intended_audience")

Range = tuple[float | None, float | None]


def eligibility_note(document: Document, taker: Taker) -> str:
    """What the document says of eligibility in words, and for whom it is by lists that are not ours."""
    rows = taker.rows(document, "eligibilities")
    said = [taker.text(document, "eligibility_description"), *(taker.text(row, "eligibility") for row in rows)]
    audience = [
        taker.line(term, "name")
        for row in taker.rows(document, "attributes")
        if row.get("link_type") in _AUDIENCES and isinstance(term := row.get("taxonomy_term"), Mapping)
    ]
    aimed = f"Aimed at: {', '.join(dict.fromkeys(filter(None, audience)))}" if any(audience) else ""
    return "\n\n".join(dict.fromkeys(filter(None, (*said, aimed))))[:LONGEST_TEXT]


def rules(document: Document, taker: Taker) -> Iterator[RuleRecord]:
    """The limits of age. Where several ranges are told, whoever is in none of them may still be in between."""
    rows = chain([document], taker.rows(document, "eligibilities"))
    ranges = list(dict.fromkeys(filter(None, (_range(row, taker) for row in rows))))
    if len(ranges) > 1:
        taker.mended("minimum_age", Mended.WIDEST)
    if ranges and (widest := _widest(ranges)) != (None, None):
        yield RuleRecord(kind=RuleKind.AGE, minimum_age=widest[0], maximum_age=widest[1])


def _widest(ranges: list[Range]) -> Range:
    lows, highs = ([low for low, _ in ranges], [high for _, high in ranges])
    return (
        None if None in lows else min(age for age in lows if age is not None),
        None if None in highs else max(age for age in highs if age is not None),
    )


def _range(row: Document, taker: Taker) -> Range | None:
    """The limits of one row; None where it sets none, or such as contradict each other."""
    minimum, maximum = _age(row, "minimum_age", taker), _age(row, "maximum_age", taker)
    if minimum is None and maximum is None:
        return None
    if minimum and maximum and minimum > maximum:
        taker.problem("minimum_age", f"The lowest age, {minimum:g}, is above the highest, {maximum:g}")
        return None
    return minimum, maximum


def _age(row: Document, key: str, taker: Taker) -> float | None:
    """A limit of age. Feeds write "no limit" as nothing, -1 or 0, or as an age that nobody reaches."""
    age = taker.number(row, key, -1, 999)
    if age is None or not 0 < age < NOBODY:
        if age is not None and (age or key == "maximum_age"):
            taker.mended(key, Mended.NO_LIMIT)
        return None
    if age > 2 and age % 1:
        taker.problem(key, f"Ages from 2 years up are whole years, so this was read as {int(age)}")
        return int(age)
    return age
