"""Taking feeds in from the command line."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask.cli import with_appcontext

from directory.actions.exchange import FeedFile, ImportReport, Source, fetch_feed, read_feed, try_feed
from directory.cli.beside import indexing_beside
from directory.cli.collecting import collecting_seldom
from directory.cli.context import resources, settings, visitor
from directory.cli.output import as_json, bar, print_json
from directory.cli.reporting import document, sentences
from directory.cli.stopping import stoppable
from directory.resources import Resources
from directory.visiting import WebAddress, is_web_address


@click.command("import")
@click.argument("feed", metavar="FILE|URL")
@click.option("--source", help="The name of the feed; its records keep it when they come again. Default: the file's.")
@click.option("--publish", is_flag=True, help="Let everybody see new services at once, without a moderator.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="What columns mean.")
@click.option("--licence", default="", help="How others may use what it says, as shown beside its listings.")
@click.option("--part", is_flag=True, help="It is a part of the feed: what is not in it is not gone.")
@as_json
@with_appcontext
def import_(
    *,
    feed: str,
    source: str | None,
    publish: bool,
    dry_run: bool,
    mapping: Path | None,
    licence: str,
    part: bool,
    as_json: bool,
) -> None:
    """Take in the services of a file or a web address: Open Referral UK 3 or 1, one record a line, or a table.

    What is broken or cut off is refused before anything of it is taken in. A record with a fault is reported and does
    not keep the others out. Whatever stops it, the same command goes on where it was. Ends with 1 if a record was
    kept out.
    """
    found = resources()
    with stoppable() as check, collecting_seldom():
        file = FeedFile(_brought(feed, check), mapping)
        file.check_size(settings().import_megabytes)
        name = source or _name_of(feed)
        address = feed if is_web_address(feed) else ""
        chosen = Source(name, file.digest(publish, part), address, licence, publish=publish, whole=not part)
        report = (_try if dry_run else _take)(file, chosen, found, check)
    if as_json:
        print_json(document(report))
    else:
        click.echo("\n".join(sentences(report, dry_run=dry_run)))
    sys.exit(1 if report.kept_out else 0)


def _brought(feed: str, check: Callable[[], None]) -> Path:
    """The file that a feed is in; one of the web is brought in first."""
    if is_web_address(feed):
        with bar("Fetching", 0) as step:
            return fetch_feed(visitor(settings()), feed, settings().feeds, progress=_each(step, check))
    file = Path(feed)
    if not file.is_file():
        raise click.BadParameter(f"There is no file {feed}", param_hint="FILE|URL")
    return file


def _name_of(feed: str) -> str:
    return WebAddress.of(feed).host if is_web_address(feed) else Path(feed).stem


def _try(file: FeedFile, source: Source, found: Resources, check: Callable[[], None]) -> ImportReport:
    opening, gazetteer = found.database.writing, found.gazetteer
    with bar("Reading", file.count()) as step:
        progress = _each(step, check)
        return try_feed(opening, file.readings(), source=source, gazetteer=gazetteer, progress=progress)


def _take(file: FeedFile, source: Source, found: Resources, check: Callable[[], None]) -> ImportReport:
    opening, gazetteer = found.database.writing, found.gazetteer
    with indexing_beside(found) as indexer:
        with bar("Reading", file.count()) as step:
            progress = _each(step, check, indexer.tell)
            report = read_feed(opening, file.readings(), source=source, gazetteer=gazetteer, progress=progress)
        with bar("Indexing", report.created + report.updated) as step:
            if not indexer.finish(step):
                found.bring_in_many(step)
    found.deliver()
    return report


def _each(step: Callable[[int], None], *deeds: Callable[[], None]) -> Callable[[int], None]:
    """What is done whenever some more records are done."""

    def progress(count: int) -> None:
        for deed in deeds:
            deed()
        step(count)

    return progress
