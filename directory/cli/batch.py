"""Searching from the command line, many queries at a time: one in, one out, a line each."""

import json
import math
import sys
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from directory.cli.context import resources, surroundings
from directory.cli.output import print_json
from directory.eligibility import AgeRange
from directory.errors import InputError
from directory.forms.fields import whole_years
from directory.forms.search import FARTHEST_MILES, NEAREST_MILES
from directory.queries.search import Criteria, SearchPage, find_services
from directory.vocabulary import Gender

LIMIT = 50
"""Hits that are given for each query."""


@click.command()
@click.argument("queries", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@with_appcontext
def batch(queries: Path) -> None:
    """Answer every query of QUERIES, one JSON object a line; the answers come one a line, too.

    A line that cannot be answered gets one that says so, and the command ends with 1.
    """
    found = resources()
    around = surroundings(found)
    failed = False
    with click.open_file(str(queries), encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            qid, criteria, fault = _read(line, number)
            if criteria is None:
                answer = {"qid": qid, "hits": [], "total": 0, "relaxed": [], "error": fault}
            else:
                with found.database.reading() as session:
                    page = find_services(session, criteria, around)
                answer = _answer(qid, page)
            failed = failed or "error" in answer
            print_json(answer)
    sys.exit(1 if failed else 0)


def _read(line: str, number: int) -> tuple[str, Criteria | None, str]:
    """One line of a batch: the id, and the criteria or what is wrong with them."""
    qid = f"line {number}"
    try:
        said = json.loads(line)
        if not isinstance(said, dict):
            return qid, None, f"Line {number} is not a JSON object"
        if said.get("id") is not None:
            qid = str(said["id"])
        return qid, _criteria(said), ""
    except (ValueError, RecursionError):
        return qid, None, f"Line {number} is not JSON"
    except InputError as refusal:
        return qid, None, f"Line {number}, {refusal.field}: {refusal}"


def _criteria(said: dict[str, Any]) -> Criteria:
    age, radius, gender = _number(said, "age"), _number(said, "radius_miles"), said.get("gender")
    if radius is not None and not NEAREST_MILES <= radius <= FARTHEST_MILES:
        raise InputError("radius_miles", f"A distance lies between {NEAREST_MILES} and {FARTHEST_MILES} miles")
    if gender not in (None, "", *Gender):
        raise InputError("gender", f"This should be one of {', '.join(Gender)}")
    return Criteria(
        place=str(said.get("postcode") or ""),
        words=str(said.get("text") or ""),
        ages=None if age is None else AgeRange.exactly(whole_years(age)),
        gender=Gender(gender) if gender else None,
        radius_miles=radius,
        per_page=LIMIT,
    )


def _number(said: dict[str, Any], name: str) -> float | None:
    value = said.get(name)
    if value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise InputError(name, "This should be a number")
    return number


def _answer(qid: str, page: SearchPage) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "qid": qid,
        "hits": [card.source_id for card in page.cards],
        "total": page.total,
        "relaxed": page.relaxed,
    }
    return answer | ({"error": page.unknown.sentence} if page.unknown else {})
