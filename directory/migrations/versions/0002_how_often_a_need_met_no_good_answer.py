"""How often a need met no good answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unmet_search",
        sa.Column("need", sa.String(length=255), nullable=False),
        sa.Column("outcode", sa.String(length=4), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.CheckConstraint("searches > 0", name=op.f("ck_unmet_search_searches")),
        sa.CheckConstraint("length(need) > 0 AND length(outcode) > 0", name=op.f("ck_unmet_search_told")),
        sa.PrimaryKeyConstraint("need", "outcode", "month", name=op.f("pk_unmet_search")),
    )


def downgrade() -> None:
    op.drop_table("unmet_search")
