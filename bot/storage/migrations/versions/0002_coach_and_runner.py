"""Coach and runner meet: guidance, messages, notes, what is set aside, reactions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.String(length=32)
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("sentences", sa.Column("reaction", sa.LargeBinary()))
    op.add_column("tokens", sa.Column("created_at", _TIME))
    op.add_column("tokens", sa.Column("withdrawn_at", _TIME))
    changes = sa.Column("changes", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    op.add_column("coachings", changes)
    _read_at()
    _guidances()
    _messages()
    _notes()
    _asides()


def downgrade() -> None:
    for table in ("asides", "notes", "messages", "guidances"):
        op.drop_table(table)
    _reads()
    op.drop_column("coachings", "changes")
    op.drop_column("tokens", "withdrawn_at")
    op.drop_column("tokens", "created_at")
    op.drop_column("sentences", "reaction")


def _read_at() -> None:
    """A runner shares with one coach at a time: what that coach read stands on the run."""
    op.add_column("runs", sa.Column("read_at", _TIME))
    op.execute(
        "UPDATE runs SET read_at = (SELECT reads.read_at FROM reads JOIN coachings"
        " ON coachings.coach_id = reads.coach_id AND coachings.ended_at IS NULL"
        " WHERE reads.run_id = runs.id AND coachings.runner_id = runs.runner_id)"
    )
    op.drop_table("reads")
    op.create_index("ix_runs_runner_id_back_at", "runs", ["runner_id", "back_at"])
    unread = sa.text("back_at IS NOT NULL AND read_at IS NULL")
    op.create_index(
        "ix_runs_unread",
        "runs",
        ["runner_id", "back_at", "state", "id"],
        sqlite_where=unread,
        postgresql_where=unread,
    )


def _reads() -> None:
    """Give back what `_read_at` took: the marks of the coaches with whom is shared now."""
    op.create_table(
        "reads",
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("coach_id", _ID, nullable=False),
        sa.Column("read_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name="fk_reads_coach_id"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_reads_run_id"),
        sa.PrimaryKeyConstraint("run_id", "coach_id", name="pk_reads"),
    )
    op.execute(
        "INSERT INTO reads (run_id, coach_id, read_at) SELECT runs.id, coachings.coach_id,"
        " runs.read_at FROM runs JOIN coachings ON coachings.runner_id = runs.runner_id"
        " AND coachings.ended_at IS NULL WHERE runs.read_at IS NOT NULL"
    )
    op.drop_index("ix_runs_unread", "runs")
    op.drop_index("ix_runs_runner_id_back_at", "runs")
    op.drop_column("runs", "read_at")


def _guidances() -> None:
    op.create_table(
        "guidances",
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_guidances_runner_id"),
        sa.PrimaryKeyConstraint("runner_id", name="pk_guidances"),
    )


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", _ID, nullable=False),
        sa.Column("coach_id", _ID, nullable=False),
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("from_coach", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", _TIME, nullable=False),
        sa.Column("delivered_at", _TIME),
        sa.Column("read_at", _TIME),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name="fk_messages_coach_id"),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_messages_runner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    op.create_index("ix_messages_runner_id_written_at", "messages", ["runner_id", "written_at"])
    unread = sa.text("NOT from_coach AND read_at IS NULL")
    op.create_index(
        "ix_messages_unread",
        "messages",
        ["coach_id"],
        sqlite_where=unread,
        postgresql_where=unread,
    )


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("coach_id", _ID, nullable=False),
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name="fk_notes_coach_id"),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_notes_runner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_runner_id_written_at", "notes", ["runner_id", "written_at"])


def _asides() -> None:
    op.create_table(
        "asides",
        sa.Column("coach_id", _ID, nullable=False),
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name="fk_asides_coach_id"),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_asides_runner_id"),
        sa.PrimaryKeyConstraint("coach_id", "runner_id", name="pk_asides"),
    )
