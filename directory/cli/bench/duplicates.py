"""How well second entries are told from listings that only look like one."""

import tempfile
from pathlib import Path

import click

from directory.cli.bench.repository import benchmarks
from directory.cli.output import as_json, print_json


@click.command()
@click.argument(
    "feeds",
    nargs=-1,
    envvar="FINGERPOST_REAL_FEED",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--tuned", is_flag=True, help="Measure the half that the weights were tuned on.")
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), help="Keep the file of postcodes here.")
@as_json
def duplicates(*, feeds: tuple[Path, ...], tuned: bool, work: Path | None, as_json: bool) -> None:
    """Score pairs of listings that are one service or look so, made of the demonstration and of FEEDS.

    FEEDS are files of Open Referral UK with real services; FINGERPOST_REAL_FEED may name one.
    """
    with benchmarks():
        from tests.benchmarks.duplicates import running
        from tests.benchmarks.store import open_gazetteer
    folder = (work or Path(tempfile.gettempdir()) / "fingerpost-bench").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    measured = running.measure(feeds, open_gazetteer(folder), tuned=tuned)
    if as_json:
        print_json(running.as_json(measured))
    else:
        click.echo("\n".join(running.as_text(measured)))
