"""Taking feeds in from the command line."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlmodel import Session

from directory.actions.exchange import ImportReport, import_feed
from directory.cli.context import resources, settings
from directory.cli.output import as_json, bar, print_json
from directory.errors import UnreadableError
from directory.oruk.documents import read_documents
from directory.resources import Resources

MOST_PROBLEMS = 20
"""Problems that are printed; ``--json`` has them all."""


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", help="The name of the feed; its records keep it when they come again. Default: the file's.")
@click.option("--publish", is_flag=True, help="Let everybody see new services at once, without a moderator.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@as_json
@with_appcontext
def import_(
    file: Path,
    source: str | None,
    publish: bool,  # noqa: FBT001 -- click hands options over by name
    dry_run: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Take in the services of FILE: Open Referral UK 3 as an array, a page of a feed, or one record a line.

    All of the file is taken in, or, if it is broken, none of it. A record with a fault is reported and does not keep
    the others out. Ends with 1 if a record was kept out.
    """
    size = file.stat().st_size
    most = settings().import_megabytes
    if size > most * 1_000_000:
        raise UnreadableError(f"{file.name} is larger than {most} megabytes, the most that is read (IMPORT_MEGABYTES)")
    found = resources()
    with found.database.session(writes=True) as session:
        report = _take(session, file, found, source=source or file.stem, publish=publish)
        if dry_run:
            session.rollback()
        else:
            session.commit()
    if not dry_run:
        _deliver(found, report)
    if as_json:
        print_json(_document(report))
    else:
        _print(report, dry_run=dry_run)
    sys.exit(1 if report.kept_out else 0)


def _take(session: Session, file: Path, found: Resources, *, source: str, publish: bool) -> ImportReport:
    with file.open("rb") as stream, bar("Reading", file.stat().st_size) as step:
        told = 0

        def progress(_records: int) -> None:
            nonlocal told
            step(stream.tell() - told)
            told = stream.tell()

        return import_feed(
            session,
            read_documents(stream),
            source=source,
            gazetteer=found.gazetteer,
            publish=publish,
            progress=progress,
        )


def _deliver(found: Resources, report: ImportReport) -> None:
    with bar("Indexing", report.created + report.updated) as step:
        found.deliver(step)


def _document(report: ImportReport) -> dict[str, object]:
    return {
        "read": report.read,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "kept_out": report.kept_out,
        "problems": report.problems,
    }


def _print(report: ImportReport, *, dry_run: bool) -> None:
    would = "Nothing was changed. This would be: " if dry_run else ""
    click.echo(
        f"{would}{report.read} read, {report.created} created, {report.updated} updated, "
        f"{report.unchanged} unchanged, {report.kept_out} kept out"
    )
    for problem in report.problems[:MOST_PROBLEMS]:
        click.echo(f"  {problem.record}: {problem.field or 'record'}: {problem.reason}")
    if len(report.problems) > MOST_PROBLEMS:
        click.echo(f"  … and {len(report.problems) - MOST_PROBLEMS} more problems (--json has them all)")
