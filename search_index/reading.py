"""Reading documents for the index, many at a time, and what decides how they are read."""

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain, islice

from search_index import analysis, schema
from search_index.apart import read_apart
from search_index.documents import Document
from search_index.gathering import Batch, gather
from search_index.thesaurus import Thesaurus

BATCH = 1_000
"""So many documents are read at a time."""

ALONE = 4
"""So many batches are read before others could have begun."""

MOST_PROCESSES = 4
"""More would wait for the one that hands out the documents."""


def batches(
    documents: Iterable[Document], thesaurus: Thesaurus, *, alone: bool = False
) -> Generator[Batch, None, None]:
    """Read documents, in their order, with all the cores there are if that pays; at least one batch, be it empty.

    Args:
        alone: each batch at once, with one core.
    """
    parts = _parts(iter(documents))
    if alone:
        yield from (gather(part, thesaurus) for part in parts)
        return
    first = list(islice(parts, ALONE))
    more = list(islice(parts, 1))
    processes = min(_cores(), MOST_PROCESSES)
    if more and processes > 1:
        yield from read_apart(chain(first, more, parts), thesaurus, processes)
    else:
        yield from (gather(part, thesaurus) for part in chain(first, more, parts))


def digest(thesaurus: Thesaurus) -> str:
    """Another one whenever the same documents would be read otherwise: what their words mean, or how they weigh."""
    weights = (schema.PARTS, schema.SATURATION, schema.STEPS, sorted(schema.PAIRED), schema.EVIDENCE)
    words = (sorted(analysis.STOP_WORDS), sorted(analysis.KEPT), analysis.KEPT_AS)
    return sha256(repr((weights, words, thesaurus.digest)).encode()).hexdigest()[:16]


def _cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parts(documents: Iterator[Document]) -> Iterator[Sequence[Document]]:
    yield list(islice(documents, BATCH))
    while part := list(islice(documents, BATCH)):
        yield part
