"""Searching from the command line, one query or many."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from directory.cli.context import resources, surroundings
from directory.cli.output import as_json, print_json
from directory.eligibility import OLDEST, AgeRange
from directory.errors import DirectoryError, InputError
from directory.queries.labels import DAYS
from directory.queries.search import Criteria, SearchPage, ServiceCard, find_services
from directory.vocabulary import Gender
from search_index.documents import Sort

BATCH_LIMIT = 50

_AGE = click.FloatRange(0, OLDEST)
_MILES = click.FloatRange(0.1, 1000)


@click.command()
@click.argument("postcode")
@click.argument("words", nargs=-1)
@click.option("--radius-miles", type=_MILES, help="How far to look.")
@click.option("--age", type=_AGE, help="The age of the client, in years.")
@click.option("--gender", type=click.Choice([gender.value for gender in Gender]), help="The gender of the client.")
@click.option("--need", help="Only services for this need, such as need:connect.lonely.")
@click.option("--day", type=click.Choice(list(DAYS)), help="Only services on this day of the week.")
@click.option("--accepting", is_flag=True, help="Only services that can take people now.")
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default=Sort.BEST.value, show_default=True)
@click.option("--limit", type=click.IntRange(1, 500), default=10, show_default=True, help="How many to show.")
@as_json
@with_appcontext
def search(
    postcode: str,
    words: tuple[str, ...],
    radius_miles: float | None,
    age: float | None,
    gender: str | None,
    need: str | None,
    day: str | None,
    accepting: bool,  # noqa: FBT001 -- click hands options over by name
    sort: str,
    limit: int,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Find what fits near POSTCODE (or a place) for the need given in WORDS."""
    criteria = Criteria(
        place=postcode,
        words=" ".join(words),
        ages=None if age is None else AgeRange.exactly(_whole(age)),
        gender=Gender(gender) if gender else None,
        radius_miles=radius_miles,
        filters=_filters(need, day),
        accepting=accepting,
        sort=Sort(sort),
        per_page=limit,
    )
    found = resources()
    with found.database.reading() as session:
        page = find_services(session, criteria, surroundings(found))
    if as_json:
        print_json(_document(page))
    if page.unknown:
        raise DirectoryError(_unknown(page))
    if not as_json:
        _print(page)


@click.command()
@click.argument("queries", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@with_appcontext
def batch(queries: Path) -> None:
    """Answer every query of QUERIES, one JSON object a line; the answers come one a line, too.

    A line that cannot be read gets an answer that says so, and the command ends with 1.
    """
    found = resources()
    around = surroundings(found)
    failed = False
    with click.open_file(str(queries), encoding="utf-8", errors="replace") as lines:
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
        qid = str(said.get("id", qid))
        return qid, _criteria(said), ""
    except (json.JSONDecodeError, RecursionError):
        return qid, None, f"Line {number} is not JSON"
    except (InputError, ValueError, TypeError) as refused:
        return qid, None, f"Line {number} cannot be used: {refused}"


def _criteria(said: dict[str, Any]) -> Criteria:
    age, radius, gender = said.get("age"), said.get("radius_miles"), said.get("gender")
    if radius is not None and not 0 < float(radius) <= _MILES.max:  # type: ignore[operator]  # it has a max
        raise InputError("radius_miles", f"a distance lies between 0 and {_MILES.max:g} miles")
    return Criteria(
        place=str(said.get("postcode") or ""),
        words=str(said.get("text") or ""),
        ages=None if age is None else AgeRange.exactly(_whole(float(age))),
        gender=Gender(gender) if gender else None,
        radius_miles=None if radius is None else float(radius),
        per_page=BATCH_LIMIT,
    )


def _whole(age: float) -> float:
    """From two years on people count whole years."""
    return int(age) if age >= 2 else age


def _filters(need: str | None, day: str | None) -> dict[str, frozenset[str]]:
    filters = {}
    if need:
        filters["need"] = frozenset({need if need.startswith("need:") else f"need:{need}"})
    if day:
        filters["day"] = frozenset({f"day:{day}"})
    return filters


def _answer(qid: str, page: SearchPage) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "qid": qid,
        "hits": [card.source_id for card in page.cards],
        "total": page.total,
        "relaxed": page.relaxed,
    }
    return answer | ({"error": page.unknown.sentence} if page.unknown else {})


def _unknown(page: SearchPage) -> str:
    assert page.unknown is not None  # noqa: S101 -- for the type checker; the caller asked
    suggested = [suggestion.label for suggestion in page.unknown.suggestions]
    meant = f" Did you mean {' or '.join(suggested[:5])}?" if suggested else ""
    return f"{page.unknown.sentence.rstrip('.')}.{meant}".rstrip(".")


def _document(page: SearchPage) -> dict[str, Any]:
    """The page as the contract of the command line words it."""
    place = page.place and {
        "postcode": str(page.place.postcode) if page.place.postcode else page.place.label,
        "latitude": page.place.point and page.place.point.latitude,
        "longitude": page.place.point and page.place.point.longitude,
        "district": page.place.district,
    }
    document: dict[str, Any] = {
        "place": place,
        "understood": [*(label for _, label in page.needs), *(chip.label for chip in page.understood)],
        "total": page.total,
        "left_out": {each.reason: each.count for each in page.left_out},
        "relaxed": page.relaxed,
        "facets": {group.name: {each.value: each.count for each in group.options} for group in page.filters},
        "hits": [_hit(card) for card in page.cards],
    }
    return document | ({"error": page.unknown.sentence} if page.unknown else {})


def _hit(card: ServiceCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "source_id": card.source_id,
        "name": card.name,
        "organisation": card.organisation,
        "distance_miles": None if card.distance_miles is None else round(card.distance_miles, 2),
        "verdict": card.verdict.value,
        "reasons": [reason.sentence for reason in card.reasons],
        "capacity": {"status": card.capacity.status, "stated_on": card.capacity.stated_on},
        "next_session": card.next_start,
        "why": card.why,
        "score": card.score,
    }


def _print(page: SearchPage) -> None:
    said = f" {page.said}" if page.said else ""
    click.echo(f"{page.total} {'service' if page.total == 1 else 'services'}{said}")
    understood = [label for _, label in page.needs] + [chip.label for chip in page.understood]
    if understood:
        click.echo(f"Understood: {', '.join(understood)}")
    for sentence in (*page.relaxed, *(each.sentence for each in page.left_out)):
        click.echo(f"{sentence}.")
    for card in page.cards:
        click.echo()
        by = f" – {card.organisation}" if card.organisation else ""
        click.secho(f"{card.number}. {card.name}{by}", bold=True)
        for line in _lines(card):
            click.echo(f"   {line}")


def _lines(card: ServiceCard) -> list[str]:
    far = "" if card.distance_miles is None else f"{card.distance_miles:.1f} miles – "
    where = f"{far}{card.place or ', '.join(card.ways)}"
    room = f"{card.capacity.sentence} ({card.capacity.age})" if card.capacity.age else card.capacity.sentence
    reasons = "; ".join(reason.sentence for reason in card.reasons)
    when = f"Next: {card.next_session}" if card.next_session else "; ".join(card.times[:1])
    why = f"Why: {'; '.join(card.why)}" if card.why else ""
    return [line for line in (f"{card.verdict.label}: {reasons}", where, when, room, why) if line]
