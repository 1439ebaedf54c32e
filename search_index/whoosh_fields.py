"""How a document is kept in a Whoosh index, and how its segments are read back as columns."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3LeafMatcher, W3PostingsWriter
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import Storage
from whoosh.formats import Format
from whoosh.matching import FilterMatcher, Matcher
from whoosh.reading import SegmentReader

from search_index.arrays import joined, starts_of
from search_index.building import build
from search_index.columns import Columns, Facts, Posted, Postings
from search_index.gathering import Stored


class ImpactFormat(Format):  # type: ignore[misc]  # Whoosh has no types
    """A posting whose weight is the term's impact and whose value is one byte: the parts of the listing it
    stands in.
    """

    posting_size = 1

    def decode_weight(self, _value: bytes) -> float:
        raise TypeError("The weight of an impact is kept beside its value, not in it")


class Impacts(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of such postings; they are handed to the writer all at once, and never read from a value."""

    def __init__(self) -> None:
        super().__init__(format=ImpactFormat(), analyzer=None, scorable=False)


class Gathered(NamedTuple):
    """The postings of a term: the documents, the impacts, and the parts as bytes."""

    numbers: Sequence[int]
    impacts: Sequence[float]
    parts: bytes


class PostedTerms:
    """Hands the postings of a segment to Whoosh's writer, in the place of the pool where it would gather and sort them:
    they are in order as they come.
    """

    def __init__(self, posted: Posted | None = None) -> None:
        self._posted = posted

    def iter_postings(self) -> Iterator[tuple[bytes, Gathered]]:
        """All terms in order, each with its postings."""
        if self._posted is None:
            return
        terms, starts, documents, impacts, where = self._posted
        for term, (first, last) in zip(terms, pairwise(starts.tolist()), strict=True):
            span = slice(first, last)
            yield term, Gathered(documents[span].tolist(), impacts[span].tolist(), where[span].tobytes())

    def cleanup(self) -> None:
        """Let go of them."""
        self._posted = None


class ImpactPostingsWriter(W3PostingsWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes the postings of a term block by block, instead of one by one."""

    def take(self, gathered: Gathered) -> None:
        """Take all postings of the term that was started; the last block is left for the end of the term."""
        numbers, weights, values = gathered
        for first in range(0, len(numbers), self._blocklimit):
            if first:
                self._write_block()
            block = slice(first, first + self._blocklimit)
            self._ids, self._weights, self._values = numbers[block], weights[block], [values[block]]
            self._maxweight = max(self._weights)


class ImpactFieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes what ``PostedTerms`` holds."""

    def add_postings(self, schema: Schema, _lengths: None, items: Iterable[tuple[bytes, Gathered]]) -> None:
        self.start_field("terms", schema["terms"])
        for term, gathered in items:
            self.start_term(term)
            self._postwriter.take(gathered)
            self.finish_term()
        self.finish_field()


class ImpactCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """How Whoosh writes segments, but without lengths: nothing here is weighed by them, and Whoosh would look for the
    file of them once for each posting. Blocks are longer, since always whole lists are read.
    """

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=4096, compression=1)

    def field_writer(self, storage: Storage, segment: Segment) -> ImpactFieldWriter:
        return ImpactFieldWriter(self, storage, segment)

    def postings_writer(self, file: Any, byteids: bool = False) -> ImpactPostingsWriter:  # noqa: FBT001, FBT002 -- its way
        return ImpactPostingsWriter(
            file,
            blocklimit=self._blocklimit,
            byteids=byteids,
            compression=self._compression,
            inlinelimit=self._inlinelimit,
        )


def schema() -> Schema:
    """The fields of the index: the key, the postings of all parts together, and the facts for the columns."""
    return Schema(id=STORED(), terms=Impacts(), facts=STORED())


def columns_of(reader: SegmentReader) -> Columns:
    """Read a whole segment into columns. A document that was deleted leaves an empty row."""
    stored: list[tuple[str, Facts]] = [("", {})] * reader.doc_count_all()
    for number, each in stored_of(reader):
        stored[number] = each.unpacked()
    found = [(text, _postings(reader.postings("terms", text))) for text in reader.lexicon("terms")]
    return build(
        stored,
        Posted(
            terms=[term for term, _ in found],
            starts=starts_of(len(postings.documents) for _, postings in found),
            documents=joined((postings.documents for _, postings in found), np.int32),
            impacts=joined((postings.impacts for _, postings in found), np.float32),
            where=joined((postings.where for _, postings in found), np.uint8),
        ),
    )


def stored_of(reader: SegmentReader) -> Iterator[tuple[int, Stored]]:
    """What is stored of each document that is not deleted, and its number."""
    return ((number, Stored(fields["id"], fields["facts"])) for number, fields in reader.iter_docs())


def _postings(matcher: Matcher) -> Postings:
    """All postings of a term, block by block: to go from one to the next is what takes Whoosh long.

    Those of deleted documents are among them, whom the segment leaves out.
    """
    leaf: W3LeafMatcher = matcher.child if isinstance(matcher, FilterMatcher) else matcher
    ids: list[int] = []
    weights: list[float] = []
    values: list[bytes] = []
    while leaf.is_active():
        leaf._read_ids()
        leaf._read_weights()
        ids += leaf._ids
        weights += leaf._weights
        values.append(leaf._data[2])
        leaf._next_block()
    where = np.frombuffer(b"".join(values), np.uint8)
    return Postings(np.array(ids, np.int32), np.array(weights, np.float32), where)
