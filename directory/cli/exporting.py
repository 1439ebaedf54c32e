"""Giving everything public away from the command line."""

from pathlib import Path
from typing import IO

import click

from directory import clock
from directory.cli.context import resources, settings
from directory.cli.output import as_json, bar, print_json, written_whole
from directory.queries.exchange import count_public, public_lines


@click.command()
@click.argument("file", default="-", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@as_json
def export(file: Path, as_json: bool) -> None:  # noqa: FBT001 -- click hands options over by name
    """Write everything public to FILE, or to the standard output: Open Referral UK 3, one service a line.

    The file is there once it is whole: whoever reads it meanwhile finds the one from before.
    """
    if as_json and str(file) == "-":
        raise click.UsageError("--json says what was written to a FILE; name one")
    with written_whole(file) as stream:
        written = _export(stream)
    if as_json:
        print_json({"file": str(file), "services": written})
    else:
        click.echo(f"{written} services written", err=str(file) == "-")


def _export(stream: IO[bytes]) -> int:
    found, written = resources(), 0
    with found.database.reading() as session, bar("Writing services", count_public(session)) as step:
        chosen = settings()
        context = found.reference.context(
            session,
            site=chosen.address.rstrip("/"),
            today=clock.today(),
            fresh_days=chosen.capacity_fresh_days,
            publisher=chosen.publisher,
        )
        for line in public_lines(session, context):
            stream.write(line)
            step(1)
            written += 1
    return written
