"""How fast a feed is taken in."""

import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from directory.cli.bench.repository import benchmarks
from directory.cli.output import as_json, bar, print_json


@click.command("import")
@click.option("--listings", type=click.IntRange(1), default=10_000, show_default=True, help="How many there are.")
@click.option("--again", is_flag=True, help="Measure the second import of the same feed, which changes nothing.")
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), help="Keep postcodes and feeds here.")
@as_json
def imports(*, listings: int, again: bool, work: Path | None, as_json: bool) -> None:
    """Take a feed into an empty directory, and index it: services a second, by steps."""
    with benchmarks():
        from tests.benchmarks.importing import measured
    folder = (work or Path(tempfile.gettempdir()) / "fingerpost-bench").resolve()
    with bar("Reading", listings) as step:
        told = measured(folder, listings, again=again, progress=step)
    if as_json:
        print_json(asdict(told))
    else:
        click.echo("\n".join(told.lines()))
