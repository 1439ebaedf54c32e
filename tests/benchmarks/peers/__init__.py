"""The engines that are measured, one a module. None of them is imported before it is asked for."""

from importlib import import_module

from tests.benchmarks.peers.port import MissingPartError, Peer

_PLACES = {
    "fingerpost": "ours:Ours",
    "fingerpost-full": "ours:OursInFull",
    "lucene": "lucene_in_java:Lucene",
    "tantivy-range": "tantivy_columns:TantivyRange",
    "tantivy-cells": "tantivy_columns:TantivyCells",
    "sqlite-join": "sqlite_fts:SqliteJoin",
    "sqlite-cells": "sqlite_fts:SqliteCells",
    "postgresql": "postgres_gin:Postgres",
    "whoosh-tuned": "whoosh_tuned:TunedWhoosh",
    "whoosh-naive": "whoosh_naive:NaiveWhoosh",
}

NAMES = tuple(_PLACES)
"""Every engine, ours first."""

OURS = "fingerpost"
IN_FULL = "fingerpost-full"


def make_peer(name: str) -> Peer:
    """An engine by its name.

    Raises:
        MissingPartError: a package that it needs is not installed.
    """
    module, _, kind = _PLACES[name].partition(":")
    try:
        peer: Peer = getattr(import_module(f"{__name__}.{module}"), kind)()
    except ModuleNotFoundError as missing:
        raise MissingPartError(f"the package {missing.name} is not installed; see the group bench") from missing
    return peer


def family(name: str) -> str:
    """What an engine is a variant of: "tantivy" for "tantivy-range"."""
    return name if name.startswith(("fingerpost", "whoosh")) else name.partition("-")[0]
