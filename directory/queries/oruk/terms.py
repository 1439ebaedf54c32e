"""The lists of terms that documents link to.

Not all of them are rows of a table: the terms of our rules follow from what a rule says, and those of other lists that
mean the same as one of ours from that one.
"""

from collections.abc import Collection, Mapping
from functools import cached_property
from uuid import UUID

from sqlmodel import Session, col, or_, select

from directory.models import Service, ServiceTerm, TaxonomyTerm
from directory.oruk.writer import ELIGIBILITY_TERMS, LISTS, Term
from directory.queries.oruk.asked import TermsAsked
from directory.vocabulary import ModerationStatus, TermKind

Code = tuple[str, str]
"""The name of a list and a code in it."""


class Catalogue:
    """All terms that documents may link to, and their lists.

    Args:
        kept: the terms of our tables; each tells itself which terms of other lists mean the same.
    """

    def __init__(self, kept: Mapping[Code, Term]) -> None:
        others = (Term(*same) for term in kept.values() for same in term.same_as)
        every = [*kept.values(), *ELIGIBILITY_TERMS.values(), *others]
        # The first that is called so counts.
        self.terms: dict[Code, Term] = {(term.taxonomy, term.code): term for term in reversed(every)}

    @cached_property
    def _by_key(self) -> dict[UUID, Term]:
        return {UUID(term.key): term for term in self.terms.values()}

    @cached_property
    def lists(self) -> dict[UUID, str]:
        """The names of the lists that have a term, by their keys."""
        return {UUID(term.taxonomy_key): term.taxonomy for term in self.terms.values()}

    def find(self, key: UUID) -> Term | None:
        """A term by its key; None: there is none."""
        return self._by_key.get(key)

    def terms_of(self, taxonomy: str) -> list[Term]:
        """The terms of a list, in the order of their keys."""
        return [term for term in self._in_order() if term.taxonomy == taxonomy]

    def asked(self, asked: TermsAsked) -> list[Term]:
        """The terms that are asked for, in the order of their keys."""
        return [term for term in self._in_order() if self._is_asked(term, asked)]

    def lists_saying(self, words: Collection[str]) -> list[str]:
        """The names of the lists that have each word in their name or description, in the order of their keys."""
        return [name for _, name in sorted(self.lists.items()) if _says(f"{name}\n{LISTS.get(name, '')}", words)]

    def at_or_below(self, key: UUID) -> frozenset[Code]:
        """A term and all that are narrower; nothing, if there is no such term."""
        found = self.find(key)
        reached: set[Code] = set()
        further = {(found.taxonomy, found.code)} if found else set()
        while further:
            reached |= further
            further = {code for code, term in self.terms.items() if (term.taxonomy, term.parent) in further} - reached
        return frozenset(reached)

    def of_list(self, key: UUID) -> frozenset[Code]:
        """All terms of a list; nothing, if there is no such list."""
        name = self.lists.get(key)
        return frozenset(code for code in self.terms if code[0] == name)

    def _in_order(self) -> list[Term]:
        return [term for _, term in sorted(self._by_key.items())]

    def _is_asked(self, term: Term, asked: TermsAsked) -> bool:
        parent = self.find(asked.parent_id) if asked.parent_id else None
        return (
            (asked.taxonomy_id is None or asked.taxonomy_id == UUID(term.taxonomy_key))
            and not (asked.top_only and term.parent)
            and (asked.parent_id is None or (parent is not None and _is_below(term, parent)))
            and _says(f"{term.label}\n{term.description}", asked.words)
        )


def catalogue_of(session: Session, kept: Mapping[Code, Term]) -> Catalogue:
    """Our own terms, and those of other lists that a published service is linked to: what came with others is nobody's
    business yet.
    """
    in_use = select(ServiceTerm.term_id).join(Service, col(Service.id) == col(ServiceTerm.service_id))
    in_use = in_use.where(col(Service.status) == ModerationStatus.PUBLISHED)
    is_told = or_(col(TaxonomyTerm.kind) != TermKind.FOREIGN, col(TaxonomyTerm.id).in_(in_use))
    told = session.exec(select(TaxonomyTerm.taxonomy, TaxonomyTerm.code).where(is_told)).all()
    return Catalogue({code: kept[code] for code in told if code in kept})


def _is_below(term: Term, parent: Term) -> bool:
    return (term.taxonomy, term.parent) == (parent.taxonomy, parent.code)


def _says(text: str, words: Collection[str]) -> bool:
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)
