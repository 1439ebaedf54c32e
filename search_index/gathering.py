"""Documents that were read and put together, by term: what a segment of the index is made of, whatever keeps it."""

import pickle
from collections.abc import Iterable, Sequence
from sys import intern
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search_index.aims import aimed
from search_index.arrays import starts_of
from search_index.building import build, facts_of
from search_index.columns import Columns, Facts, Posted
from search_index.documents import Document
from search_index.schema import postings
from search_index.thesaurus import Thesaurus

Numbers = NDArray[np.int32]

FACTS = (
    "name",
    "organisation",
    "points",
    "tags",
    "conditions",
    "room",
    "room_on",
    "confirmed_on",
    "sessions",
    "surfaces",
)
"""The names of the facts of a document, in the order in which they are packed."""


class Stored(NamedTuple):
    """What is kept of a document beside its postings: its id, and its facts as bytes."""

    id: str
    facts: bytes

    @classmethod
    def of(cls, id_: str, facts: Facts) -> "Stored":
        """Pack the facts; what they are called need not be said for each document anew."""
        return cls(id_, pickle.dumps([facts[name] for name in FACTS], pickle.HIGHEST_PROTOCOL))

    def unpacked(self) -> tuple[str, Facts]:
        """The id, and the facts as they were."""
        values = pickle.loads(self.facts)  # noqa: S301 -- our own file, as safe as Whoosh's
        facts = dict(zip(FACTS, values, strict=True))
        # The same few tags stand in all documents: once is enough.
        return self.id, facts | {"tags": list(map(intern, facts["tags"]))}


class Batch(NamedTuple):
    """Documents in the order in which they came, which is what they are numbered by, and their postings."""

    stored: list[Stored]
    posted: Posted

    def columns(self) -> Columns:
        """The arrays that a search needs."""
        return build([each.unpacked() for each in self.stored], self.posted)

    def without(self, gone: Iterable[int]) -> "Batch":
        """The same without some of the documents; the others close up."""
        left = np.ones(len(self.stored), bool)
        left[list(gone)] = False
        stored = [each for each, there in zip(self.stored, left.tolist(), strict=True) if there]
        return Batch(stored, self.posted.renumbered(closed_up(left)))


def closed_up(left: NDArray[np.bool_]) -> Numbers:
    """For each document that is left its new number, and -1 for the others."""
    return np.where(left, np.cumsum(left) - 1, -1).astype(np.int32)


def gather(documents: Iterable[Document], thesaurus: Thesaurus) -> Batch:
    """Read documents."""
    stored: list[Stored] = []
    known: dict[str, int] = {}
    lengths: list[int] = []
    met: list[int] = []
    impacts: list[float] = []
    where: list[int] = []
    for document in documents:
        terms = postings(document, thesaurus)
        stored.append(Stored.of(document.id, facts_of(aimed(document, terms, thesaurus), terms)))
        lengths.append(len(terms))
        met += [known.setdefault(term, len(known)) for term in terms]
        impacts += [impact for impact, _ in terms.values()]
        where += [bits for _, bits in terms.values()]
    owners = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    return Batch(stored, _sorted(list(known), met, owners, np.array(impacts, np.float32), np.array(where, np.uint8)))


def joined(batches: Sequence[Batch]) -> Batch:
    """The documents of several batches one after the other."""
    if len(batches) == 1:
        return batches[0]
    stored = [each for batch in batches for each in batch.stored]
    terms = sorted(set().union(*(batch.posted.terms for batch in batches)))
    rows = {term: row for row, term in enumerate(terms)}
    places = [np.array([rows[term] for term in batch.posted.terms], np.int64) for batch in batches]
    lengths = np.zeros(len(terms), np.int64)
    for batch, place in zip(batches, places, strict=True):
        lengths[place] += np.diff(batch.posted.starts)
    starts = starts_of(lengths)
    return Batch(stored, _laid_out(terms, starts, batches, places))


def _sorted(
    terms: list[str], met: list[int], owners: Numbers, impacts: NDArray[np.float32], where: NDArray[np.uint8]
) -> Posted:
    """Postings as they were met, document by document, put in the order of the terms."""
    encoded = [term.encode() for term in terms]
    order = sorted(range(len(encoded)), key=encoded.__getitem__)
    rank = np.empty(len(encoded), np.int64)
    rank[order] = np.arange(len(encoded))
    of_posting = rank[np.array(met, np.int64)]
    by_term = np.argsort(of_posting, kind="stable")
    starts = starts_of(np.bincount(of_posting, minlength=len(encoded)))
    return Posted([encoded[row] for row in order], starts, owners[by_term], impacts[by_term], where[by_term])


def _laid_out(
    terms: list[bytes], starts: NDArray[np.int64], batches: Sequence[Batch], places: Sequence[NDArray[np.int64]]
) -> Posted:
    """Put the postings of each batch after those of the one before, term by term: nothing need be sorted."""
    total = int(starts[-1])
    laid = Posted(terms, starts, np.empty(total, np.int32), np.empty(total, np.float32), np.empty(total, np.uint8))
    filled, first = starts[:-1].copy(), 0
    for batch, place in zip(batches, places, strict=True):
        posted, lengths = batch.posted, np.diff(batch.posted.starts)
        to = np.repeat(filled[place] - posted.starts[:-1], lengths) + np.arange(len(posted.documents))
        laid.documents[to] = posted.documents + np.int32(first)
        laid.impacts[to] = posted.impacts
        laid.where[to] = posted.where
        filled[place] += lengths
        first += len(batch.stored)
    return laid
