"""Changes of the index measured, while others search it."""

import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from directory.cli.bench.repository import benchmarks
from directory.cli.output import as_json, bar, print_json
from directory.errors import UnavailableError


@click.command()
@click.option("--listings", type=click.IntRange(1), default=10_000, show_default=True, help="How many there are.")
@click.option("--seconds", type=click.FloatRange(0.1), default=60, show_default=True, help="For how long.")
@click.option("--rate", type=click.FloatRange(0.1), default=50, show_default=True, help="Updates a second.")
@click.option("--kills", type=click.IntRange(1), help="Instead, kill so many writers, and see what is left.")
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), help="Keep corpora and indexes here.")
@as_json
def updates(*, listings: int, seconds: float, rate: float, kills: int | None, work: Path | None, as_json: bool) -> None:
    """Change an index while eight readers search it: how soon is a change found, and was any answer wrong?"""
    with benchmarks():
        from tests.benchmarks.kills import survived
        from tests.benchmarks.updates import Pace, measured
    folder = (work or Path(tempfile.gettempdir()) / "fingerpost-bench").resolve()
    told = survived(folder, listings, kills, bar) if kills else measured(folder, listings, Pace(seconds, rate), bar)
    if as_json:
        print_json(asdict(told))
    else:
        click.echo("\n".join(told.lines()))
    if told.wrong:
        raise UnavailableError("Some answers were wrong or failed")
