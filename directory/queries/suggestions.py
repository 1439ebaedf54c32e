"""What a group probably helps with, by the words in which it says what it does: to be ticked by it, or not."""

from search_index.documents import Document
from search_index.schema import CONCEPT_GROUPS, postings
from search_index.thesaurus import Thesaurus

MOST = 8
"""So many suggestions are read at a glance."""

LEAST = 0.2
"""The impact from which what its words mean is suggested: less than what is believed unasked, since it is asked."""


def suggested_tags(thesaurus: Thesaurus, name: str, description: str) -> tuple[str, ...]:
    """The needs and kinds of activity that a name and a description mean, those they speak of most first."""
    document = Document(id="", name=name, description=description)
    told = {
        term: posting.impact
        for term, posting in postings(document, thesaurus).items()
        if term.partition(":")[0] in CONCEPT_GROUPS and posting.impact >= LEAST
    }
    return tuple(sorted(told, key=lambda term: (-told[term], term))[:MOST])
