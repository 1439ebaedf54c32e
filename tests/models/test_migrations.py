"""The history of the tables: from nothing to now and back, on both kinds of database."""

import ast
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

import directory.migrations
from directory.database import Database
from directory.migrations.runner import configuration, heads, migrate
from directory.models import Organisation, Service

VERSIONS = sorted((Path(directory.migrations.__file__).parent / "versions").glob("[0-9]*.py"))


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def test_from_nothing_to_now_and_back_and_again(bare: Database) -> None:
    wanted = {table.name for table in SQLModel.metadata.sorted_tables} | {"alembic_version"}
    with bare.migrating() as connection:
        migrate(connection)
        assert tables(connection) == wanted
        command.check(configuration(connection))
    with bare.migrating() as connection:
        command.downgrade(configuration(connection), "base")
        assert tables(connection) == {"alembic_version"}
    with bare.migrating() as connection:
        migrate(connection)
        migrate(connection)
        assert tables(connection) == wanted


def test_a_migration_that_fails_leaves_the_tables_as_they_were(bare: Database) -> None:
    def migrate_half() -> None:
        with bare.migrating() as connection:
            migrate(connection)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        migrate_half()
    with bare.engine.connect() as connection:
        assert tables(connection) == set()


def test_after_a_migration_keys_are_looked_at_again(bare: Database) -> None:
    with bare.migrating() as connection:
        migrate(connection)
    with pytest.raises(RuntimeError, match="power cut"), bare.migrating():
        raise RuntimeError("power cut")
    nowhere = Organisation(name="never kept").id
    with pytest.raises(IntegrityError), bare.writing() as session:
        session.add(Service(name="Tea", organisation_id=nowhere))


def test_there_is_one_newest_migration() -> None:
    assert len(heads()) == 1
    assert heads()[0] == VERSIONS[-1].name[:4]


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring
    assert docstring.endswith(".")
    assert f'revision = "{path.name[:4]}"' in path.read_text(encoding="utf-8")
