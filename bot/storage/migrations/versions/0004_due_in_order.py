"""What is due is kept in the order in which it is claimed, however much is due at one moment."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _anew("due_at", "id")


def downgrade() -> None:
    _anew("due_at")


def _anew(*columns: str) -> None:
    due = sa.text("state = 'due'")
    op.drop_index("ix_nudges_due", "nudges")
    op.create_index(
        "ix_nudges_due", "nudges", list(columns), sqlite_where=due, postgresql_where=due
    )
