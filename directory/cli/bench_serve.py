"""Measuring pages, from the repository: the benchmarks live among the tests and are not installed."""

import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import click

from directory.cli.output import as_json, bar, print_json
from directory.errors import UnavailableError

REPOSITORY = Path(__file__).parents[2]


@click.command("serve")
@click.option("--listings", type=click.IntRange(1), default=10_000, show_default=True, help="How many there are.")
@click.option("--rounds", type=click.IntRange(1, 100), default=5, show_default=True, help="How often each is asked.")
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), help="Keep the listings here.")
@as_json
def bench_serve(listings: int, rounds: int, work: Path | None, as_json: bool) -> None:  # noqa: FBT001 -- click's way
    """Ask for every kind of page, and say what the server takes for each: milliseconds, statements, bytes."""
    if not (REPOSITORY / "tests" / "benchmarks").is_dir():
        raise UnavailableError("The benchmarks are not installed with the program; run this in its repository")
    sys.path.insert(0, str(REPOSITORY))
    from tests.benchmarks.pages import measured, table

    with nullcontext(str(work)) if work else tempfile.TemporaryDirectory() as folder:
        pages = measured(Path(folder) / f"{listings}", listings, rounds=rounds, bar=bar)
    if as_json:
        print_json({"listings": listings, "pages": pages})
    else:
        click.echo(table(pages))


def register(group: click.Group) -> None:
    """Make it a command of the group of benchmarks."""
    group.add_command(bench_serve)
