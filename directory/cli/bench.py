"""Measuring the program, from its repository: the benchmarks live among the tests and are not installed."""

import sys
import tempfile
from pathlib import Path

import click

from directory.cli.bench_serve import register
from directory.cli.output import bar
from directory.errors import UnavailableError

REPOSITORY = Path(__file__).parents[2]


class Sizes(click.ParamType[list[int]]):
    """Numbers with commas between them."""

    name = "numbers"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> list[int]:
        try:
            sizes = [int(part) for part in str(value).split(",")]
        except ValueError:
            self.fail("write numbers with commas between them, like 10000,100000", param, ctx)
        if min(sizes) < 1:
            self.fail("there must be at least one listing", param, ctx)
        return sizes


class Names(click.ParamType[list[str]]):
    """Words with commas between them."""

    name = "names"

    def convert(self, value: object, _param: click.Parameter | None, _ctx: click.Context | None) -> list[str]:
        return [part.strip() for part in str(value).split(",") if part.strip()]


_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group()
def bench() -> None:
    """Measure the program beside others; only from its repository."""


@bench.command()
@click.option("--listings", type=Sizes(), default="10000", show_default=True, help="How many, one corpus each.")
@click.option("--peers", type=Names(), default="", help="Engines beside ours, like lucene,tantivy; none named: all.")
@click.option("--rounds", type=click.IntRange(1, 100), default=5, show_default=True, help="How often all is asked.")
@click.option("--area", type=click.Choice(["uk", "kent"]), default="uk", show_default=True, help="Where listings are.")
@click.option("--cold", is_flag=True, help="Let the engines take turns query by query, so that no cache is warm.")
@click.option("--reuse", is_flag=True, help="Take indexes as they are, also when other code made them.")
@click.option("--json", "json_file", type=_FILE, help="Write the figures to this file.")
@click.option("--svg", "svg_file", type=_FILE, help="Draw time against listings into this file.")
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), help="Keep corpora and indexes here.")
def search(
    *,
    listings: list[int],
    peers: list[str],
    rounds: int,
    area: str,
    cold: bool,
    reuse: bool,
    json_file: Path | None,
    svg_file: Path | None,
    work: Path | None,
) -> None:
    """Ask two hundred queries of our search and of other engines, check every answer, and compare the times."""
    if not (REPOSITORY / "tests" / "benchmarks").is_dir():
        raise UnavailableError("The benchmarks are not installed with the program; run this in its repository")
    sys.path.insert(0, str(REPOSITORY))
    try:
        from tests.benchmarks.measuring import Course
        from tests.benchmarks.running import Job, UnknownEngineError, run
    except ModuleNotFoundError as missing:
        raise UnavailableError(
            f"The benchmarks need {missing.name}: pip install --require-hashes -r requirements-bench.txt"
        ) from missing
    job = Job(
        sizes=listings,
        engines=peers,
        area=area,
        course=Course(rounds=rounds, cold=cold, reuse=reuse),
        work=(work or Path(tempfile.gettempdir()) / "fingerpost-bench").resolve(),
        json_file=json_file,
        svg_file=svg_file,
    )
    try:
        shown = run(job, bar)
    except UnknownEngineError as unknown:
        raise click.BadParameter(str(unknown), param_hint="--peers") from unknown
    click.echo("\n".join(shown))


register(bench)
