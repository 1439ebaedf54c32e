"""Looking after the thesaurus from the command line."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from directory import clock
from directory.cli.context import resources
from directory.cli.output import as_json, bar, print_json
from directory.clock import LONDON
from directory.queries.indexing import documents
from directory.queries.unmet import most_unmet, services_of
from directory.resources import SEED_DATA, Resources
from search_index.analysis import FILLER, STOP_WORDS, stem, words
from search_index.checking import DeadPhrase, check_thesaurus
from search_index.documents import Query
from search_index.memory import MemoryIndex
from search_index.port import SearchIndex

Need = dict[str, str]


@click.group()
def thesaurus() -> None:
    """See whether the thesaurus says what people ask for."""


@thesaurus.command()
@click.option("--district", help="Only services of this local authority district (its ONS code).")
@click.option(
    "--words",
    "queries",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="A file of queries, one a line: says which of their words meet nothing.",
)
@as_json
@with_appcontext
def check(district: str | None, queries: Path | None, as_json: bool) -> None:  # noqa: FBT001 -- click hands options over
    """Say which phrases can never match, which needs have no service, and which words meet nothing.

    Ends with 1 when a phrase can never match.
    """
    found = resources()
    report = check_thesaurus(SEED_DATA)
    # A group of needs stands for its needs, and is asked for through them.
    groups = {need.parent for need in found.thesaurus.needs.values()}
    needs = [need for need in found.thesaurus.needs if need not in groups]
    served = _served(found, district)
    with found.database.reading() as session:
        unmet = most_unmet(session, today=clock.today())
    said = {
        "phrases": [{"phrase": each.phrase, "why": _why(each)} for each in report.dead],
        "needs_without_phrase": [_need(found, need) for need in report.unheard],
        "needs_without_service": [_need(found, need) for need in needs if need not in served],
        "needs_unmet": [_need(found, each.need) | {"searches": each.searches} for each in unmet],
        "words": _words_meeting_nothing(found, queries) if queries else [],
    }
    if as_json:
        print_json(said)
    else:
        _print(said)
    sys.exit(1 if report.dead else 0)


def _why(dead: DeadPhrase) -> str:
    """Why a phrase is never found."""
    found = " or ".join(f"“{other}”" for other in dead.silenced_by[:2])
    return (
        f"{found} is found in its stead" if found else "it has no words that are read, or no list of words of its name"
    )


def _served(found: Resources, district: str | None) -> frozenset[str]:
    """The needs that at least one published service is for, as the index reads them."""
    hits = _index(found, district).search(Query(now=clock.now().astimezone(LONDON), limit=0))
    return frozenset(facet.value for facet in hits.facets.get("need", ()) if facet.count)


def _index(found: Resources, district: str | None) -> SearchIndex:
    """The index, or one of the services of a district alone: made for this question, and forgotten after it."""
    if district is None:
        return found.index
    made = MemoryIndex(found.thesaurus)
    with found.database.reading() as session:
        among = services_of(session, district)
        with bar("Reading", len(among)) as step:
            read = documents(session, found.gazetteer.district_name, now=clock.now(), among=among)
            made.replace_all(read, progress=step)
    return made


def _words_meeting_nothing(found: Resources, queries: Path) -> list[dict[str, Any]]:
    """The words of a file of queries that neither a listing nor the thesaurus knows, the most frequent first."""
    with click.open_file(str(queries), encoding="utf-8-sig", errors="replace") as lines:
        typed = Counter(word for line in lines for word in words(line) if word not in STOP_WORDS | FILLER)
    unknown = [(word, number) for word, number in typed.items() if not _is_known(found, word)]
    return [{"word": word, "count": number} for word, number in sorted(unknown, key=lambda pair: (-pair[1], pair[0]))]


def _is_known(found: Resources, word: str) -> bool:
    if found.thesaurus.knows(stem(word)):
        return True
    # As it stands: a word that is only like one of a listing is what one wants to hear of.
    query = Query(
        now=clock.now().astimezone(LONDON),
        text=word,
        turned_away=True,
        widen=False,
        keeping=frozenset({"spelling"}),
        limit=0,
    )
    return found.index.search(query).total > 0


def _need(found: Resources, need: str) -> Need:
    return {"need": need, "label": found.thesaurus.label(need)}


def _print(said: dict[str, Any]) -> None:
    sections = {
        "Phrases that can never match": [f"“{each['phrase']}”: {each['why']}" for each in said["phrases"]],
        "Needs that no phrase means": _in_lines(said["needs_without_phrase"]),
        "Needs without a published service": _in_lines(said["needs_without_service"]),
        "Needs that met no good answer, with searches in twelve months": [
            f"{each['label']}: {each['searches']:,}" for each in said["needs_unmet"]
        ],
        "Words that meet nothing": [f"{each['word']} ({each['count']})" for each in said["words"]],
    }
    for title, lines in sections.items():
        click.secho(f"{title}: {len(lines) or 'none'}", bold=True)
        for line in lines:
            click.echo(f"  {line}")


def _in_lines(needs: list[Need]) -> list[str]:
    return [f"{each['label']} ({each['need']})" for each in needs]
