"""The search measured beside other engines."""

import tempfile
from pathlib import Path

import click

from directory.cli.bench.repository import benchmarks
from directory.cli.output import bar


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


@click.command()
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
    with benchmarks():
        from tests.benchmarks.measuring import Course
        from tests.benchmarks.running import Job, UnknownEngineError, run
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
