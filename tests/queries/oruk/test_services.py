"""Which services another system asks for: the same on every kind of database."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from directory.actions.exchange import import_readings
from directory.forms.oruk import read_services
from directory.forms.parameters import Parameters
from directory.geography import Gazetteer
from directory.models import Service
from directory.oruk.entities import Document
from directory.oruk.reader import Reading
from directory.queries.exchange import Reference
from directory.queries.oruk import Around, catalogue_of, links_asked, service_documents, services_asked
from directory.resources import SEED_DATA
from tests.conftest import NOW, Statements, only_asking
from tests.views.oruk.choices import CHOICES, with_what_it_needs
from tests.views.oruk.district import TODAY, district
from tests.views.oruk.oracle import passes


@pytest.fixture
def around(session: Session, gazetteer: Gazetteer) -> Around:
    """What questions are asked in, with a district of services to ask for."""
    import_readings(session, map(Reading, district()), source="island", gazetteer=gazetteer, publish=True)
    for hours, row in enumerate(session.exec(select(Service).order_by(col(Service.id)))):
        row.created_at = row.modified_at = NOW - timedelta(hours=hours, microseconds=hours * 137)
    session.flush()
    reference = Reference(gazetteer, seed_data=SEED_DATA, languages={})
    return Around(gazetteer, reference.context(session, site="", today=TODAY, fresh_days=28))


def told(session: Session, around: Around) -> list[Document]:
    everything = services_asked(session, read_services(Parameters({})), around)
    return list(service_documents(session, everything, around.context, full=True))


def test_every_filter_lets_through_what_it_says(session: Session, around: Around) -> None:
    every, catalogue = told(session, around), catalogue_of(session, around.context.terms)
    terms = catalogue.terms.values()
    above = {(term.taxonomy, term.code): term.key for term in terms}
    broader = {term.key: above[term.taxonomy, term.parent] for term in terms if term.parent}
    for name, values in CHOICES.items():
        for value in values:
            asked = with_what_it_needs(name, value)
            question = read_services(Parameters({key: [str(said)] for key, said in asked.items()}))
            with only_asking(session):
                found = services_asked(session, question, around)
            assert found == sorted(found)
            assert {str(key) for key in found} == {each["id"] for each in every if passes(each, asked, broader)}, asked


def test_it_takes_as_many_selects_whatever_their_number(
    session: Session, around: Around, gazetteer: Gazetteer, statements: Statements
) -> None:
    question = read_services(Parameters({"search": ["tea"], "postcode": ["ZZ1 1AA"], "proximity": ["50000"]}))

    def selects() -> int:
        statements.clear()
        keys = services_asked(session, question, around)
        assert list(service_documents(session, keys, around.context, full=True))
        links_asked(session, question, around)
        return statements.selects

    before = selects()
    more = [record.model_copy(update={"id": f"more {record.id}"}) for record in district(30, seed=8)]
    import_readings(session, map(Reading, more), source="island", gazetteer=gazetteer, publish=True)
    session.flush()
    assert selects() == before
