"""Asking groups whether their listings are still right, from the command line: for cron or a timer, once a day."""

import sys

import click
from flask.cli import with_appcontext

from directory.actions.upkeep import Reminded
from directory.cli.background import rhythm_of
from directory.cli.context import resources, settings
from directory.cli.output import as_json, bar, print_json
from directory.queries.search.sentences import counted
from directory.resources import Resources


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@as_json
@with_appcontext
def remind(dry_run: bool, as_json: bool) -> None:  # noqa: FBT001 -- click hands options over by name
    """Ask groups whether their listings are still right, where that is due, and send the letters.

    Listings that nobody has confirmed for a year are put away; nothing is deleted. To run it twice is harmless: each
    letter is written once.
    """
    found = resources()
    due = found.count_due(rhythm_of(settings()))
    done, sent, down = (due, 0, False) if dry_run else _remind(found, due)
    if as_json:
        told = {"letters": done.letters, "listings": done.listings, "archived": done.archived}
        print_json({"dry_run": dry_run, **told, "unheard": done.unheard, "sent": sent})
    else:
        _tell(done, "would be" if dry_run else "", sent)
    if down:
        click.echo("The mail server cannot be used; the letters wait", err=True)
        sys.exit(1)


def _remind(found: Resources, due: Reminded) -> tuple[Reminded, int, bool]:
    """Remind, then send what was written."""
    chosen = settings()
    with bar("Writing letters", due.letters + due.archived) as step:
        done = found.remind(rhythm_of(chosen), fresh_days=chosen.capacity_fresh_days, progress=step)
    found.bring_in()
    posted = found.send_letters()
    return done, posted.sent, posted.down


def _tell(done: Reminded, would_be: str, sent: int) -> None:
    letters = counted(done.letters, f"letter {would_be or 'was'}", f"letters {would_be or 'were'}")
    click.echo(f"{letters} written, about {counted(done.listings, 'listing', 'listings')}")
    archived = counted(done.archived, f"listing {would_be or 'was'}", f"listings {would_be or 'were'}")
    click.echo(f"{archived} put away, after {settings().archive_days} days without an answer")
    if done.unheard:
        asked = counted(done.unheard, "listing is due and has", "listings are due and have")
        click.echo(f"{asked} nobody who can be asked: the moderators find them in their list")
    if not would_be:
        click.echo(f"{counted(sent, 'letter was', 'letters were')} sent")
