"""How alike two names are, as people write them: with and without "The", "&" and "Ltd", misspelt, shortened, with the
town behind it. Knows no tables.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from directory.geography.names import plain

UNSAID: Final = frozenset(
    "the and of for in at a an on to with by from or our ltd limited cio cic plc llp charity charitable registered "
    "incorporated company co".split()
)
"""Words that people write or leave out as they please, and the kinds of bodies that groups are."""

COMMON: Final = frozenset(
    "group club project service services scheme centre center community society association network trust foundation "
    "support supported help helping local uk team hub organisation charities friends council branch district area "
    "programme session sessions class classes meeting meetings weekly drop dropin free welcome family families "
    "volunteer volunteers voluntary home morning afternoon evening social activity activities activitie".split()
)
"""Words in the names of so many groups that they say little of which one it is."""

RIVALS: Final = tuple(
    tuple(frozenset(kin.split()) for kin in family)
    for family in (
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("morning", "afternoon", "evening night"),
        ("man men male boy lad dad father gents", "woman women female girl lady ladie mum mother"),
        (
            "baby babie toddler preschool",
            "child children kid junior",
            "teen teenager youth",
            "adult senior older elder",
        ),
        ("beginner starter", "improver intermediate", "advanced expert"),
        ("north northern", "south southern", "east eastern", "west western"),
        ("online zoom virtual", "telephone phone"),
    )
)
"""Families of words of which a name has one kin only: what is called the same but for these is for other people, or at
another time.
"""

COMMON_WEIGHT: Final = 0.3
"""What such a word, or the name of the town, counts beside 1 for any other."""

ONE_SIDED: Final = 0.35
"""What a word counts that only one name has, beside 1 for a word in each that the other lacks: people leave words
out, but "Tuesday choir" is not "Daytime choir".
"""

_SAME_WORD: Final = 0.75
"""How alike two words of four letters or more must be to be the same one, misspelt."""

_RIVALLED: Final = 0.3
"""The most that names agree of which one says women, and the other men."""

_ABBREVIATED: Final = 0.9
_LONG: Final = 6
_RUN_TOGETHER: Final = 0.85
"""How many letters names must have, and how alike they must be when their words are run together, to be the same: the
slip may be in the space between two words.
"""

_BRACKETED = re.compile(r"[\[(].*?[\])]")
"""An addition that another person leaves out: "Acquired Brain Injury (ABI)"."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How alike two names are.

    Attributes:
        agreement: 0 (nothing in common) to 1 (the same).
        shared: how much the words say that both have: 0.3 for a common word, 1 for any other.
        rivals: whether something in one rules out something in the other.
    """

    agreement: float
    shared: float
    rivals: bool = False


NOTHING: Final = NameMatch(0.0, 0.0)


@lru_cache(maxsize=16_384)
def match_names(one: str, other: str, towns: frozenset[str] = frozenset()) -> NameMatch:
    """How alike two names are; the order of them makes no difference.

    Args:
        towns: words that name where the two are; a name goes with or without them, but not with another town's.
    """
    pairs = [(one, other)]
    without = (_BRACKETED.sub(" ", one), _BRACKETED.sub(" ", other))
    if without != (one, other):
        pairs += [(without[0], other), (one, without[1]), without]
    return max((_match(words(a), words(b), towns) for a, b in pairs), key=lambda match: (match.agreement, match.shared))


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The words of a name that say something: "The Kettle & Cup Club Ltd." has kettle, cup, club."""
    spelt = tuple(word for word in plain(name).split() if word not in UNSAID)
    return spelt or tuple(plain(name).split())


def weight(word: str, towns: Collection[str] = ()) -> float:
    """What a word of a name counts."""
    return COMMON_WEIGHT if word in COMMON or word in towns else 1.0


def _match(one: Sequence[str], other: Sequence[str], towns: Collection[str]) -> NameMatch:
    if not one or not other:
        return NOTHING
    if one == other:
        return NameMatch(1.0, sum(weight(word, towns) for word in one))
    # The shorter one is looked for in the longer one, whichever came first.
    one, other = sorted((one, other), key=lambda name: (sum(map(len, name)), name))
    shared, left, right = _aligned(one, other, towns)
    lacking = sorted(sum(weight(word, towns) for word in only) for only in (left, right))
    dissent = lacking[0] + ONE_SIDED * (lacking[1] - lacking[0])
    agreement = shared / (shared + dissent) if shared else 0.0
    if _are_rivals(left, right, towns):
        return NameMatch(min(agreement, _RIVALLED), shared, rivals=True)
    other_way = _joined_or_abbreviated(one, other, towns)
    if other_way > agreement:
        return NameMatch(other_way, max(shared, 1.0))
    return NameMatch(agreement, shared)


def _aligned(one: Sequence[str], other: Sequence[str], towns: Collection[str]) -> tuple[float, list[str], list[str]]:
    """What the words that both have count, and the words that only one has."""
    shared, left, right = 0.0, [], list(other)
    for word in one:
        best = max(right, key=lambda candidate: _alike(word, candidate), default="")
        alike = _alike(word, best)
        if alike:
            right.remove(best)
            shared += alike * min(weight(word, towns), weight(best, towns))
        else:
            left.append(word)
    return shared, left, right


@lru_cache(maxsize=65_536)
def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 4 or one.isdigit() or other.isdigit():
        return 0.0
    if _kin(one) and _kin(other) and _kin(one) != _kin(other):
        return 0.0  # "Tuesday" is not "Thursday" misspelt
    # A plural is no slip: "Carers' Circle" and "Carer Circle" are the same.
    if one.rstrip("s") == other.rstrip("s"):
        return 1.0
    return DamerauLevenshtein.normalized_similarity(one, other, score_cutoff=_SAME_WORD)


def _are_rivals(left: Collection[str], right: Collection[str], towns: Collection[str]) -> bool:
    """Whether of what only one has something rules out something of what only the other has: another number, another
    town, or other people.
    """
    if all(any(word.isdigit() for word in lacking) for lacking in (left, right)):
        return True
    if all(any(word in towns for word in lacking) for lacking in (left, right)):
        return True
    kin = [{_kin(word) for word in lacking} - {None} for lacking in (left, right)]
    return any(a[0] == b[0] and a != b for a in kin[0] for b in kin[1] if a and b)


@lru_cache(maxsize=4096)
def _kin(word: str) -> tuple[int, int] | None:
    """The family of rivals that a word is of, and its kin in it."""
    forms = {word, word.rstrip("s")}
    places = ((f, k) for f, family in enumerate(RIVALS) for k, kin in enumerate(family) if kin & forms)
    return next(places, None)


def _joined_or_abbreviated(one: Sequence[str], other: Sequence[str], towns: Collection[str]) -> float:
    """How alike names are of which one joins words ("Banktop Pantry"), or is the initials of the other."""
    if _is_short_for(one, other) or _is_short_for(other, one):
        return _ABBREVIATED
    says = ["".join(word for word in name if weight(word, towns) == 1) for name in (one, other)]
    if min(map(len, says)) < _LONG:
        return 0.0
    alike = DamerauLevenshtein.normalized_similarity(says[0].rstrip("s"), says[1].rstrip("s"))
    return alike if alike >= _RUN_TOGETHER else 0.0


def _is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name is the initials of another: "CAB" of Citizens Advice Bureau."""
    return len(short) == 1 and 3 <= len(short[0]) == len(full) and short[0] == "".join(word[0] for word in full)
