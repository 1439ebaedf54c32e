"""How a document is kept in a Whoosh index, and how its segments are read back as columns."""

import struct
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Format
from whoosh.matching import Matcher
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
    """All postings of a term."""
    documents, impacts, where = [], [], bytearray()
    while matcher.is_active():
        documents.append(matcher.id())
        impacts.append(matcher.weight())
        where += matcher.value()
        matcher.next()
    return Postings(np.array(documents, np.int32), np.array(impacts, np.float32), np.frombuffer(bytes(where), np.uint8))
