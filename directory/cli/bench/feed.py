"""The feed measured."""

import tempfile
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path

import click

from directory.cli.bench.repository import benchmarks
from directory.cli.output import as_json, bar, print_json


@click.command()
@click.option("--listings", type=click.IntRange(1), default=10_000, show_default=True, help="How many there are.")
@click.option("--rounds", type=click.IntRange(1, 100), default=5, show_default=True, help="How often all is written.")
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), help="Keep the listings here.")
@as_json
def feed(listings: int, rounds: int, work: Path | None, as_json: bool) -> None:  # noqa: FBT001 -- click's way
    """Write the whole feed, and say how many services a second that makes, and what memory it takes."""
    with benchmarks():
        from tests.benchmarks.feed import measured

    with nullcontext(str(work)) if work else tempfile.TemporaryDirectory() as folder:
        figures = measured(Path(folder) / f"{listings}", listings, rounds=rounds, bar=bar)
    if as_json:
        print_json(figures)
        return
    for name, value in asdict(figures).items():
        click.echo(f"{name.replace('_', ' '):<20}{value:>10,}")
