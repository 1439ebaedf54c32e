"""Terms, lists of terms, and links to terms, as documents."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from directory.oruk.entities import ENTITIES, Document
from directory.oruk.keys import key_of, taxonomy_key, term_key
from directory.oruk.records import TermRecord
from directory.oruk.taking import is_uri
from directory.oruk.writer.context import OURS, Context, Term
from directory.oruk.writer.forms import with_fallbacks
from directory.vocabulary import Circumstance, Gender, Referrer, TermKind

ELIGIBILITY: Final = f"{OURS} eligibility"
"""The list of those whom rules speak of, and of who may refer."""

_WORDS: Final = {"gender": Gender, "circumstance": Circumstance, "referral": Referrer}

ELIGIBILITY_TERMS: Final[Mapping[tuple[str, str], Term]] = {
    (ELIGIBILITY, code): Term(ELIGIBILITY, code, word.heading)
    for kind, words in _WORDS.items()
    for word in words
    for code in [f"{kind}:{word}"]
}
"""Its terms, which no table holds."""

LISTS: Final[Mapping[str, str]] = {
    OURS: "Needs, kinds of activity and access features in plain English.",
    ELIGIBILITY: "Whom services are for, and who may refer to them.",
    "LGA/ESD services": "The services list of the Local Government Association.",
    "UK-CAT": "The Charity Activity Tags of the United Kingdom.",
    "OpenActive accessibility support": "OpenActive's list of those whom an activity supports.",
}
"""What the lists are that we know."""

LINK_TYPES: Final = {
    TermKind.NEED: "need",
    TermKind.CATEGORY: "service_type",
    TermKind.ACCESS: "accessibility",
    TermKind.FOREIGN: "classification",
}
"""What a term is to what is linked to it, unless whoever linked it said so."""

_ADDRESSES: Final = {
    "LGA/ESD services": "http://id.esd.org.uk/service/{}",
    "UK-CAT": "https://charityclassification.org.uk/{}",
    "OpenActive accessibility support": "https://openactive.io/accessibility-support#{}",
}
"""Where the lists say what a code means."""


def term_document(term: Term, context: Context) -> Document:
    """A term; one of our own is found at its address here."""
    uri = term.uri or _address(term, context)
    said = {
        "id": term.key,
        "name": term.label,
        "description": term.description,
        "parent_id": term_key(term.taxonomy, term.parent) if term.parent else None,
        "taxonomy": term.taxonomy,
        "taxonomy_id": term.taxonomy_key if term.taxonomy else None,
        "term_uri": uri if is_uri(uri) else "",
        "code": term.code,
    }
    return ENTITIES["taxonomy_term"].write(with_fallbacks(said, name=term.code, description=term.label or term.code))


def address_in_list(taxonomy: str, code: str) -> str:
    """Where a list says what a code means; empty, if we do not know."""
    return _ADDRESSES.get(taxonomy, "").format(code)


def _address(term: Term, context: Context) -> str:
    if found := address_in_list(term.taxonomy, term.code):
        return found
    ours = term.taxonomy in {OURS, ELIGIBILITY}
    return f"{context.stub}/taxonomy_terms/{term.key}" if ours and context.stub else ""


def taxonomy_document(name: str, context: Context, terms: Iterable[Term] = ()) -> Document:
    """A list of terms, with those that are given."""
    key = taxonomy_key(name)
    said = {
        "id": key,
        "name": name,
        "description": LISTS.get(name, name),
        "uri": f"{context.stub}/taxonomies/{key}" if context.stub else "",
        "taxonomy_terms": [term_document(term, context) for term in terms],
    }
    return ENTITIES["taxonomy"].write(said)


class Links:
    """The links of one thing to terms, one after the other, each with a key by its place among them."""

    def __init__(self, owner: str, entity: str, context: Context) -> None:
        self._owner, self._entity, self._context = owner, entity, context
        self.documents: list[Document] = []

    def add(self, term: Term, link_type: str, *, derived: bool = False) -> None:
        linked = _linked(term, link_type, self._entity, self._context, derived=derived)
        key = key_of(self._owner, "attribute", str(len(self.documents)))
        self.documents.append({"id": key, "link_id": self._owner, **linked})

    def add_said(self, record: TermRecord) -> None:
        """A term that a record names, called what the record calls it."""
        known = self._context.terms.get((record.taxonomy, record.code))
        self.add(_told(record, known), record.link_type or LINK_TYPES[record.kind])


def _linked(term: Term, link_type: str, entity: str, context: Context, *, derived: bool) -> Document:
    """What a link says but for whose it is, which is the same for all that are linked to the term."""
    name = (term.taxonomy, term.code, term.label, term.uri, link_type, entity, derived)
    known = context.linked.get(name)
    if known is None:
        document = term_document(term, context)
        said = {
            "link_type": link_type,
            "taxonomy_term_id": document["id"],
            "taxonomy_term": document,
            "link_entity": entity,
            "fingerpost_derived": derived or None,
        }
        known = context.linked[name] = ENTITIES["attribute"].write(said)
    return known


def _told(record: TermRecord, known: Term | None) -> Term:
    """What is known of a term, called what the record calls it."""
    if known is None:
        return Term(record.taxonomy, record.code, record.label, uri=record.uri)
    return known if known.label == record.label else replace(known, label=record.label)


def same_terms(records: Iterable[TermRecord], context: Context) -> Iterator[tuple[Term, str]]:
    """Terms of other lists that say the same as those of ours, each once, and what they are to the service."""
    seen: set[tuple[str, str, str]] = set()
    for record in records:
        known = context.terms.get((record.taxonomy, record.code))
        for same in known.same_as if known else ():
            if same not in seen:
                seen.add(same)
                yield Term(*same), LINK_TYPES[record.kind]
