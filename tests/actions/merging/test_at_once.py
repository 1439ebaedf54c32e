"""Two who decide about the same two listings in one moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from sqlmodel import col, select

from directory.actions.merging import merge, not_the_same
from directory.database import Database
from directory.errors import InvalidTransitionError
from directory.geography import Gazetteer
from directory.models import NotTheSame
from tests.actions.merging.people import MODERATOR
from tests.makers import make_service

Pair = tuple[UUID, UUID]


@pytest.fixture
def both_ways(real_database: Database) -> list[Pair]:
    with real_database.writing() as session:
        one, other = (make_service(session, name=name).id for name in ("Tea table", "The tea table"))
    return [(one, other), (other, one)]


def test_only_one_of_them_is_made_part_of_the_other(
    real_database: Database, both_ways: list[Pair], gazetteer: Gazetteer
) -> None:
    together = Barrier(2)

    def merged(pair: Pair) -> bool:
        with real_database.writing() as opened:
            together.wait()
            try:
                merge(opened, *pair, person=MODERATOR, gazetteer=gazetteer)
            except InvalidTransitionError:
                return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(merged, both_ways)) == [False, True]


def test_both_may_say_that_they_are_two(real_database: Database, both_ways: list[Pair]) -> None:
    together = Barrier(2)

    def said(pair: Pair) -> UUID:
        with real_database.writing() as opened:
            together.wait()
            return not_the_same(opened, *pair, person=MODERATOR).id

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(said, both_ways)
    with real_database.reading() as session:
        assert list(session.exec(select(col(NotTheSame.id)))) == [first] == [second]
