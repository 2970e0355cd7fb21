"""A nudge that was sent is looked at once more itself: the row that did so is not needed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OVER = """
    UPDATE nudges SET look_at = (
        SELECT past.due_at FROM nudges AS past
        WHERE past.runner_id = nudges.runner_id AND past.kind = 'nudge_over'
        AND past.local_date = nudges.local_date AND past.slot = nudges.id
    ) WHERE id IN (SELECT slot FROM nudges WHERE kind = 'nudge_over' AND state = 'due')
"""


def upgrade() -> None:
    op.add_column("nudges", sa.Column("look_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE nudges SET look_at = due_at WHERE state = 'due'")
    op.execute(_OVER)
    op.execute("DELETE FROM nudges WHERE kind = 'nudge_over'")
    op.drop_index("ix_nudges_due", "nudges")
    _partial("ix_nudges_look", "look_at", "look_at IS NOT NULL")


def downgrade() -> None:
    """What was sent keeps its buttons: they are ordinary input, however old."""
    op.drop_index("ix_nudges_look", "nudges")
    op.drop_column("nudges", "look_at")
    _partial("ix_nudges_due", "due_at", "state = 'due'")


def _partial(name: str, column: str, where: str) -> None:
    only = sa.text(where)
    op.create_index(name, "nudges", [column, "id"], sqlite_where=only, postgresql_where=only)
