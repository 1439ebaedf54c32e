"""What questions are made of, without a database."""

import pytest

from directory.forms.steps import Around
from directory.geography import TableGazetteer
from directory.queries.labels import Labels
from tests.makers import normal_island

LABELS = Labels(
    {
        "need:connect": "Connection and company",
        "need:connect.lonely": "Loneliness and isolation",
        "need:body.falls": "Falls, strength and balance",
        "category:coffee-morning": "Coffee morning",
        "access:step-free": "Step-free entrance",
        "access:lift": "Lift",
        "language:cy": "Welsh",
        "language:en": "English",
    },
    {"need:connect": frozenset({"need:connect.lonely"})},
)


@pytest.fixture(scope="session")
def around() -> Around:
    """Normal Island, a short list of terms, and one suggestion."""
    gazetteer = normal_island()
    assert isinstance(gazetteer, TableGazetteer)
    return Around(gazetteer, LABELS, lambda _name, told: ("need:connect.lonely",) if "alone" in told else ())
