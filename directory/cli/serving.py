"""Serving pages."""

import click
from flask import Flask
from flask.cli import with_appcontext
from waitress.server import create_server

from directory.cli.context import application, resources

THREADS = 4
"""For each worker; queries are short, so that more threads only wait for each other."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@with_appcontext
def serve(host: str, port: int) -> None:
    """Serve the directory."""
    resources().warm()
    run(application(), host, port)


def run(app: Flask, host: str, port: int) -> None:
    """Serve an application until it is stopped."""
    try:
        server = create_server(app, host=host, port=port, threads=THREADS, ident=None)
    except OSError as refused:
        raise click.UsageError(
            f"Port {port} of {host} cannot be used: {refused.strerror}. Choose another with --port."
        ) from refused
    click.echo(f"http://{host}:{port}/")
    server.run()
