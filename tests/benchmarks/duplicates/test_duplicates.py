"""Second entries are found, and what only looks like one is not: a small part of what `bench duplicates` measures."""

from random import Random
from uuid import UUID

import pytest
from sqlmodel import Session, select

from directory.geography import FileGazetteer
from directory.models import FeedRecord
from directory.oruk.records import ServiceRecord
from directory.queries.duplicates import LIKELY, Described, likely_duplicates, likeness
from directory.resources import SEED_DATA, Resources
from tests.benchmarks.duplicates.damage import all_damages
from tests.benchmarks.duplicates.pairs import ANY_OTHER, Source, pairs
from tests.benchmarks.duplicates.running import as_json, as_text, demonstration, twice
from tests.benchmarks.duplicates.scoring import Scored

EVERY = 4


@pytest.fixture(scope="module")
def district(full_gazetteer: FileGazetteer) -> Source:
    return demonstration(full_gazetteer)


@pytest.fixture(scope="module")
def scored(district: Source) -> Scored:
    """Every fourth group of the half that nothing was tuned on."""
    groups = sorted({record.organisation.id for record in district.single})[::EVERY]
    few = [record for record in district.single if record.organisation.id in groups]
    return Scored(pairs(Source("few", few, district.gazetteer), tuned=False))


def test_what_is_found_is_the_same_and_what_is_the_same_is_found(scored: Scored) -> None:
    figures = scored.at()
    assert figures.right > 200
    assert figures.precision >= 0.97
    assert figures.recall >= 0.95


def test_each_kind_of_damage_is_seen_through(scored: Scored) -> None:
    found = {kind.name: kind.found / kind.pairs for kind in scored.kinds() if kind.same}
    assert len(found) == 12
    assert {name: share for name, share in found.items() if share < 0.8} == {}


def test_what_only_looks_the_same_is_left_alone(scored: Scored) -> None:
    wrong = {kind.name: kind.found / kind.pairs for kind in scored.kinds() if not kind.same}
    assert wrong.pop(ANY_OTHER) < 0.001
    assert len(wrong) == 6
    assert {name: share for name, share in wrong.items() if share > 0.15} == {}


def test_every_group_that_is_in_the_demonstration_twice_is_found(district: Source) -> None:
    second_names = twice(SEED_DATA / "demonstration")
    described = [district.describe(record) for record in district.records]
    found = {
        (second.organisation, first.organisation)
        for second in described
        for first in described
        if second.organisation in second_names
        and first.organisation != second.organisation
        and likeness(second, first).score >= LIKELY
    }
    assert found == set(second_names.items())


def test_figures_are_shown_for_people_and_for_programs(scored: Scored) -> None:
    (row,) = as_json({"few": scored})
    assert row["likely"]["threshold"] == LIKELY
    assert [point["recall"] for point in row["curve"]] == sorted((p["recall"] for p in row["curve"]), reverse=True)
    lines = list(as_text({"few": scored}))
    assert lines[0].startswith(f"few, at {LIKELY}: precision ")
    assert any("moved house" in line for line in lines)


def test_second_entries_lead_to_the_first_one_in_the_directory(demonstration: Resources, district: Source) -> None:
    chance, asked = Random(1), district.single[::30]
    damages = all_damages(district.homes)
    with demonstration.database.reading() as session:
        wanted = select(FeedRecord.service_id, FeedRecord.foreign_id)
        keys = {foreign_id: key for key, foreign_id in session.exec(wanted)}
        lost = [
            (kind, record.name)
            for record in asked
            for kind, damage in damages.items()
            if keys[record.id] not in _found(session, district, damage(record, chance))
        ]
    assert len(lost) <= 0.05 * len(asked) * len(damages), lost


def _found(session: Session, district: Source, record: ServiceRecord) -> list[UUID]:
    described = Described.of(record, gazetteer=district.gazetteer, public_only=True)
    return [told.service_id for told in likely_duplicates(session, described)]
