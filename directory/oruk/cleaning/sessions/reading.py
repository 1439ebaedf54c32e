"""Sentences of a timetable, matched by the kinds of their words."""

import re
from collections.abc import Iterator, Sequence
from datetime import time
from itertools import product

from directory.oruk.cleaning.sessions.clocks import Clock, span
from directory.oruk.cleaning.sessions.tokens import Token, tokens_of
from directory.oruk.ical import WEEKDAYS, Recurrence

MOST = 12
"""Rows that one text may come to."""

_WEEKLY = "E?D(?:-D|,?E?D)*"
_MONTHLY = "m?,?E?O(?:,E?O)*D(?:,E?O(?:,E?O)*D)*m?"
_DAYS = f"(?:{_MONTHLY}|{_WEEKLY})P?"
_TIME = "T(?:-T)?"
_TIMES = f"{_TIME}(?:,{_TIME})*P?"
_MONTHS = "M(?:-M|(?:,M)*)"
# A comma may end a part as well as a semicolon does, as long as each part says its days and times in the same order.
_DAYS_FIRST = re.compile(f"(?P<days>{_DAYS})[,-]?(?P<times>{_TIMES})[,;]*")
_TIMES_FIRST = re.compile(f"(?P<times>{_TIMES})[,-]?(?P<days>{_DAYS})[,;]*")
_DAYS_ONLY = re.compile(f"(?P<days>{_DAYS})[,;]*")
_SHAPES = _DAYS_FIRST, _TIMES_FIRST
_SEASON = re.compile(f"[,;]*(?P<months>{_MONTHS})[,;]*$")

Span = tuple[time, time | None]


def sessions_in(text: str) -> tuple[Recurrence, ...]:
    """The recurrences that a text comes to; none when it does not say, or could mean something else.

    >>> [each.in_words() for each in sessions_in("Tues & Thurs 2-4pm")]
    ['Every Tuesday and Thursday, 2pm to 4pm']
    """
    tokens = tokens_of(text)
    if not tokens:
        return ()
    shape = re.sub("[,&]+", _one_comma, "".join(token.sign for token in tokens))
    tokens = _without_doubled_commas(tokens)
    season = _SEASON.search(shape)
    months = _months(tokens[season.start("months") : season.end("months")]) if season else ()
    return _sessions(shape[: season.start()] if season else shape, tokens, months)


def _one_comma(_: re.Match[str]) -> str:
    return ","


def _without_doubled_commas(tokens: Sequence[Token]) -> list[Token]:
    pairs = zip([Token(""), *tokens], tokens, strict=False)
    return [token for before, token in pairs if not (token.sign in ",&" and before.sign in (",", "&"))]


def _sessions(shape: str, tokens: Sequence[Token], months: tuple[int, ...]) -> tuple[Recurrence, ...]:
    clauses = next(filter(None, (_clauses(shape, form) for form in _SHAPES)), [])
    if not clauses and (only := _DAYS_ONLY.fullmatch(shape)):
        clauses = [only]
    rows: list[Recurrence] = []
    for clause in clauses:
        found = list(_rows(clause, tokens, months))
        if not found:
            return ()
        rows += found
    return tuple(dict.fromkeys(rows)) if len(rows) <= MOST else ()


def _clauses(shape: str, form: re.Pattern[str]) -> list[re.Match[str]]:
    """The parts of a sentence, if parts of this form are all that it has."""
    found, at = [], 0
    while at < len(shape):
        clause = form.match(shape, at)
        if clause is None:
            return []
        found.append(clause)
        at = clause.end()
    return found


def _rows(clause: re.Match[str], tokens: Sequence[Token], months: tuple[int, ...]) -> Iterator[Recurrence]:
    days = tokens[slice(*clause.span("days"))]
    said = clause.groupdict().get("times")
    times = tokens[slice(*clause.span("times"))] if said else ()
    part = next((str(token.value) for token in (*days, *times) if token.sign == "P"), "")
    spans = _spans(times, part) if said else [(None, None)]
    kinds = _monthly(days) if any(token.sign == "O" for token in days) else _weekly(days)
    for (freq, byday), (opens, closes) in product(kinds, spans or ()):
        yield Recurrence(freq, byday=byday, bymonth=months, opens_at=opens, closes_at=closes)


def _spans(times: Sequence[Token], part: str) -> list[Span] | None:
    """From when to when; None as soon as one of them can mean two things."""
    clocks = "".join(token.sign for token in times)
    found = []
    for each in re.finditer(_TIME, clocks):
        first, last = _clock(times, each.start()), _clock(times, each.end() - 1)
        when = span(first, last if each.end() - each.start() > 1 else None, part)
        if when is None:
            return None
        found.append(when)
    return found


def _clock(times: Sequence[Token], at: int) -> Clock:
    value = times[at].value
    assert isinstance(value, Clock)  # noqa: S101 -- the shape said so
    return value


Days = tuple[str, tuple[tuple[int, str], ...]]


def _weekly(days: Sequence[Token]) -> list[Days]:
    codes: list[str] = []
    through = False
    for token in days:
        if token.sign == "D":
            named = _codes(token)
            codes += _from_to(codes[-1], named[0]) if through else named
        through = token.sign == "-"
    return [("WEEKLY", tuple((0, code) for code in sorted(set(codes), key=WEEKDAYS.index)))] if codes else []


def _from_to(first: str, last: str) -> tuple[str, ...]:
    """The days after the first until the last, also over the end of the week."""
    days = WEEKDAYS[WEEKDAYS.index(first) :] + WEEKDAYS[: WEEKDAYS.index(first)]
    return days[1 : days.index(last) + 1]


def _monthly(days: Sequence[Token]) -> list[Days]:
    """Numbers and the day that each belongs to. "Every second Thursday" may be every fortnight, so it is not read."""
    signs = "".join(token.sign for token in days)
    if "m" not in signs and re.search("EO(?!,)", signs) and not _is_plainly_monthly(days):
        return []
    found, numbers = set(), list[int]()
    for token in days:
        if token.sign == "O" and isinstance(token.value, int):
            numbers.append(token.value)
        elif token.sign == "D":
            found |= {(number, code) for number in numbers for code in _codes(token)}
            numbers = []
    return [("MONTHLY", _in_order(found))]


def _is_plainly_monthly(days: Sequence[Token]) -> bool:
    """Whether a number can be none of an interval: the first, the last, or two of them."""
    numbers = [token.value for token in days if token.sign == "O"]
    return len(numbers) > 1 or numbers[0] in (1, -1)


def _in_order(days: set[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted(days, key=lambda day: (day[0] < 0, day[0], WEEKDAYS.index(day[1]))))


def _codes(token: Token) -> tuple[str, ...]:
    return token.value if isinstance(token.value, tuple) else ()


def _months(tokens: Sequence[Token]) -> tuple[int, ...]:
    months = [token.value for token in tokens if isinstance(token.value, int)]
    if any(token.sign == "-" for token in tokens):
        first, last = months
        return tuple(sorted({(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}))
    return tuple(sorted(set(months)))
