"""Of nudges only the answered ones are looked for by time: a due one is in one index less."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ALL = "ix_nudges_runner_id_state_settled_at"
_ANSWERED = "ix_nudges_answered"


def upgrade() -> None:
    answered = sa.text("state = 'answered'")
    op.drop_index(_ALL, "nudges")
    op.create_index(
        _ANSWERED,
        "nudges",
        ["runner_id", "settled_at"],
        sqlite_where=answered,
        postgresql_where=answered,
    )


def downgrade() -> None:
    op.drop_index(_ANSWERED, "nudges")
    op.create_index(_ALL, "nudges", ["runner_id", "state", "settled_at"])
