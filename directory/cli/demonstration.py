"""The demonstration: everything made ready, a fictional district, and a server."""

import click
from flask import Flask
from flask.cli import with_appcontext
from sqlmodel import col, func, select

from directory.actions.demonstration import load_demonstration
from directory.actions.demonstration_people import DEMONSTRATION_PEOPLE, add_people
from directory.actions.demonstration_waiting import add_waiting
from directory.actions.nomination import Tools
from directory.cli.context import application, resources, settings
from directory.cli.output import bar
from directory.cli.serving import run
from directory.mail import FileMailer
from directory.models import Service
from directory.resources import SEED_DATA, Resources


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@with_appcontext
def demo(host: str, port: int) -> None:
    """Serve a demonstration: makes the tables, loads a fictional district if there is nothing, indexes, serves."""
    found, app = resources(), application()
    _set_up(app, found, f"http://{host}:{port}")
    _fill(found)
    with bar("Indexing", 0) as step:
        found.deliver(step)
    click.echo(f"{found.index.status().documents} services of a fictional district, at real postcodes of Darlington.")
    click.echo("Try the postcode DL3 9AA.")
    click.echo("These can sign in, by a link in a letter that lies at /demonstration/outbox:")
    for email, role in DEMONSTRATION_PEOPLE:
        click.echo(f"  {email}  {role}")
    run(app, found, host, port)


def _set_up(app: Flask, found: Resources, address: str) -> None:
    """Let every page know that this is a demonstration, and letters leave at least into a folder. Whoever tries it out
    needs no app for the second step.
    """
    chosen = settings().model_copy(update={"demonstration": True, "second_step": False})
    app.extensions["settings"] = chosen
    found.mailer = found.mailer or FileMailer(chosen.outbox)
    found.stationery.address = found.stationery.address or address


def _fill(found: Resources) -> None:
    with found.database.reading() as session:
        services = session.exec(select(func.count(col(Service.id)))).one()
    if not services:
        click.echo("Loading the demonstration district")
        with found.database.writing() as session:
            load_demonstration(session, SEED_DATA / "demonstration", found.gazetteer)
    with found.database.writing() as session:
        add_people(session)
        if not services:
            add_waiting(session, Tools(found.gazetteer, found.thesaurus, found.signer, found.stationery))
