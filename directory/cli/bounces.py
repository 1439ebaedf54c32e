"""Letters that came back, from the command line: for a mail server to hand them over as they arrive."""

from typing import BinaryIO

import click
from flask.cli import with_appcontext

from directory.actions.mail import take_bounces
from directory.cli.context import resources
from directory.cli.output import as_json, print_json
from directory.mail import failures, messages_of
from directory.queries.search.sentences import counted


@click.command()
@click.argument("file", type=click.File("rb"))
@as_json
@with_appcontext
def bounces(file: BinaryIO, as_json: bool) -> None:  # noqa: FBT001 -- click hands options over by name
    """Read what came back to the address that letters come from, and mark addresses that do not work.

    FILE is a message or an mbox, - the standard input. Whatever is no report of a failure is passed over, and ends with
    0 too: a mail server would send back what ends otherwise.
    """
    messages = list(messages_of(file.read()))
    failed = [failure for message in messages for failure in failures(message)]
    with resources().database.writing() as session:
        noted = take_bounces(session, failed)
    if as_json:
        print_json({"read": len(messages), "failures": len(failed), "noted": noted})
    else:
        click.echo(
            f"{counted(len(messages), 'message', 'messages')} read, {counted(noted, 'failure', 'failures')} noted"
        )
