"""Measuring the program, from its repository: the benchmarks live among the tests and are not installed."""

import click

from directory.cli.bench.duplicates import duplicates
from directory.cli.bench.feed import feed
from directory.cli.bench.imports import imports
from directory.cli.bench.relevance import relevance
from directory.cli.bench.search import search
from directory.cli.bench.serve import serve
from directory.cli.bench.updates import updates


@click.group()
def bench() -> None:
    """Measure the program beside others; only from its repository."""


for _command in (search, relevance, duplicates, feed, imports, serve, updates):
    bench.add_command(_command)
