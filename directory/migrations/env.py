"""Runs the migrations on the connection it is given."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import SQLModel

import directory.models  # noqa: F401 -- the tables must be known before they are compared


def _plain_type(kind: str, item: Any, _autogen: AutogenContext, /) -> str | Literal[False]:
    """Write SQLModel's own column types into a migration as the plain ones they are."""
    if kind != "type":
        return False
    match type(item).__name__:
        case "AutoString":
            return f"sa.String(length={item.length})" if item.length else "sa.String()"
        case "UTCDateTime":
            return "sa.DateTime(timezone=True)"
        case _:
            return False


def _run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=_plain_type,
    )
    with context.begin_transaction():
        context.run_migrations()


_run()
