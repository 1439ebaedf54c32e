"""How much harm it would do to let something pass unseen, as a number and in words. Knows no tables.

It orders the queue and says where to look first. It decides nothing: also what is harmless is looked at by somebody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

MOST = 100
LOW, HIGH = 25, 55
"""Below the first a risk is low, and things may be let through together; from the second on it is high."""

A_DAY = 4
"""What each day of waiting adds to the place in the queue: in 25 days the most harmless thing comes to stand above the
riskiest one of today, so that nothing starves.
"""

WEIGHTS: Final = {
    # Things themselves. A claim hands over a listing for good; a report may tell of harm that is being done.
    "claim": (40, "Whoever is granted this may change all that the group says"),
    "report": (30, "Somebody tells of something wrong"),
    "suggestion": (15, "Somebody tells of a group that is not listed"),
    "mail": (20, "Nobody of the group can be reached by letter"),
    "stale": (10, "It has not been confirmed for long"),
    # Who.
    "stranger": (30, "Nobody of this group is known to us yet"),
    "has editors": (30, "The group has keepers already, who have not asked for this"),
    # What a listing is, whom it takes, and where it is: a mistake sends people to a wrong door, or to nobody's.
    "name": (20, "The name would change"),
    "organisation": (20, "The group would change"),
    "rules": (15, "Who can come would change"),
    "places": (20, "The place would change"),
    "referral": (15, "The referral form would lead elsewhere"),
    "url": (10, "The web page would be another"),
    "many parts": (15, "Much is changed at once"),
    # What it says.
    "same name": (25, "A published listing has the same name"),
    "links": (10, "There is a link in the text"),
    "money": (30, "It speaks of money to be gained or paid"),
    "cure": (30, "It promises a cure"),
    "harm": (35, "It speaks of somebody being harmed, or of danger"),
    "ended": (15, "It may have ended"),
    "at home": (10, "It comes to people's homes"),
    "unknown place": (10, "A postcode that it gives is not known"),
}
"""What each sign adds, out of a hundred, and what is said of it. The weights are a judgement: alone, no sign of what is
said makes a risk high; two that go together, such as a stranger who speaks of money, do.
"""

MANY_PARTS = 4
"""Parts changed at once from which on it is hardly a correction any more."""

_SIGNS: Final = {
    "links": re.compile(r"https?://|www\.|\b[a-z0-9-]+\.(?:com|net|info|biz|xyz|top|shop|online)\b", re.IGNORECASE),
    "money": re.compile(
        r"\b(?:invest(?:ment|ing|ors?)|crypto\w*|bitcoin|forex|loans?|guaranteed (?:income|returns?|profit)|"
        r"get rich|earn (?:money|cash|£)|cash prizes?|casino|betting|processing fee|upfront fee|bank details)\b",
        re.IGNORECASE,
    ),
    "cure": re.compile(
        r"\b(?:cures?|cured|miracle|detox\w*|heals? (?:cancer|autism|dementia|diabetes)|reverses? (?:ageing|diabetes)|"
        r"guaranteed results?|stop (?:taking )?your (?:medicines?|medication|tablets))\b",
        re.IGNORECASE,
    ),
    "harm": re.compile(
        r"\b(?:abus\w+|assault\w*|safeguarding|unsafe|danger\w*|harass\w*|scam\w*|fraud\w*|stole|stolen|threat\w*|"
        r"police|injur\w+)\b",
        re.IGNORECASE,
    ),
    "ended": re.compile(
        r"\b(?:closed|closing|ended|moved|no longer|shut|does not exist|doesn't exist|not running)\b", re.IGNORECASE
    ),
}
OF_A_LISTING: Final = ("links", "money", "cure")
OF_A_REPORT: Final = ("harm", "ended")
"""Which signs are looked for in the words of what. A support group may well speak of abuse; a report should not."""


@dataclass(frozen=True, slots=True)
class Risk:
    """How much harm something may do.

    Attributes:
        score: from 0 to 100.
        reasons: a sentence for each sign, the weightiest first.
    """

    score: int
    reasons: tuple[str, ...]

    @property
    def level(self) -> str:
        """The score in a word, for whoever reads a list."""
        return "Low" if self.score < LOW else "Medium" if self.score < HIGH else "High"


def risk_of(signs: Iterable[str]) -> Risk:
    """The risk of something with some signs, by the keys of `WEIGHTS`; each counts once, and their sum is bounded."""
    found = sorted((WEIGHTS[sign] for sign in set(signs)), key=lambda each: (-each[0], each[1]))
    return Risk(min(sum(weight for weight, _ in found), MOST), tuple(sentence for _, sentence in found))


def urgency(risk: Risk, since: datetime, now: datetime) -> float:
    """What the queue is ordered by: the risk, and what waiting adds to it."""
    return risk.score + A_DAY * max((now - since) / timedelta(days=1), 0.0)


def signs_in(texts: Iterable[str], looked_for: Iterable[str]) -> Iterator[str]:
    """The signs that some words show."""
    words = "\n".join(texts)
    return (sign for sign in looked_for if _SIGNS[sign].search(words))


def signs_of_change(parts: Iterable[str]) -> Iterator[str]:
    """The signs of a change of some parts of a listing."""
    changed = set(parts)
    yield from changed & set(WEIGHTS)
    if len(changed) >= MANY_PARTS:
        yield "many parts"
