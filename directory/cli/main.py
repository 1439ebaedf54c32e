"""The commands, and how each of them ends: 0 done, 1 said no, 2 misused."""

import logging
import sys
from io import TextIOWrapper

import click
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from directory.cli.backup import backup, restore
from directory.cli.batch import batch
from directory.cli.bench import bench
from directory.cli.bounces import bounces
from directory.cli.demonstration import demo
from directory.cli.doctor import doctor
from directory.cli.exchange import import_
from directory.cli.exporting import export
from directory.cli.gazetteer import gazetteer
from directory.cli.index import deliver, index
from directory.cli.links import links
from directory.cli.people import people
from directory.cli.search import search
from directory.cli.serving import serve
from directory.cli.thesaurus import thesaurus
from directory.cli.upkeep import remind
from directory.errors import DirectoryError
from search_index.port import IndexBusyError

COMMANDS: tuple[click.Command, ...] = (
    backup,
    batch,
    bench,
    bounces,
    deliver,
    demo,
    doctor,
    export,
    gazetteer,
    import_,
    index,
    links,
    people,
    remind,
    restore,
    search,
    serve,
    thesaurus,
)
"""Every command, for the factory to give to the application."""


def run(group: click.Group) -> None:
    """Run the command that was typed, and say in one sentence what kept it from doing what was asked."""
    _set_up_output()
    try:
        group.main(prog_name="fingerpost", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as misuse:
        misuse.show()
        sys.exit(2)
    except ValidationError as wrong:
        for error in wrong.errors(include_url=False, include_input=False):
            click.echo(f"Setting FINGERPOST_{'_'.join(map(str, error['loc'])).upper()}: {error['msg']}.", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing was left half done.", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has seen enough ("fingerpost … | head").
        sys.stderr.close()
        sys.exit(1)
    except (DirectoryError, IndexBusyError, OperationalError, OSError) as refusal:
        words = _words(refusal)
        click.echo(words if words.endswith((".", "?")) else f"{words}.", err=True)
        sys.exit(1)


def _set_up_output() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows another one; it does not stop the command.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _words(refusal: Exception) -> str:
    match refusal:
        case OperationalError():
            # The first line of what the driver says; below it stand the statement and what was put into it.
            return f"The database cannot be used: {str(refusal.orig).splitlines()[0]}"
        case OSError():
            return f"{refusal.filename or 'A file'} cannot be used: {refusal.strerror or refusal}"
        case _:
            return str(refusal)
