"""The one function that orders the best hits, and what each part of it weighs.

    score = text × nearness × freshness × capacity × verdict

Each part lies between 0 and 1 and only takes away: a listing is as good as its words say, and less so for
being far, stale, full or only perhaps for this client. The functions take numbers or arrays of them alike, so
that every engine shares them.
"""

from math import inf, log
from typing import Any, TypeVar

Number = TypeVar("Number", float, Any)

HALVING_KM = 6.0
"""Where half of what distance can take away is gone."""

FARTHEST = 0.45
"""What is left of a hit that is very far away: what fits is better than what is merely near."""

REACHES_YOU = 0.85
"""The nearness of a service without a place (it visits, rings, or is on line): as good as a place a bus ride
away."""

FRESHNESS_LOST_DAYS = 180
"""Days after the time for the next confirmation at which nothing more is taken away."""

STALEST = 0.75
"""What is left of a listing that was never confirmed, or very long ago."""

CAPACITY = {"open": 1.0, "few": 0.98, "ask": 0.93, "": 0.92, "waiting_list": 0.75, "full": 0.6}
"""By what the group said of its room not too long ago; "" where it did not."""

VERDICT = {"yes": 1.0, "ask": 0.94, "ask:circumstance": 0.66, "no": 0.5}
"""By whether it is for the client. One for people in circumstances that nobody has said are the client's is further
down; one that is not for them is only among the hits when asked for."""

MUCH_TOO_FAR = 3.0
"""So many times the radius away, a service is not one that was left out but one that is somewhere else."""

NEED_WEIGHT = 2.2
"""What a need that was asked for counts in the text score, beside 1 for the rarest word."""

TOPIC_WEIGHT = 2.2
"""What a topic counts that lies in none of the needs asked for."""

GUESS_WEIGHT = 1.2
"""What a need or topic counts that was only guessed, where it is certain; the less likely it is the less."""

RARE = 0.03
"""The share of the documents that may hold a word whose meaning is guessed at; what more of them hold can be found by
the word itself."""

SHARING = 0.7
"""How far the needs that one phrase means share its weight: from 0 (each counts in full) to 1 (all together count as
one). A phrase that might mean three things is not three wishes."""

BROADER = 0.4
"""How well a listing answers a topic if it only serves the need that the topic is part of."""

SAYING = 0.5
"""How well a listing answers a topic if it only says the word that the query named the topic with."""

EXPLAINED = 0.45
"""What is left of the weight of a word that a need or topic already stands for."""

PAIR_WEIGHT = 1.4
"""What two words count that follow each other in the query and in the listing, beside what each counts alone."""

APART = 0.3
"""How well either of them answers for both, where they do not follow each other."""

RESPELT_WEIGHT = 0.9
"""How far a word read for a misspelt one counts as the word itself."""

NEIGHBOUR_WEIGHT = 0.8
"""How well a neighbouring need answers the one that was asked for, beside what the list of needs says of the two."""

FLOOR = 0.38
"""Hits whose words fit less than so much as the best one's are left out: one stray word out of four is no
answer."""

LEAST = 0.1
"""And so is whatever answers less than so much of the words, even where nothing else does."""


def nearness(distance_km: Number) -> Number:
    """From 1 at the door down to ``FARTHEST``."""
    return FARTHEST + (1 - FARTHEST) / (1 + distance_km / HALVING_KM)


def reach(least: float) -> float:
    """The distance in kilometres beyond which nearness is less than this: the function above turned round."""
    return HALVING_KM * ((1 - FARTHEST) / (least - FARTHEST) - 1) if least > FARTHEST else inf


def freshness(overdue_days: Number) -> Number:
    """From 1 for a listing confirmed in time, falling in a straight line to ``STALEST``.

    Args:
        overdue_days: days since it should have been confirmed again, from 0 to ``FRESHNESS_LOST_DAYS``.
    """
    return 1 - (1 - STALEST) * overdue_days / FRESHNESS_LOST_DAYS


def verdict(fit: str, axis: str) -> float:
    """The weight of a verdict and of the axis it is about."""
    return VERDICT.get(f"{fit}:{axis}", VERDICT[fit])


def rarity(documents: int, frequency: int) -> float:
    """How much a term tells, from 0 (it is in every document) to 1 (in hardly any): BM25's idf over its
    greatest value.
    """
    if not documents:
        return 0.0
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5)) / log(1 + (documents + 0.5) / 0.5)
