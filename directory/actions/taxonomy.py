"""Our lists of needs, kinds of activity and access features, brought into the database from ``seed_data``."""

import csv
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from directory.actions.moderation import note_change
from directory.models import LocationTerm, Service, ServiceAtLocation, ServiceTerm, TaxonomyTerm
from directory.vocabulary import TermKind

OURS = "Fingerpost"
"""The name of our own lists among those that feeds bring along."""

FILES = {
    TermKind.NEED: "needs.csv",
    TermKind.CATEGORY: "categories.csv",
    TermKind.ACCESS: "access_features.csv",
}


def load_taxonomy(session: Session, folder: Path) -> None:
    """Make the terms in the database say what the files say. A term that has left its file stays: it may be
    in use. What is linked to a term that says something else now has changed with it.
    """
    known = {term.code: term for term in session.exec(select(TaxonomyTerm).where(col(TaxonomyTerm.taxonomy) == OURS))}
    for kind, file in FILES.items():
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            for position, row in enumerate(csv.DictReader(lines)):
                term = known.get(row["id"]) or TaxonomyTerm(kind=kind, taxonomy=OURS, code=row["id"], label="")
                term.label = row["label"]
                term.description = row.get("description") or ""
                term.parent = row.get("parent") or ""
                term.position = position
                session.add(term)
    changed = [term.id for term in known.values() if session.is_modified(term)]
    for service in session.exec(_linked(changed)) if changed else ():
        note_change(session, service)


def _linked(terms: Sequence[UUID]) -> SelectOfScalar[Service]:
    """The services that are linked to one of some terms, or take place where one is an access feature."""
    at_place = col(LocationTerm.location_id) == col(ServiceAtLocation.location_id)
    by_place = select(ServiceAtLocation.service_id).join(LocationTerm, at_place)
    by_place = by_place.where(col(LocationTerm.term_id).in_(terms))
    by_term = select(ServiceTerm.service_id).where(col(ServiceTerm.term_id).in_(terms))
    return select(Service).where(or_(col(Service.id).in_(by_term), col(Service.id).in_(by_place)))
