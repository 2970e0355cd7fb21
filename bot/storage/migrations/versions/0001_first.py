"""The first schema: runners and runs, planning, coaches, and the way to and from Telegram."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.String(length=32)
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _runners()
    _consents()
    _runs()
    _sentences()
    _moments()
    _nudges()
    _coaches()
    _tokens()
    _coachings()
    _sessions()
    _visits()
    _reads()
    _inbox()
    _outbox()
    _slots()
    _silences()
    _lanes()
    _leases()
    _kept()
    _erased()


def downgrade() -> None:
    for table in (
        "erased",
        "kept",
        "leases",
        "lanes",
        "silences",
        "slots",
        "outbox",
        "inbox",
        "reads",
        "visits",
        "sessions",
        "coachings",
        "tokens",
        "coaches",
        "nudges",
        "moments",
        "sentences",
        "runs",
        "consents",
        "runners",
    ):
        op.drop_table(table)


def _partial(
    name: str, table: str, columns: Sequence[str], where: str, *, unique: bool = False
) -> None:
    """Index only the rows that still matter."""
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def _runners() -> None:
    op.create_table(
        "runners",
        sa.Column("id", _ID, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("profile", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runners"),
        sa.UniqueConstraint("chat", name="uq_runners_chat"),
    )


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("given_at", _TIME, nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_consents_runner_id"),
        sa.PrimaryKeyConstraint("runner_id", "given_at", name="pk_consents"),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", _ID, nullable=False),
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("checked_in_at", _TIME, nullable=False),
        sa.Column("started_at", _TIME),
        sa.Column("planned_end", _TIME),
        sa.Column("back_at", _TIME),
        sa.Column("reflected_at", _TIME),
        sa.Column("card", sa.LargeBinary()),
        sa.Column("answers", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_runs_runner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index("ix_runs_runner_id_checked_in_at", "runs", ["runner_id", "checked_in_at"])
    op.create_index("ix_runs_runner_id_local_date", "runs", ["runner_id", "local_date"])
    _partial("ix_runs_running", "runs", ["planned_end"], "state = 'running'")


def _sentences() -> None:
    op.create_table(
        "sentences",
        sa.Column("id", _ID, nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", _TIME, nullable=False),
        sa.Column("shared", sa.Boolean()),
        sa.Column("message_id", sa.BigInteger()),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_sentences_run_id"),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_sentences_runner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sentences"),
        sa.UniqueConstraint("run_id", name="uq_sentences_run_id"),
    )
    op.create_index("ix_sentences_runner_id_message_id", "sentences", ["runner_id", "message_id"])
    op.create_index("ix_sentences_runner_id_written_at", "sentences", ["runner_id", "written_at"])


def _moments() -> None:
    op.create_table(
        "moments",
        sa.Column("id", _ID, nullable=False),
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_moments_runner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_moments"),
    )
    op.create_index("ix_moments_runner_id", "moments", ["runner_id"])


def _nudges() -> None:
    op.create_table(
        "nudges",
        sa.Column("id", _ID, nullable=False),
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(length=80), nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("fits_until", _TIME, nullable=False),
        sa.Column("moment_at", sa.LargeBinary()),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("settled_at", _TIME),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_nudges_runner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_nudges"),
        sa.UniqueConstraint(
            "runner_id",
            "kind",
            "local_date",
            "slot",
            name="uq_nudges_runner_id_kind_local_date_slot",
        ),
    )
    _partial("ix_nudges_due", "nudges", ["due_at"], "state = 'due'")
    op.create_index(
        "ix_nudges_runner_id_state_settled_at", "nudges", ["runner_id", "state", "settled_at"]
    )


def _coaches() -> None:
    op.create_table(
        "coaches",
        sa.Column("id", _ID, nullable=False),
        sa.Column("chat", sa.BigInteger()),
        sa.Column("profile", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coaches"),
        sa.UniqueConstraint("chat", name="uq_coaches_chat"),
    )


def _tokens() -> None:
    op.create_table(
        "tokens",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("coach_id", _ID, nullable=False),
        sa.Column("expires", _TIME, nullable=False),
        sa.Column("used_at", _TIME),
        sa.Column("used_by", _ID),
        sa.Column("decided_at", _TIME),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name="fk_tokens_coach_id"),
        sa.ForeignKeyConstraint(["used_by"], ["runners.id"], name="fk_tokens_used_by"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_tokens"),
    )
    op.create_index("ix_tokens_used_by", "tokens", ["used_by"])


def _coachings() -> None:
    op.create_table(
        "coachings",
        sa.Column("id", _ID, nullable=False),
        sa.Column("coach_id", _ID, nullable=False),
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("since", _TIME, nullable=False),
        sa.Column("visible_from", _TIME, nullable=False),
        sa.Column("ended_at", _TIME),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name="fk_coachings_coach_id"),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_coachings_runner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_coachings"),
    )
    op.create_index("ix_coachings_coach_id", "coachings", ["coach_id"])
    op.create_index("ix_coachings_runner_id", "coachings", ["runner_id"])
    _partial("uq_coachings_now", "coachings", ["runner_id"], "ended_at IS NULL", unique=True)


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("coach_id", _ID, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("last_seen_at", _TIME, nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name="fk_sessions_coach_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_sessions_token_hash"),
    )
    op.create_index("ix_sessions_coach_id", "sessions", ["coach_id"])


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("coach_id", _ID, nullable=False),
        sa.Column("runner_id", _ID, nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name="fk_visits_coach_id"),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], name="fk_visits_runner_id"),
        sa.PrimaryKeyConstraint("number", name="pk_visits"),
    )
    op.create_index("ix_visits_runner_id_at", "visits", ["runner_id", "at"])


def _reads() -> None:
    op.create_table(
        "reads",
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("coach_id", _ID, nullable=False),
        sa.Column("read_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name="fk_reads_coach_id"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_reads_run_id"),
        sa.PrimaryKeyConstraint("run_id", "coach_id", name="pk_reads"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("done_at", _TIME),
        sa.PrimaryKeyConstraint("update_id", name="pk_inbox"),
    )
    op.create_index("ix_inbox_chat", "inbox", ["chat"])
    _partial("ix_inbox_open", "inbox", ["update_id"], "state = 'open'")


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _ID, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("slot", sa.String(length=80)),
        sa.Column("edits", sa.BigInteger()),
        sa.Column("attachment", sa.String(length=120)),
        sa.Column("payload", sa.LargeBinary()),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("ready_at", _TIME, nullable=False),
        sa.Column("not_before", _TIME),
        sa.Column("expires", _TIME),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=32)),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_chat", "outbox", ["chat"])
    _partial(
        "ix_outbox_expires", "outbox", ["expires"], "state = 'waiting' AND expires IS NOT NULL"
    )
    _partial("ix_outbox_live", "outbox", ["chat", "state"], "state IN ('waiting', 'claimed')")
    _partial("ix_outbox_order", "outbox", ["priority", "id"], "state = 'waiting'")
    _partial("ix_outbox_ready", "outbox", ["ready_at"], "state = 'waiting'")


def _slots() -> None:
    op.create_table(
        "slots",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slot", sa.String(length=80), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "slot", name="pk_slots"),
    )
    op.create_index("ix_slots_chat_message_id", "slots", ["chat", "message_id"])


def _silences() -> None:
    op.create_table(
        "silences",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.Column("held_until", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_silences"),
    )


def _lanes() -> None:
    op.create_table(
        "lanes",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_lanes"),
    )


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def _kept() -> None:
    op.create_table(
        "kept",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_kept"),
    )


def _erased() -> None:
    op.create_table(
        "erased",
        sa.Column("runner_id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("runner_id", name="pk_erased"),
    )
