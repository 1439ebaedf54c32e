"""The command ``fingerpost``, run in this process with a home folder of its own."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlmodel import col, select

from config import Settings
from directory.actions.moderation import withdraw_service
from directory.factory import create_app, main, make_resources
from directory.models import Service
from directory.resources import Resources
from tests.commands import Ran
from tests.homes import copied


@pytest.fixture(scope="session")
def _made_for_commands() -> dict[str, Flask]:
    """An application for each choice of settings, once it is made: to make one takes longer than most commands."""
    return {}


@pytest.fixture
def fingerpost(
    demonstration: Resources,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    _made_for_commands: dict[str, Flask],
) -> Callable[..., Ran]:
    """Runs a command in a home folder: if none is given, with the demonstration district, which must not be changed.

    What takes a new process most of its time is shared, unless told otherwise: the addresses of all pages, the
    thesaurus and the postcodes.
    """

    ended = ExitStack()

    def make(*, shares: bool) -> Flask:
        settings = Settings()
        if shares and settings.home == demonstration.home:
            return shared_app(settings, demonstration)
        made = make_resources(settings)
        ended.callback(made.database.engine.dispose)
        if not shares:
            return create_app(settings, made)
        made.__dict__.update(thesaurus=demonstration.thesaurus, gazetteer=demonstration.gazetteer)
        return shared_app(settings, made)

    def shared_app(settings: Settings, resources: Resources) -> Flask:
        chosen = repr(settings.model_dump(exclude={"home"}))
        app = _made_for_commands.get(chosen) or _made_for_commands.setdefault(chosen, create_app(settings, resources))
        app.extensions.update(settings=settings, resources=resources)
        return app

    def run(*words: object, home: Path | None = None, shared: bool = True) -> Ran:
        monkeypatch.setenv("FINGERPOST_HOME", str(home or demonstration.home))
        monkeypatch.setattr(sys, "argv", ["fingerpost", *map(str, words)])
        capsys.readouterr()
        code: Any = 0
        with ended:
            try:
                main(partial(make, shares=shared))
            except SystemExit as end:
                code = end.code or 0
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def own_home(demonstration_home: Path, tmp_path: Path) -> Path:
    """A copy of the home with the demonstration district, to be changed."""
    return copied(demonstration_home, tmp_path / "home")


@pytest.fixture
def home(empty_home: Path, tmp_path: Path) -> Path:
    """The home of an installation without a single service, to be changed."""
    return copied(empty_home, tmp_path / "home")


@pytest.fixture
def withdrawn(own_home: Path) -> Path:
    """A home with the demonstration district, in which a service was withdrawn that the index still has."""
    database = make_resources(Settings(home=own_home)).database
    with database.writing() as session:
        service = session.exec(select(Service).order_by(col(Service.name))).first()
        assert service
        withdraw_service(session, service, actor="a test", reason="It has closed")
    database.engine.dispose()
    return own_home
