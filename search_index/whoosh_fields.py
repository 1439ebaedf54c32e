"""How a document is kept in a Whoosh index, and how its segments are read back as columns."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3LeafMatcher, W3PostingsWriter
from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.filedb.filestore import Storage
from whoosh.formats import Format
from whoosh.matching import FilterMatcher, Matcher
from whoosh.reading import SegmentReader

from search_index.columns import Columns, Facts, Postings, build


class ImpactFormat(Format):  # type: ignore[misc]  # Whoosh has no types
    """A posting whose weight is the term's impact and whose value is one byte: the parts of the listing it
    stands in.
    """

    posting_size = 1

    def decode_weight(self, _value: bytes) -> float:
        raise TypeError("The weight of an impact is kept beside its value, not in it")


class Impacts(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose value is not a text but the postings that ``schema.postings`` made of a document."""

    def __init__(self) -> None:
        super().__init__(format=ImpactFormat(), analyzer=None, scorable=False)

    def index(self, value: Iterable[tuple[bytes, float, bytes]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        return ((term, 1, impact, where) for term, impact, where in value)


class Gathered(NamedTuple):
    """The postings of a term: the documents, the impacts, and the parts as bytes."""

    numbers: "array[int]"
    impacts: "array[float]"
    parts: bytearray


class PostingPool:
    """Postings gathered term by term until a segment is written: what Whoosh would sort is in order as it comes.

    A posting takes nine bytes here, so that those of a whole country fit in memory.
    """

    def __init__(self) -> None:
        self.fieldnames: set[str] = set()
        self._gathered: dict[tuple[str, bytes], Gathered] = {}

    def add(self, posting: tuple[str, bytes, int, float, bytes | None]) -> None:
        """Take a posting; those of a term come in the order of the documents."""
        field, term, number, weight, value = posting
        held = self._gathered.get((field, term))
        if held is None:
            self.fieldnames.add(field)
            held = self._gathered[field, term] = Gathered(array("I"), array("f"), bytearray())
        held.numbers.append(number)
        held.impacts.append(weight)
        held.parts.extend(value or b"")

    def iter_postings(self) -> Iterator[tuple[tuple[str, bytes], Gathered]]:
        """All terms in order, each with its postings; they are given up one by one."""
        for key in sorted(self._gathered):
            yield key, self._gathered.pop(key)

    def cleanup(self) -> None:
        """Give up what was not written."""
        self._gathered.clear()


class ImpactPostingsWriter(W3PostingsWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes the postings of a term block by block, instead of one by one."""

    def take(self, gathered: Gathered) -> None:
        """Take all postings of the term that was started; the last block is left for the end of the term."""
        numbers, weights, values = gathered
        for first in range(0, len(numbers), self._blocklimit):
            if first:
                self._write_block()
            block = slice(first, first + self._blocklimit)
            self._ids, self._weights, self._values = numbers[block], weights[block], [bytes(values[block])]
            self._maxweight = max(self._weights)


class ImpactFieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes what a ``PostingPool`` holds."""

    def add_postings(self, schema: Schema, _lengths: None, items: Iterable[tuple[tuple[str, bytes], Gathered]]) -> None:
        for field, terms in groupby(items, key=lambda item: item[0][0]):
            self.start_field(field, schema[field])
            for (_, term), gathered in terms:
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
    return Schema(id=ID(unique=True, stored=True), terms=Impacts(), facts=STORED())


def columns_of(reader: SegmentReader) -> Columns:
    """Read a whole segment into columns. A document that was deleted leaves an empty row."""
    stored: list[tuple[str, Facts]] = [("", {})] * reader.doc_count_all()
    for number, fields in reader.iter_docs():
        stored[number] = (fields["id"], fields["facts"])
    terms = {text: _postings(reader.postings("terms", text)) for text in reader.lexicon("terms")}
    return build(stored, terms)


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
