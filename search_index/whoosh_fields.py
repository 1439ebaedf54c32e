"""How a document is kept in a Whoosh index, and how its segments are read back as columns."""

import struct
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Format
from whoosh.matching import FilterMatcher, Matcher
from whoosh.reading import SegmentReader

from search_index.columns import Columns, Facts, Postings, build
from search_index.schema import Posting


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

    def index(self, value: Mapping[str, Posting], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, posting in value.items():
            yield term.encode(), 1, posting.impact, struct.pack("B", posting.where)


class ImpactCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """How Whoosh writes segments, but without lengths: nothing here is weighed by them, and Whoosh would look for the
    file of them once for each posting, which takes two thirds of a rebuild. Blocks are longer, since always whole lists
    are read.
    """

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=4096, compression=1)


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
    """All postings of a term, block by block: to go from one to the next takes Whoosh as long as fifty of them.

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
