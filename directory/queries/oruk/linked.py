"""Which services are linked to terms: those whose documents tell so."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from sqlmodel import Session, col, select

from directory.models import EligibilityRule, LocationTerm, ServiceAtLocation, ServiceTerm, TaxonomyTerm
from directory.oruk.records import RuleRecord
from directory.oruk.writer import Context, Term
from directory.oruk.writer.rules import rule_terms
from directory.queries.oruk.asked import ServicesAsked
from directory.queries.oruk.terms import Code, catalogue_of


def linked_services(session: Session, asked: ServicesAsked, context: Context) -> Iterator[set[UUID]]:
    """For a term and for a list of terms that is asked for, the keys of the services that are linked to it."""
    if not (asked.term_id or asked.taxonomy_id):
        return
    catalogue = catalogue_of(session, context.terms)
    if asked.term_id:
        yield _linked(session, catalogue.at_or_below(asked.term_id), context)
    if asked.taxonomy_id:
        yield _linked(session, catalogue.of_list(asked.taxonomy_id), context)


def _linked(session: Session, codes: Collection[Code], context: Context) -> set[UUID]:
    """Linked themselves, by a place, by a term of ours that means the same, or by a rule that is in force."""
    rows = session.exec(select(TaxonomyTerm.id, TaxonomyTerm.taxonomy, TaxonomyTerm.code)).all()
    themselves = [key for key, *code in rows if tuple(code) in codes]
    the_same = [key for key, *code in rows if _means(context.terms, tuple(code), codes)]
    by_terms = select(ServiceTerm.service_id).where(col(ServiceTerm.term_id).in_([*themselves, *the_same]))
    at_place = col(LocationTerm.location_id) == col(ServiceAtLocation.location_id)
    by_places = select(ServiceAtLocation.service_id).join(LocationTerm, at_place)
    by_places = by_places.where(col(LocationTerm.term_id).in_(themselves))
    return {
        *session.exec(by_terms.distinct()),
        *session.exec(by_places.distinct()),
        *(key for key, rule in _rules(session) if _speaks_of(rule, codes, context)),
    }


def _means(terms: Mapping[Code, Term], code: tuple[str, ...], codes: Collection[Code]) -> bool:
    term = terms.get((code[0], code[1]))
    return term is not None and any(same[:2] in codes for same in term.same_as)


def _speaks_of(rule: RuleRecord, codes: Collection[Code], context: Context) -> bool:
    return any((term.taxonomy, term.code) in codes for term, _ in rule_terms([rule], context))


def _rules(session: Session) -> Iterable[tuple[UUID, RuleRecord]]:
    wanted = "kind strict excluded among valid_from valid_to".split()
    columns = [getattr(EligibilityRule, name) for name in wanted]
    for key, *values in session.exec(select(EligibilityRule.service_id, *columns)):
        yield key, RuleRecord.model_construct(**dict(zip(wanted, values, strict=True)))
