"""Feeds that were handed over on a page are worked on while nobody waits."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from config import Settings
from directory.actions.exchange.jobs import Job, Jobs, JobState
from directory.cli.feeding import Feeding
from directory.models import Service
from directory.resources import Resources
from tests.actions.exchange.feeds import said
from tests.conftest import NOW
from tests.servers import Said, served

HANDED_OVER = Job(key="", feed="Neighbour", file="records.json", publish=True, actor="administrator 7")


@pytest.fixture
def jobs(settings: Settings) -> Jobs:
    return Jobs(settings.handed_over)


@pytest.fixture
def work(resources: Resources, settings: Settings) -> Any:
    """Does what is to be done, once."""
    return Feeding(resources, settings.model_copy(update={"private_feeds": True, "feed_pause": 0.0}))


def sent(*records: Any) -> BytesIO:
    return BytesIO(json.dumps(records).encode())


def services(resources: Resources) -> int:
    with resources.database.reading() as session:
        return len(session.exec(select(Service.id)).all())


def test_a_feed_is_tried_before_anything_is_changed_and_taken_in_when_it_is_asked_for(
    jobs: Jobs, work: Any, resources: Resources
) -> None:
    key = jobs.hand_over(HANDED_OVER, sent(said("s1"), said("s2"), {"id": "s3"})).key
    assert work()
    tried = jobs.job(key)
    assert (tried.state, tried.told.created, tried.told.kept_out, tried.position) == (JobState.TRIED, 2, 1, 3)
    assert services(resources) == 0
    assert not work(), "nobody has asked for it"
    jobs.apply(tried.key)  # type: ignore[arg-type]  # a key as it stands in an address
    assert work()
    done = jobs.job(key)
    assert (done.state, services(resources)) == (JobState.DONE, 2)
    assert done.told == tried.told


def test_a_feed_of_the_web_is_brought_in_once(jobs: Jobs, work: Any, resources: Resources) -> None:
    with served(lambda _: Said(sent(said("s1")).getvalue())) as server:
        key = jobs.hand_over(replace(HANDED_OVER, file="", address=server.address)).key
        work()
        assert jobs.job(key).state is JobState.TRIED
    jobs.apply(key)  # type: ignore[arg-type]  # likewise
    work()
    assert (jobs.job(key).state, services(resources), len(server.asked)) == (JobState.DONE, 1, 1)


@pytest.mark.parametrize("content", [b"", b"[{", b"<html>"])
def test_what_cannot_be_read_says_why(jobs: Jobs, work: Any, content: bytes) -> None:
    key = jobs.hand_over(HANDED_OVER, BytesIO(content)).key
    work()
    job = jobs.job(key)
    assert job.state is JobState.FAILED
    assert job.trouble.startswith("This file")


def test_what_was_cut_off_is_taken_up_again(jobs: Jobs, work: Any, resources: Resources) -> None:
    key = jobs.hand_over(HANDED_OVER, sent(said("s1"))).key
    jobs.keep(replace(jobs.job(key), state=JobState.ASKED, position=1))
    assert work()
    assert (jobs.job(key).state, services(resources)) == (JobState.DONE, 1)


def test_two_processes_do_not_work_on_one_feed(jobs: Jobs, work: Any) -> None:
    key = jobs.hand_over(HANDED_OVER, sent(said("s1"))).key
    with jobs.turn(jobs.job(key)) as ours:
        assert ours
        assert not work()
    assert work()


def test_of_what_was_handed_over_long_ago_nothing_is_kept(
    jobs: Jobs, settings: Settings, monkeypatch: pytest.MonkeyPatch, set_clock: Callable[[datetime], None]
) -> None:
    monkeypatch.setattr("directory.actions.exchange.jobs.KEPT", 2)
    for day in range(4):
        set_clock(NOW + timedelta(days=day))
        handed = jobs.hand_over(HANDED_OVER, sent())
        jobs.keep(replace(handed, state=JobState.DONE))
    assert len(list(Path(settings.handed_over).iterdir())) == 2
