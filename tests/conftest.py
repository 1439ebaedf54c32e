"""Fixtures that every room shares. Each test gets a session whose changes are given up when it ends."""

# This comes first: it says where all that is imported below is kept.
import tests.compiled  # noqa: F401

# isort: split
import gc
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Connection, Engine, event
from sqlmodel import Session, SQLModel

from config import Settings
from directory import clock
from directory.actions.demonstration import load_demonstration
from directory.actions.taxonomy import load_taxonomy
from directory.database import Database
from directory.factory import create_app, make_resources, make_stationery
from directory.geography import FileGazetteer, Gazetteer, ensure_gazetteer
from directory.geography.gazetteer_file import FORMAT
from directory.geography.package_source import package_version
from directory.migrations.runner import migrate
from directory.resources import SEED_DATA, Resources
from directory.signing import Signer
from search_index.memory import MemoryIndex
from search_index.thesaurus import Thesaurus
from tests import depth
from tests.checking_client import CheckingClient
from tests.homes import copied, copied_database, made_once, prepared
from tests.kept import KEPT
from tests.makers import normal_island
from tests.postgres import postgres_server

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
"""The moment at which the clock stands in tests: a Saturday, at midday."""

depth.register()

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # What a shell has put into the background does not hear Ctrl-C, and neither would the programs that tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """What was imported stays to the end: to look through it for rubbish again and again takes time from every test."""
    gc.set_threshold(20_000, 50, 100)
    _keep_what_is_there()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Iterator[Any]:
    """So does what many tests share."""
    made = yield
    if fixturedef.scope == "session":
        _keep_what_is_there()
    return made


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """So does what the program remembers of the tests of a file: statements, templates, expressions."""
    if not nextitem or nextitem.path != item.path:
        _keep_what_is_there()


def _keep_what_is_there() -> None:
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_this_machine() -> Iterator[None]:
    """Whoever runs the tests may have settings of an installation in the environment."""
    with pytest.MonkeyPatch.context() as patch:
        for name in Settings.model_fields:
            patch.delenv(f"FINGERPOST_{name.upper()}", raising=False)
        yield


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_now", lambda: NOW)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Let it be another moment."""
    return lambda moment: monkeypatch.setattr(clock, "_now", lambda: moment)


class BorrowedDatabase(Database):
    """A database whose sessions all live in one transaction that is never committed."""

    def __init__(self, connection: Connection) -> None:
        self.engine = connection.engine
        self._connection = connection

    def session(self, *, writes: bool) -> Session:  # noqa: ARG002 -- both live in the same transaction
        return Session(bind=self._connection, join_transaction_mode="create_savepoint")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.session(writes=False) as opened:
            yield opened

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.session(writes=True) as opened, opened.begin():
            yield opened


@contextmanager
def borrowed(engine: Engine) -> Iterator[Database]:
    """A database in which whatever is done is given up again."""
    with engine.connect() as connection:
        outer = connection.begin()
        yield BorrowedDatabase(connection)
        outer.rollback()


def _ready(database: Database) -> Database:
    with database.migrating() as connection:
        migrate(connection)
    with database.writing() as session:
        load_taxonomy(session, SEED_DATA)
    return database


@pytest.fixture(scope="session")
def _sqlite(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return _ready(Database(f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.sqlite'}"))


@pytest.fixture(scope="session")
def _postgres() -> Iterator[Database]:
    with postgres_server() as address:
        database = _ready(Database(address))
        yield database
        database.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each kind of database in turn."""
    kind = "_sqlite" if request.param == "sqlite" else "_postgres"
    database: Database = request.getfixturevalue(kind)
    return database.engine


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of each kind in which there is nothing yet."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'bare.sqlite'}"
    else:
        with request.getfixturevalue("_postgres").engine.connect() as connection:
            autocommit = connection.execution_options(isolation_level="AUTOCOMMIT")
            autocommit.exec_driver_sql("DROP DATABASE IF EXISTS bare")
            autocommit.exec_driver_sql("CREATE DATABASE bare")
            address = connection.engine.url.set(database="bare").render_as_string(hide_password=False)
    database = Database(address)
    yield database
    database.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def real_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Each kind of database, in which transactions end, for those who come at once. Tables that were empty are empty
    again afterwards.
    """
    if request.param == "sqlite":
        yield request.getfixturevalue("own_database")
        return
    database: Database = request.getfixturevalue("_postgres")
    with database.reading() as session:
        empty = [
            each for each in SQLModel.metadata.sorted_tables if not session.execute(each.select().limit(1)).first()
        ]
    yield database
    with database.writing() as session:
        for table in reversed(empty):
            session.execute(table.delete())


@pytest.fixture
def database(engine: Engine) -> Iterator[Database]:
    """A database with its tables and our lists, and nothing else; on each kind in turn."""
    with borrowed(engine) as opened:
        yield opened


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with its tables, and nothing in them. To copy it takes far less than to migrate another."""
    path = tmp_path_factory.mktemp("tables") / "empty.sqlite"
    database = Database(f"sqlite:///{path}")
    with database.migrating() as connection:
        migrate(connection)
    database.engine.dispose()
    return path


@pytest.fixture
def own_database(tmp_path: Path, empty_tables: Path) -> Iterator[Database]:
    """An SQLite database of its own, with its tables: for what happens between one transaction and another."""
    with copied_database(empty_tables, tmp_path / "own.sqlite") as database:
        yield database


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session to write in."""
    with database.session(writes=True) as opened:
        yield opened


@contextmanager
def only_asking(session: Session) -> Iterator[Session]:
    """The same session while a question is asked in it: fails if the question changes anything."""
    session.flush()
    changes: list[str] = []

    def note(_session: Session, _context: object, _instances: object) -> None:
        changes.extend(type(row).__name__ for row in (*session.new, *session.dirty, *session.deleted))

    event.listen(session, "before_flush", note)
    try:
        yield session
        session.flush()
    finally:
        event.remove(session, "before_flush", note)
    assert not changes, f"a question changed {changes}"


class Statements(list[str]):
    """The statements that a connection has run."""

    @property
    def selects(self) -> int:
        return sum(statement.lstrip().upper().startswith("SELECT") for statement in self)


@pytest.fixture
def statements(engine: Engine) -> Iterator[Statements]:
    """Every statement run from here on."""
    run = Statements()

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        run.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield run
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture(scope="session")
def thesaurus() -> Thesaurus:
    """The thesaurus that comes with the program."""
    return Thesaurus.load(SEED_DATA)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """A few postcodes of Normal Island."""
    return normal_island()


@pytest.fixture(scope="session")
def full_file() -> Path:
    """The file of all postcodes. Building takes five seconds, so it is kept for the next run of the same version."""
    path = KEPT / f"postcodes-{package_version()}-{FORMAT}.gazetteer"
    ensure_gazetteer(path)
    return path


@pytest.fixture(scope="session")
def full_gazetteer(full_file: Path) -> FileGazetteer:
    """The gazetteer as the application opens it."""
    return FileGazetteer(full_file, areas=SEED_DATA / "areas.csv", places=SEED_DATA / "places.csv")


@pytest.fixture(scope="session")
def demonstration_home(tmp_path_factory: pytest.TempPathFactory, full_file: Path, worker_id: str) -> Path:
    """A home folder with the demonstration district in it, loaded and indexed. It is shared: change only a copy.

    The first process that needs it makes it for all, and each has a copy.
    """

    def make(home: Path) -> None:
        made = prepared(home, full_file)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "_now", lambda: NOW)
            with made.database.writing() as opened:
                load_demonstration(opened, SEED_DATA / "demonstration", made.gazetteer)
            made.deliver()
        made.database.engine.dispose()

    own = tmp_path_factory.mktemp("homes")
    every = own.parent if worker_id == "master" else own.parent.parent
    return copied(made_once(every / "demonstration", make), own / "demonstration")


@pytest.fixture(scope="session")
def demonstration(demonstration_home: Path) -> Iterator[Resources]:
    """The demonstration district with the real index and all postcodes, opened once for whoever only asks."""
    opened = make_resources(Settings(home=demonstration_home))
    opened.warm()
    yield opened
    opened.database.engine.dispose()


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory, full_file: Path) -> Path:
    """A home folder without a single service. It is shared: change only a copy."""
    made = prepared(tmp_path_factory.mktemp("empty"), full_file)
    made.database.engine.dispose()
    return made.home


@pytest.fixture
def index(thesaurus: Thesaurus) -> MemoryIndex:
    """An empty search index."""
    return MemoryIndex(thesaurus)


@pytest.fixture(scope="session")
def _usual_settings() -> Settings:
    """Settings that are checked once: they are the same for every test but for where it may write."""
    return Settings()


@pytest.fixture
def settings(tmp_path: Path, _usual_settings: Settings) -> Settings:
    """Settings that write nowhere but in the test's own folder."""
    return _usual_settings.model_copy(update={"home": tmp_path})


@pytest.fixture
def web_database(_sqlite: Database) -> Iterator[Database]:
    """For pages one kind of database is enough."""
    with borrowed(_sqlite.engine) as opened:
        yield opened


@pytest.fixture
def resources(
    settings: Settings, web_database: Database, gazetteer: Gazetteer, index: MemoryIndex, thesaurus: Thesaurus
) -> Resources:
    """What pages share, with an index in memory and the gazetteer of Normal Island."""
    made = Resources(
        home=settings.home,
        database=web_database,
        make_index=lambda _thesaurus, _source: index,
        gazetteer_file=settings.gazetteer_file,
        signer=Signer("a test"),
        stationery=make_stationery(settings.model_copy(update={"address": "https://directory.example"})),
    )
    made.__dict__.update(gazetteer=gazetteer, index=index, thesaurus=thesaurus)
    return made


@pytest.fixture(scope="session")
def _templates() -> FileSystemBytecodeCache:
    """Templates that have been compiled: to do it again for each application would take most of the time.

    They are kept with the sum of their source, so that those of another source are compiled anew.
    """
    kept = KEPT / "templates"
    kept.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(kept))


@pytest.fixture
def make_app(resources: Resources, _templates: FileSystemBytecodeCache) -> Callable[[Settings], Flask]:
    """Makes an application with other settings."""

    def make(settings: Settings) -> Flask:
        made = create_app(settings, resources)
        made.testing = True
        made.test_client_class = CheckingClient
        made.jinja_env.bytecode_cache = _templates
        return made

    return make


@pytest.fixture(scope="session")
def _made() -> list[Flask]:
    """The application that most tests share, once it is made: to make one takes longer than to use it."""
    return []


@pytest.fixture
def app(
    settings: Settings, resources: Resources, make_app: Callable[[Settings], Flask], _made: list[Flask]
) -> Iterator[Flask]:
    """The application. What a test changes of its configuration is as it was for the next one."""
    if not _made:
        _made.append(make_app(settings))
    shared = _made[0]
    kept = dict(shared.config)
    shared.extensions.update(settings=settings, resources=resources)
    yield shared
    shared.config.clear()
    shared.config.update(kept)


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A browser that checks every page it sees."""
    opened = app.test_client()
    assert isinstance(opened, CheckingClient)
    return opened
