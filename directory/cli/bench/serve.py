"""Pages measured."""

import tempfile
from contextlib import nullcontext
from pathlib import Path

import click

from directory.cli.bench.repository import benchmarks
from directory.cli.output import as_json, bar, print_json


@click.command()
@click.option("--listings", type=click.IntRange(1), default=10_000, show_default=True, help="How many there are.")
@click.option("--rounds", type=click.IntRange(1, 100), default=5, show_default=True, help="How often each is asked.")
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), help="Keep the listings here.")
@as_json
def serve(listings: int, rounds: int, work: Path | None, as_json: bool) -> None:  # noqa: FBT001 -- click's way
    """Ask for every kind of page, and say what the server takes for each: milliseconds, statements, bytes."""
    with benchmarks():
        from tests.benchmarks.pages import measured, table

    with nullcontext(str(work)) if work else tempfile.TemporaryDirectory() as folder:
        pages = measured(Path(folder) / f"{listings}", listings, rounds=rounds, bar=bar)
    if as_json:
        print_json({"listings": listings, "pages": pages})
    else:
        click.echo(table(pages))
