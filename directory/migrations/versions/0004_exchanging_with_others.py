"""Exchanging listings with others: what a feed said last, how far it was read, and when a listing last changed.

New columns have a default, so that the program of before can go on writing rows.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql")
_LONG_AGO = "1970-01-01 00:00:00+00:00"
"""When a listing changed that is written by the program of before; SQLite takes no moment of its own as a default."""


def upgrade() -> None:
    op.create_table(
        "feed_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("feed_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("report", _JSON, nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("position >= 0", name=op.f("ck_feed_run_position")),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_feed_run_feed_id_feed"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_run")),
    )
    with op.batch_alter_table("feed_run", schema=None) as batch_op:
        for column in ("digest", "feed_id", "finished_at"):
            batch_op.create_index(batch_op.f(f"ix_feed_run_{column}"), [column], unique=False)

    with op.batch_alter_table("feed_organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said", _JSON, nullable=True))

    with op.batch_alter_table("feed_record", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said", _JSON, nullable=True))
        batch_op.add_column(sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("taxonomy_term", schema=None) as batch_op:
        batch_op.add_column(sa.Column("uri", sa.String(length=2000), nullable=False, server_default=""))

    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("modified_at", sa.DateTime(timezone=True), nullable=False, server_default=_LONG_AGO)
        )
        batch_op.create_index(batch_op.f("ix_service_modified_at"), ["modified_at"], unique=False)
    op.execute("UPDATE service SET modified_at = changed_at")


def downgrade() -> None:
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_modified_at"))
        batch_op.drop_column("modified_at")

    with op.batch_alter_table("taxonomy_term", schema=None) as batch_op:
        batch_op.drop_column("uri")

    with op.batch_alter_table("feed_record", schema=None) as batch_op:
        batch_op.drop_column("gone_at")
        batch_op.drop_column("said")

    with op.batch_alter_table("feed_organisation", schema=None) as batch_op:
        batch_op.drop_column("said")

    with op.batch_alter_table("feed_run", schema=None) as batch_op:
        for column in ("digest", "feed_id", "finished_at"):
            batch_op.drop_index(batch_op.f(f"ix_feed_run_{column}"))

    op.drop_table("feed_run")
