"""A message says once when it may leave, and runs have no index that nobody looks into."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_RUNNING = "ix_runs_running"


def upgrade() -> None:
    op.drop_column("outbox", "not_before")
    op.drop_index(_RUNNING, "runs")


def downgrade() -> None:
    """Whether a message was to wait is not known any more: only until when it does."""
    running = sa.text("state = 'running'")
    op.create_index(
        _RUNNING, "runs", ["planned_end"], sqlite_where=running, postgresql_where=running
    )
    op.add_column("outbox", sa.Column("not_before", sa.DateTime(timezone=True)))
