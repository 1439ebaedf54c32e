"""``fingerpost links check``, and what `serve` does of it by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from config import Settings
from directory.cli.background import LinkChecking
from directory.factory import make_resources
from directory.models import LinkCheck
from directory.resources import Resources
from tests.commands import Ran
from tests.conftest import NOW
from tests.makers import make_service

OURS = ("http://127.0.0.1/tea", "http://10.0.0.1/")
"""Addresses that are refused before anybody is asked."""


@pytest.fixture
def listed(home: Path) -> Path:
    database = make_resources(Settings(home=home)).database
    with database.writing() as session:
        for url in OURS:
            make_service(session, url=url)
    database.engine.dispose()
    return home


def test_it_says_which_did_not_answer(fingerpost: Callable[..., Ran], listed: Path) -> None:
    ran = fingerpost("links", "check", home=listed)
    assert (ran.code, ran.out.splitlines()) == (0, ["2 addresses were asked, 2 did not answer", *sorted(OURS)])
    assert fingerpost("links", "check", "--json", home=listed).json == {"asked": 0, "silent": []}


class TestWhatTheServerDoesByItself:
    def test_it_asks_one_a_minute_and_rests_when_all_are_asked(
        self, resources: Resources, set_clock: Callable[[datetime], None]
    ) -> None:
        with resources.database.writing() as session:
            for url in OURS:
                make_service(session, url=url)
        chore = LinkChecking(resources)
        for seconds, asked in ((0, 1), (1, 1), (60, 2), (61, 2), (120, 2)):
            set_clock(NOW + timedelta(seconds=seconds))
            assert chore() is False
            with resources.database.reading() as session:
                assert len(session.exec(select(LinkCheck)).all()) == asked

    def test_it_is_off_unless_chosen(self, settings: Settings) -> None:
        assert settings.check_links is False
