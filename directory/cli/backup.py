"""Keeping a directory in one file, and putting it back."""

from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from directory.actions.backup import Manifest, count_rows, opened_backup
from directory.cli.context import resources
from directory.cli.output import as_json, bar, print_json, written_whole
from directory.clock import LONDON
from directory.errors import InvalidTransitionError
from directory.oruk.ical import clock_time, long_date


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@with_appcontext
def backup(file: Path, as_json: bool) -> None:  # noqa: FBT001 -- click hands options over by name
    """Write all that the directory holds into FILE, as it is at this moment, while it is in use or not.

    Not in it are feeds that wait on their page, letters that lie in a folder, and what is made anew: the index and the
    postcodes. It holds what people wrote in confidence. A file that is there already stays as it is.
    """
    if file.exists():
        raise InvalidTransitionError(f"{file} is there already; give the backup another name")
    found = resources()
    with found.database.reading() as session:
        rows = count_rows(session)
    with written_whole(file, mode=0o600) as stream, bar("Writing rows", rows) as step:
        made = found.back_up(stream, step)
    if as_json:
        print_json({"file": str(file), "bytes": file.stat().st_size, **_told(made)})
    else:
        click.echo(
            f"{made.rows} rows of {len(made.tables)} tables are in {file}. Keep it where nobody else can read it"
        )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
@with_appcontext
def restore(file: Path, as_json: bool) -> None:  # noqa: FBT001 -- click hands options over by name
    """Put back what is in FILE, all or nothing, into a directory that has nothing in it.

    A backup of an older version is brought up to date, and one of SQLite can be put back into PostgreSQL, and the other
    way round. No server may run on the directory meanwhile. Ends with 1 where there is something in it.
    """
    found = resources()
    with opened_backup(file) as kept:
        found.restore(kept, bar)
    if as_json:
        print_json(_told(kept.manifest))
    else:
        made = kept.manifest.made_at.astimezone(LONDON)
        click.echo(f"{kept.manifest.rows} rows are back, as of {long_date(made.date())}, {clock_time(made.time())}")


def _told(manifest: Manifest) -> dict[str, Any]:
    tables = {table.table: table.rows for table in manifest.tables}
    return {"made_at": manifest.made_at, "rows": manifest.rows, "tables": tables}
