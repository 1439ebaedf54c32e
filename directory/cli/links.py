"""Asking whether the web addresses of listings answer, from the command line: for cron or a timer."""

import click
from flask.cli import with_appcontext

from directory.cli.context import resources
from directory.cli.output import as_json, bar, print_json
from directory.queries.search.sentences import counted


@click.group()
def links() -> None:
    """The web addresses of listings."""


@links.command()
@click.option("--most", type=click.IntRange(1, 1000), default=100, show_default=True, help="Addresses to ask.")
@as_json
@with_appcontext
def check(most: int, as_json: bool) -> None:  # noqa: FBT001 -- click hands options over by name
    """Ask addresses whether they answer that were not asked for a month, for moderators to see.

    One address of each host a run, only on the public internet, and no page is read.
    """
    with bar("Asking web addresses", most) as step:
        done = resources().check_links(most=most, progress=step)
    if as_json:
        print_json({"asked": done.asked, "silent": done.silent})
        return
    click.echo(f"{counted(done.asked, 'address was', 'addresses were')} asked, {len(done.silent)} did not answer")
    for url in done.silent:
        click.echo(url)
