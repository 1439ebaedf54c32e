"""Serving pages, from one process or several."""

import gc
import logging
import signal
import socket
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess

import click
from flask import Flask
from flask.cli import with_appcontext
from waitress.server import create_server

from directory.cli.background import make_feeder, make_postman
from directory.cli.context import application, resources
from directory.resources import Resources

THREADS = 4
"""For each worker; queries are short, so that more threads only wait for each other."""

WAITING = 1024
"""Connections that may wait until a worker takes them."""

PAUSE_SECONDS = 1
"""Before a worker that ended is replaced, so that one that cannot start does not keep the machine busy."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that serve.")
@with_appcontext
def serve(host: str, port: int, workers: int) -> None:
    """Serve the directory."""
    run(application(), resources(), host, port, workers=workers)


def run(app: Flask, opened: Resources, host: str, port: int, *, workers: int = 1) -> None:
    """Serve an application until it is stopped.

    Args:
        workers: how many processes share the port.
    """
    listening = _listen(host, port)
    opened.stationery.address = opened.stationery.address or f"http://{host}:{port}"
    click.echo(f"http://{host}:{port}/")

    def work() -> None:
        # Whoever is asked to stop before serving stops at once: an exception could be raised where nothing hears it.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # That a request waits for a thread for a moment is no news.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        opened.warm()
        _ask_first(app)
        settle()
        # From here on, what is under way is finished first.
        signal.signal(signal.SIGTERM, _stop)
        # Threads do not outlive a fork, so that each process has a postman of its own.
        postman = make_postman(opened, app.extensions["settings"])
        opened.wake = postman.wake
        feeder = make_feeder(opened, app.extensions["settings"])
        postman.start()
        feeder.start()
        try:
            create_server(app, sockets=[listening], threads=THREADS, ident=None).run()
        finally:
            feeder.stop()
            postman.stop()
            opened.unmet.keep()

    if workers == 1:
        work()
    else:
        # Two processes must not talk over one connection.
        opened.database.engine.dispose()
        _in_processes(workers, work)


def settle() -> None:
    """Look for rubbish no more in what is there by now: it stays as long as the process does, and while much is made,
    as for the whole feed, all of it would be looked through again and again.
    """
    gc.collect()
    gc.freeze()


def _ask_first(app: Flask) -> None:
    """Ask for a page ourselves: the first one compiles templates and statements, which takes half a second."""
    hosts = app.config["TRUSTED_HOSTS"] or ["localhost"]
    app.test_client().get("/search?q=lonely", base_url=f"http://{hosts[0].lstrip('.')}")


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=_family(host), backlog=WAITING)
    except OSError as refused:
        why = refused.strerror or "it is no address"
        raise click.UsageError(f"Port {port} of {host} cannot be used: {why}. Choose another with --port.") from refused


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _in_processes(number: int, work: Callable[[], None]) -> None:
    """Do the same work in several processes; one that ends is replaced, until this one is asked to stop."""
    context = get_context("fork")

    def start() -> ForkProcess:
        process = context.Process(target=work)
        process.start()
        return process

    running = [start() for _ in range(number)]
    signal.signal(signal.SIGTERM, _stop)
    try:
        while wait([process.sentinel for process in running]):
            time.sleep(PAUSE_SECONDS)
            running = [process if process.is_alive() else start() for process in running]
    except KeyboardInterrupt:
        pass
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.join()


def _stop(*_: object) -> None:
    sys.exit()
