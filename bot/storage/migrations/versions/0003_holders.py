"""Several processes share the inbox: who handles an update, and whose turn it is in a chat."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.add_column("inbox", sa.Column("holder", sa.String(length=64)))
    op.create_index(
        "ix_inbox_lane",
        "inbox",
        ["chat", "update_id"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def downgrade() -> None:
    op.drop_index("ix_inbox_lane", "inbox")
    op.drop_column("inbox", "holder")
