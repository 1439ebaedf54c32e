"""Our lists of needs, kinds of activity and access features, brought into the database from ``seed_data``."""

import csv
from pathlib import Path

from sqlmodel import Session, col, select

from directory.models import TaxonomyTerm
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
    in use.
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
