"""The search index from the command line."""

import sys

import click
from flask.cli import with_appcontext
from sqlmodel import col, func, select

from directory.cli.context import resources
from directory.cli.output import as_json, bar, print_json
from directory.models import IndexChange, Service, published_services
from directory.queries.search.sentences import counted


@click.group()
def index() -> None:
    """Make the search index anew, or see how it is."""


@index.command()
@with_appcontext
def rebuild() -> None:
    """Make the index anew from the database. Searches are answered from the old one until that is done."""
    found = resources()
    with found.database.reading() as session:
        services = session.exec(select(func.count()).select_from(published_services().subquery())).one()
    with bar("Indexing", services) as step:
        found.rebuild_index(step)
    click.echo(f"{found.index.status().documents} services are in the index")


@index.command()
@as_json
@with_appcontext
def status(as_json: bool) -> None:  # noqa: FBT001 -- click hands options over by name
    """Generation, documents, and changes that wait to be brought in. Ends with 1 when the index is not sound."""
    found = resources()
    shown = found.index.status()
    with found.database.reading() as session:
        waiting = session.exec(select(func.count(col(IndexChange.id)))).one()
        published = session.exec(select(func.count()).select_from(published_services().subquery())).one()
        all_ = session.exec(select(func.count(col(Service.id)))).one()
    if as_json:
        print_json({**_plain(shown), "waiting": waiting, "published": published, "services": all_})
    else:
        click.echo(f"Generation {shown.generation}, {shown.documents} services of {published} published, {all_} in all")
        click.echo(counted(waiting, "change waits", "changes wait") if shown.sound else f"Not sound: {shown.trouble}")
    sys.exit(0 if shown.sound else 1)


def _plain(shown: object) -> dict[str, object]:
    return {name: getattr(shown, name) for name in ("sound", "generation", "documents", "changed_at", "trouble")}


@click.command()
@with_appcontext
def deliver() -> None:
    """Bring changes that wait into the index, then send the letters that are due."""
    found = resources()
    click.echo(f"{counted(found.bring_in(), 'change was', 'changes were')} brought in")
    posted = found.send_letters()
    click.echo(f"{counted(posted.sent, 'letter was', 'letters were')} sent")
    if posted.refused:
        click.echo(f"{counted(posted.refused, 'letter was', 'letters were')} refused for good")
    if posted.down:
        click.echo("The mail server cannot be used; the other letters wait", err=True)
        sys.exit(1)
