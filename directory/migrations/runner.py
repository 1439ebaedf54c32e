"""Brings the tables of a database up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file; for the given connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection, to: str = "head") -> None:
    """Run the migrations that a database lacks, within the transaction of the connection.

    Args:
        to: the last of them.
    """
    command.upgrade(configuration(connection), to)


def heads() -> list[str]:
    """The newest migrations; there must be one."""
    return list(ScriptDirectory.from_config(configuration()).get_heads())


def known() -> set[str]:
    """All migrations."""
    return {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
