"""Reading documents for the index, many at a time, and what decides how they are read."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice

from search_index import analysis, schema
from search_index.documents import Document
from search_index.gathering import Batch, gather
from search_index.thesaurus import Thesaurus

BATCH = 1_000
"""So many documents are read at a time."""


def batches(documents: Iterable[Document], thesaurus: Thesaurus) -> Iterator[Batch]:
    """Read documents, in their order; at least one batch, be it empty."""
    coming = iter(documents)
    yield gather(islice(coming, BATCH), thesaurus)
    while part := list(islice(coming, BATCH)):
        yield gather(part, thesaurus)


def digest(thesaurus: Thesaurus) -> str:
    """Another one whenever the same documents would be read otherwise: what their words mean, or how they weigh."""
    weights = (schema.PARTS, schema.SATURATION, schema.STEPS, sorted(schema.PAIRED), schema.EVIDENCE)
    words = (sorted(analysis.STOP_WORDS), sorted(analysis.KEPT), analysis.KEPT_AS)
    return sha256(repr((weights, words, thesaurus.digest)).encode()).hexdigest()[:16]
