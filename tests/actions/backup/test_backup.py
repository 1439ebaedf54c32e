"""What a directory holds is kept in one file and comes back, all or nothing, on whichever kind of database."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import inspect
from sqlmodel import SQLModel, select

from directory.actions.backup import back_up, clear, count_rows, opened_backup, put_back, writing_backup
from directory.actions.backup.plain import KINDS, kind_of
from directory.database import Database
from directory.errors import InvalidTransitionError, UnreadableError
from directory.migrations.runner import heads, migrate
from directory.models import Location, Service
from directory.resources import Resources
from tests.makers import make_service

KEY = "3a6c1f64-8f0a-4f3e-9f53-0a8d0a7e7c11"
WHEN = "2025-03-30T01:30:00.000001+00:00"


def kept(database: Database, path: Path) -> Path:
    """A backup of a database."""
    with path.open("wb") as stream, writing_backup(stream, heads()[0]) as writer, database.reading() as session:
        back_up(session, writer)
    return path


def put_into(database: Database, path: Path, progress: Callable[[int], None] = lambda _: None) -> None:
    with opened_backup(path) as backup, database.migrating() as connection:
        clear(connection)
        migrate(connection, to=backup.manifest.revision)
        put_back(connection, backup, progress=progress)
        migrate(connection)


def rows(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist() if name.startswith("tables/")}


@pytest.fixture(scope="session")
def backup(demonstration: Resources, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of the demonstration district."""
    path = tmp_path_factory.mktemp("backup") / "backup.zip"
    with path.open("wb") as stream:
        demonstration.back_up(stream)
    return path


def test_what_comes_back_is_what_was_there(backup: Path, bare: Database, tmp_path: Path) -> None:
    steps: list[int] = []
    put_into(bare, backup, steps.append)
    assert rows(kept(bare, tmp_path / "again.zip")) == rows(backup)
    with bare.reading() as session:
        assert sum(steps) == count_rows(session) > 1_000
        assert len(session.exec(select(Service)).all()) == rows(backup)["tables/service.ndjson"].count(b"\n")


def test_every_column_is_of_a_kind_that_can_be_kept() -> None:
    kinds = {kind_of(column) for table in SQLModel.metadata.sorted_tables for column in table.columns}
    assert kinds <= set(KINDS)


def test_odd_values_come_back(own_database: Database, bare: Database, tmp_path: Path) -> None:
    odd = "“Tea”\n\u2028\t\\ \U0001f375 ,[\"'"
    with own_database.writing() as session:
        group = make_service(session, name=odd).organisation_id
        session.add(Location(name=odd, organisation_id=group, latitude=54.123456789012345, longitude=-1e-7))
    put_into(bare, kept(own_database, tmp_path / "odd.zip"))
    with own_database.reading() as before, bare.reading() as after:
        assert before.exec(select(Service)).one().model_dump() == after.exec(select(Service)).one().model_dump()
        assert before.exec(select(Location)).one().model_dump() == after.exec(select(Location)).one().model_dump()


def test_only_an_empty_directory_takes_one(backup: Path, bare: Database) -> None:
    put_into(bare, backup)
    with pytest.raises(InvalidTransitionError, match="There is something in this directory"):
        put_into(bare, backup)
    with bare.reading() as session:
        assert session.exec(select(Service)).first()


def test_what_is_cut_off_half_way_leaves_nothing_and_can_be_done_again(backup: Path, bare: Database) -> None:
    def cut(_: int) -> None:
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        put_into(bare, backup, cut)
    with bare.engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    put_into(bare, backup)


def test_one_of_an_older_version_is_brought_up_to_date(bare: Database, tmp_path: Path) -> None:
    moments = {"created_at": "moment", "changed_at": "moment"}
    path = tmp_path / "old.zip"
    with path.open("wb") as stream, writing_backup(stream, "0003") as writer:
        columns = {"id": "uuid", **moments, "name": "text", "description": "text", "url": "text", "email": "text"}
        row = [KEY, WHEN, WHEN, "Kettle Club", "", "", ""]
        writer.add_table("organisation", {**columns, "phone": "text"}, [[*row, ""]])
    put_into(bare, path)
    with bare.engine.connect() as connection:
        found = connection.execute(SQLModel.metadata.tables["organisation"].select()).one()
    assert (found.id, found.name, found.created_at.isoformat()) == (UUID(KEY), "Kettle Club", WHEN)


# What is no backup.


def changed(path: Path, to: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy in which one member says something else."""
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(to, "w") as after:
        for member in before.namelist():
            content = before.read(member)
            after.writestr(member, change(content) if member == name else content)
    return to


def manifest(**values: Any) -> Callable[[bytes], bytes]:
    return lambda content: json.dumps({**json.loads(content), **values}).encode()


@pytest.mark.parametrize(
    "change",
    [lambda _: b"", lambda whole: whole[:-200], lambda whole: whole[:5_000] + b"?" + whole[5_001:]],
    ids=["empty", "cut off", "one letter"],
)
def test_a_file_that_is_damaged_is_refused(change: Callable[[bytes], bytes], backup: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(change(backup.read_bytes()))
    with pytest.raises(UnreadableError, match=r"broken\.zip is"), opened_backup(broken):
        pytest.fail("it was opened")


@pytest.mark.parametrize(
    "said",
    [
        manifest(format=2),
        manifest(made_at="yesterday"),
        manifest(tables=[{"name": 1}]),
        lambda _: b"[]",
        lambda _: b"{",
    ],
)
def test_a_manifest_that_is_none_is_refused(said: Callable[[bytes], bytes], backup: Path, tmp_path: Path) -> None:
    other = changed(backup, tmp_path / "other.zip", "manifest.json", said)
    with pytest.raises(UnreadableError, match=r"other\.zip is no backup"), opened_backup(other):
        pytest.fail("it was opened")


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("tables/service.ndjson", lambda all_: all_[all_.index(b"\n") + 1 :], "rows of service, and should have"),
        (
            "tables/service.ndjson",
            lambda all_: b"[1]\n" + all_[all_.index(b"\n") + 1 :],
            "service in the backup cannot",
        ),
        ("tables/service.ndjson", lambda all_: b"{\n" + all_[all_.index(b"\n") + 1 :], "service in the backup cannot"),
        ("tables/feed.ndjson", lambda _: b"", "has 0 rows of feed, and should have 1"),
        ("manifest.json", lambda all_: all_.replace(b'"uuid"', b'"colour"'), "a kind that is not known here: 'colour'"),
    ],
)
def test_what_holds_something_else_than_it_says_leaves_nothing(
    name: str, change: Callable[[bytes], bytes], says: str, backup: Path, tmp_path: Path
) -> None:
    into = Database(f"sqlite:///{tmp_path / 'into.sqlite'}")
    other = changed(backup, tmp_path / "other.zip", name, change)
    with pytest.raises(UnreadableError, match=says):
        put_into(into, other)
    with into.engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    into.engine.dispose()
