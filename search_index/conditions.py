"""Whether a document's conditions let a client in: yes, ask, or no. Pure, and the same for every engine."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import inf

from search_index.documents import Condition, Facts, Fit, group_of

ANYONE = "anyone"
"""The axis of the statement that anyone may come."""

UNSTATED = "unstated"
"""The axis of a service that has said nothing of whom it is for, so that one has to ask."""

CIRCUMSTANCE = "circumstance"

AXES = ("age", "gender", "residence", CIRCUMSTANCE, "referrer")
"""Every axis on which a client can be turned away, in the order in which reasons are counted."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the conditions say together: the worst of them, and the axis it is about.

    For *ask* the axis is only told where it weighs: a service for people in circumstances that nobody has said are the
    client's (``circumstance``).
    """

    fit: Fit
    axis: str = ""


def judge(conditions: Iterable[Condition], facts: Facts, on: date) -> Judgement:
    """Judge a client by all the conditions in force on a day.

    A service without conditions in force has not said whom it is for, so the answer is to ask.
    """
    fits = [(_fit(condition, facts), condition) for condition in conditions if _in_force(condition, on)]
    refused = {condition.axis for fit, condition in fits if fit is Fit.NO}
    if refused:
        return Judgement(Fit.NO, min(refused, key=_order))
    asked = [condition for fit, condition in fits if fit is Fit.ASK]
    if any(condition.axis == CIRCUMSTANCE and not condition.excluded for condition in asked):
        return Judgement(Fit.ASK, CIRCUMSTANCE)
    return Judgement(Fit.ASK) if asked or not fits else Judgement(Fit.YES)


def _order(axis: str) -> int:
    return AXES.index(axis) if axis in AXES else len(AXES)


def _in_force(condition: Condition, on: date) -> bool:
    return (condition.since is None or condition.since <= on) and (condition.until is None or on <= condition.until)


def _fit(condition: Condition, facts: Facts) -> Fit:
    holds = _holds(condition, facts)
    if holds is None or (holds is condition.excluded and _in_doubt(condition, facts)):
        return Fit.ASK
    if holds is not condition.excluded:
        return Fit.YES
    return Fit.NO if condition.strict else Fit.ASK


def _holds(condition: Condition, facts: Facts) -> bool | None:
    """Whether the client has one of the values; None when that is not known."""
    if condition.axis in {ANYONE, UNSTATED}:
        return True if condition.axis == ANYONE else None
    if condition.ages is not None:
        return _within(facts.ages, condition.ages)
    groups = {group_of(value) for value in condition.values}
    answers = [_one_of(facts.possible.get(group), condition.values) for group in groups]
    if True in answers:
        return True
    return None if None in answers else False


def _in_doubt(condition: Condition, facts: Facts) -> bool:
    return any(value in facts.possible.get(group_of(value), ()) for value in condition.doubt)


def _one_of(possible: frozenset[str] | None, values: frozenset[str]) -> bool | None:
    if not possible:
        return None
    if possible <= values:
        return True
    return False if possible.isdisjoint(values) else None


def _within(ages: tuple[float, float] | None, asked: tuple[float, float]) -> bool | None:
    ages = ages or (0, inf)
    if asked[0] <= ages[0] and ages[1] <= asked[1]:
        return True
    return False if ages[1] <= asked[0] or asked[1] <= ages[0] else None
