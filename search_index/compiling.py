"""Compiles the loops of the search ahead of the first one: ``python -m search_index.compiling``."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from search_index.documents import Document, Query
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex


def compile_loops() -> None:
    """Search a very small index of one segment, then of two; what is compiled for that is kept on the disk."""
    with TemporaryDirectory() as folder:
        index = WhooshIndex(Path(folder) / "index", Thesaurus())
        for id_ in ("one", "two"):
            index.put([Document(id_, name="Lunch club")])
            index.search(Query(now=datetime.now(UTC), text="lunch"))


if __name__ == "__main__":
    compile_loops()
