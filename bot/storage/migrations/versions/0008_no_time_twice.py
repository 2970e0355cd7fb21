"""A nudge does not hold the time of its moment: the moment itself says it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("nudges", "moment_at")


def downgrade() -> None:
    op.add_column("nudges", sa.Column("moment_at", sa.LargeBinary()))
