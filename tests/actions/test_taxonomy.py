"""Our lists, brought into the database from their files."""

import csv
import shutil
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from directory.actions.taxonomy import FILES, OURS, load_taxonomy
from directory.models import TaxonomyTerm
from directory.resources import SEED_DATA
from directory.vocabulary import TermKind
from tests.conftest import Statements


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of our lists that a test may change."""
    for file in FILES.values():
        shutil.copyfile(SEED_DATA / file, tmp_path / file)
    return tmp_path


def ours(session: Session) -> dict[str, TaxonomyTerm]:
    session.flush()
    found = session.exec(select(TaxonomyTerm).where(col(TaxonomyTerm.taxonomy) == OURS))
    return {term.code: term for term in found}


def test_every_term_of_every_file_is_there(session: Session) -> None:
    terms = ours(session)
    for kind, file in FILES.items():
        with (SEED_DATA / file).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert [row["id"] for row in rows] == sorted(
            (code for code, term in terms.items() if term.kind is kind), key=lambda code: terms[code].position
        )
        assert [row["label"] for row in rows] == [terms[row["id"]].label for row in rows]


def test_loading_again_changes_nothing(session: Session, statements: Statements) -> None:
    before = {code: (term.id, term.changed_at) for code, term in ours(session).items()}
    statements.clear()
    load_taxonomy(session, SEED_DATA)
    assert {code: (term.id, term.changed_at) for code, term in ours(session).items()} == before
    assert statements.selects == len(statements) == 2


def test_a_changed_label_is_taken_over_and_a_new_term_comes_in(session: Session, folder: Path) -> None:
    before = ours(session)["need:connect.lonely"].id
    file = folder / FILES[TermKind.NEED]
    text = file.read_text(encoding="utf-8").replace("Loneliness and isolation", "Feeling alone")
    file.write_text(text + "need:connect.pen,Pen friends\n", encoding="utf-8")
    load_taxonomy(session, folder)
    terms = ours(session)
    assert (terms["need:connect.lonely"].id, terms["need:connect.lonely"].label) == (before, "Feeling alone")
    assert terms["need:connect.pen"].label == "Pen friends"


def test_a_term_that_has_left_its_file_stays(session: Session, folder: Path) -> None:
    for file in FILES.values():
        header = (folder / file).read_text(encoding="utf-8").splitlines()[0]
        (folder / file).write_text(header + "\n", encoding="utf-8")
    before = set(ours(session))
    load_taxonomy(session, folder)
    assert set(ours(session)) == before


def test_the_terms_of_others_are_left_alone(session: Session) -> None:
    theirs = TaxonomyTerm(kind=TermKind.FOREIGN, taxonomy="Theirs", code="need:connect.lonely", label="Alone")
    session.add(theirs)
    load_taxonomy(session, SEED_DATA)
    session.flush()
    assert theirs.label == "Alone"
