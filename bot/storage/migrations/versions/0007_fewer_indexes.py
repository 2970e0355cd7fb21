"""A message is in five trees, not in seven: two indexes each did what one can do."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_WAITING = "state = 'waiting'"
_LIVE = "state IN ('waiting', 'claimed')"


def upgrade() -> None:
    for name in ("ix_outbox_order", "ix_outbox_ready", "ix_outbox_live", "ix_outbox_chat"):
        op.drop_index(name, "outbox")
    _partial("ix_outbox_order", "priority", "id", "ready_at", where=_WAITING)
    op.create_index("ix_outbox_chat_state_id", "outbox", ["chat", "state", "id"])


def downgrade() -> None:
    op.drop_index("ix_outbox_chat_state_id", "outbox")
    op.drop_index("ix_outbox_order", "outbox")
    _partial("ix_outbox_order", "priority", "id", where=_WAITING)
    _partial("ix_outbox_ready", "ready_at", where=_WAITING)
    _partial("ix_outbox_live", "chat", "state", where=_LIVE)
    op.create_index("ix_outbox_chat", "outbox", ["chat"])


def _partial(name: str, *columns: str, where: str) -> None:
    only = sa.text(where)
    op.create_index(name, "outbox", list(columns), sqlite_where=only, postgresql_where=only)
