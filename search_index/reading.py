"""Reading documents for the index: the terms of each, and what is stored beside them; with a second process where there
are many.
"""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from multiprocessing.pool import AsyncResult
from typing import NamedTuple

from search_index.aims import aimed
from search_index.columns import Facts, facts_of
from search_index.documents import Document
from search_index.schema import postings
from search_index.thesaurus import Thesaurus

MANY = 5_000
"""From so many documents on it pays to start another process."""

CHUNK = 250
"""Documents that are handed over at once; four such hands keep both sides busy, whatever the number of documents."""

AHEAD = 4


class Read(NamedTuple):
    """A document as it is written to the index; in plain values, since to hand objects from process to process takes
    longer than to make them.

    Attributes:
        terms: each with its impact and, as a byte, the parts that it stands in.
    """

    id: str
    terms: list[tuple[bytes, float, bytes]]
    facts: Facts


def read(document: Document, thesaurus: Thesaurus) -> Read:
    """Read one document."""
    terms = postings(document, thesaurus)
    written = [(term.encode(), posting.impact, bytes((posting.where,))) for term, posting in terms.items()]
    return Read(document.id, written, facts_of(aimed(document, terms, thesaurus), terms))


def read_all(documents: Iterable[Document], thesaurus: Thesaurus) -> Iterator[Read]:
    """Read any number of documents, in their order."""
    each = iter(documents)
    first = list(islice(each, MANY))
    yield from (read(document, thesaurus) for document in first)
    # A process with other threads cannot be forked safely, and one processor is not made faster by two processes.
    if len(first) < MANY or threading.active_count() > 1 or (os.cpu_count() or 1) == 1:
        yield from (read(document, thesaurus) for document in each)
    else:
        yield from _read_beside(each, thesaurus)


def _read_beside(documents: Iterator[Document], thesaurus: Thesaurus) -> Iterator[Read]:
    """Read in other processes, while this one writes what they have read."""
    waiting: deque[AsyncResult[list[Read]]] = deque()
    with get_context("fork").Pool(max(1, (os.cpu_count() or 2) - 1), _begin, (thesaurus,)) as pool:
        while chunk := list(islice(documents, CHUNK)):
            waiting.append(pool.apply_async(_read_chunk, (chunk,)))
            if len(waiting) == AHEAD:
                yield from waiting.popleft().get()
        while waiting:
            yield from waiting.popleft().get()


_thesaurus: Thesaurus | None = None


def _begin(thesaurus: Thesaurus) -> None:
    global _thesaurus
    _thesaurus = thesaurus


def _read_chunk(chunk: list[Document]) -> list[Read]:
    if _thesaurus is None:
        raise RuntimeError("This process was not told the thesaurus")
    return [read(document, _thesaurus) for document in chunk]
