"""While one process takes in a feed, another one brings it into the index."""

import os
import time
from collections.abc import Callable, Iterator
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from config import Settings
from directory import clock
from directory.actions.delivery import index as index_delivery
from directory.cli.beside import Indexer, indexing_beside
from directory.factory import make_resources
from directory.models import IndexChange
from directory.resources import Resources
from directory.vocabulary import ModerationStatus
from tests.makers import make_organisation, make_service
from tests.search_index.makers import a_query


@pytest.fixture
def opened(home: Path, demonstration: Resources) -> Iterator[Resources]:
    made = make_resources(Settings(home=home))
    made.__dict__.update(thesaurus=demonstration.thesaurus, gazetteer=demonstration.gazetteer)
    yield made
    made.database.engine.dispose()


@pytest.fixture
def publish(opened: Resources) -> Callable[[int], None]:
    """Publishes so many services."""

    def make(count: int) -> None:
        with opened.database.writing() as session:
            group = make_organisation(session).id
            for _ in range(count):
                make_service(session, organisation_id=group, status=ModerationStatus.PUBLISHED, name="Tea table")

    return make


def found(opened: Resources) -> int:
    return opened.index.search(a_query("tea", now=clock.now())).total


@pytest.mark.parametrize("few", [2, 2_000], ids=["anew", "one by one"])
def test_what_was_written_meanwhile_is_in_the_index_at_the_end(
    opened: Resources, publish: Callable[[int], None], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_delivery, "AT_ONCE", few)
    steps: list[int] = []
    with indexing_beside(opened) as indexer:
        for count in (2, 3):
            publish(count)
            indexer.tell()
        publish(1)
        assert indexer.finish(steps.append)
    assert (found(opened), sum(steps), opened.bring_in()) == (6, 6, 0)


def test_where_it_cannot_the_other_one_is_told(opened: Resources, publish: Callable[[int], None]) -> None:
    def broken(*_: object) -> None:
        raise OSError("No space left")

    opened.make_index = broken  # type: ignore[assignment]  # what a full disk comes to
    with indexing_beside(opened) as indexer:
        publish(1)
        assert not indexer.finish()
    assert active_children() == []


def test_it_finishes_when_the_one_that_it_stands_beside_is_killed(
    opened: Resources, publish: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_delivery, "AT_ONCE", 2)

    def cut_off() -> None:
        indexer = Indexer(opened)
        publish(3)
        indexer.tell()
        os._exit(9)

    opened.database.engine.dispose()
    killed = get_context("fork").Process(target=cut_off)
    killed.start()
    killed.join()
    deadline = time.monotonic() + 120
    while _waiting(opened) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (killed.exitcode, _waiting(opened), found(opened)) == (9, 0, 3)


def _waiting(opened: Resources) -> int:
    with opened.database.reading() as session:
        return session.exec(select(func.count(col(IndexChange.id)))).one()


def test_it_ends_with_the_work_that_it_stands_beside(opened: Resources, publish: Callable[[int], None]) -> None:
    def work() -> None:
        with indexing_beside(opened) as indexer:
            publish(2)
            indexer.tell()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert active_children() == []
    assert opened.bring_in() == 2
