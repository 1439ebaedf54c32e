"""Reading a document for the index: its terms, and what is stored beside them."""

from typing import NamedTuple

from search_index.aims import aimed
from search_index.columns import Facts, facts_of
from search_index.documents import Document
from search_index.schema import postings
from search_index.thesaurus import Thesaurus


class Read(NamedTuple):
    """A document as it is written to the index.

    Attributes:
        terms: each with its impact and, as a byte, the parts that it stands in.
    """

    id: str
    terms: list[tuple[bytes, float, bytes]]
    facts: Facts


def read(document: Document, thesaurus: Thesaurus) -> Read:
    """Read a document."""
    terms = postings(document, thesaurus)
    written = [(term.encode(), posting.impact, bytes((posting.where,))) for term, posting in terms.items()]
    return Read(document.id, written, facts_of(aimed(document, terms, thesaurus), terms))
