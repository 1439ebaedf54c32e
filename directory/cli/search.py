"""Searching from the command line."""

import math
from typing import Any

import click
from flask.cli import with_appcontext
from sqlmodel import Session, col, select

from directory.cli.context import resources, surroundings
from directory.cli.explaining import explanation, in_lines
from directory.cli.output import as_json, print_json
from directory.eligibility import OLDEST, AgeRange
from directory.errors import DirectoryError
from directory.forms.fields import whole_years
from directory.forms.search import FARTHEST_MILES, NEAREST_MILES
from directory.models import TaxonomyTerm
from directory.queries.labels import DAYS
from directory.queries.search import Criteria, SearchPage, ServiceCard, find_services
from directory.vocabulary import Gender
from search_index.documents import Sort


class _Between(click.FloatRange):
    """A number between two others, which ``nan`` is not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail("This should be a number.", param, ctx)
        return number


_AGE = _Between(0, OLDEST)
_MILES = _Between(NEAREST_MILES, FARTHEST_MILES)


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
@click.option("--explain", is_flag=True, help="Show the parts of each score, and what was found where.")
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
    explain: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Find what fits near POSTCODE (or a place) for the need given in WORDS."""
    criteria = Criteria(
        place=postcode,
        words=" ".join(words),
        ages=None if age is None else AgeRange.exactly(whole_years(age)),
        gender=Gender(gender) if gender else None,
        radius_miles=radius_miles,
        filters=_filters(need, day),
        accepting=accepting,
        sort=Sort(sort),
        per_page=limit,
    )
    found = resources()
    with found.database.reading() as session:
        _check_need(session, criteria)
        page = find_services(session, criteria, surroundings(found))
    if as_json:
        print_json(_document(page, explain=explain))
    if page.unknown:
        raise DirectoryError(_unknown(page))
    if not as_json:
        _print(page, explain=explain)


def _check_need(session: Session, criteria: Criteria) -> None:
    """Refuse a need that is not in our list: a slip would otherwise look like a need that nobody serves."""
    for need in criteria.filters.get("need", ()):
        known = select(TaxonomyTerm.code).where(col(TaxonomyTerm.code) == need)
        if session.exec(known).first() is None:
            raise click.BadParameter(f"there is no need {need.removeprefix('need:')!r}", param_hint="--need")


def _filters(need: str | None, day: str | None) -> dict[str, frozenset[str]]:
    filters = {}
    if need:
        filters["need"] = frozenset({need if need.startswith("need:") else f"need:{need}"})
    if day:
        filters["day"] = frozenset({f"day:{day}"})
    return filters


def _unknown(page: SearchPage) -> str:
    assert page.unknown is not None  # noqa: S101 -- for the type checker; the caller asked
    said = page.unknown.sentence
    suggested = [suggestion.label for suggestion in page.unknown.suggestions][:5]
    if all(label in said for label in suggested):
        return said
    return f"{said} Did you mean {' or '.join(suggested)}?"


def _document(page: SearchPage, *, explain: bool) -> dict[str, Any]:
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
        "hits": [_hit(card) | ({"explain": explanation(card)} if explain else {}) for card in page.cards],
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
        "score": card.hit.score.total,
    }


def _print(page: SearchPage, *, explain: bool) -> None:
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
        for line in (*_lines(card), *(in_lines(card) if explain else ())):
            click.echo(f"   {line}")


def _lines(card: ServiceCard) -> list[str]:
    far = "" if card.distance_miles is None else f"{card.distance_miles:.1f} miles – "
    where = f"{far}{card.place or ', '.join(card.ways)}"
    room = f"{card.capacity.sentence} ({card.capacity.age})" if card.capacity.age else card.capacity.sentence
    # What decides comes first, as on the page.
    decisive_first = sorted(card.reasons, key=lambda reason: reason.verdict is not card.verdict)
    reasons = "; ".join(reason.sentence for reason in decisive_first)
    when = f"Next: {card.next_session}" if card.next_session else "; ".join(card.times[:1])
    why = f"Why: {'; '.join(card.why)}" if card.why else ""
    return [line for line in (f"{card.verdict.label}: {reasons}", where, when, room, why) if line]
