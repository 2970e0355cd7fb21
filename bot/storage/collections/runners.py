"""Runners: a sealed profile each; erasing takes every row of everything."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, true, update

from bot.domain.planning import NUDGE_KINDS
from bot.domain.runner import Runner
from bot.storage import tables
from bot.storage.collections.rows import stale
from bot.storage.collections.runs import RunRows
from bot.storage.collections.traces import traces_of
from bot.storage.one_of import one_of
from bot.storage.ready import Ready
from bot.storage.records import Record
from bot.storage.sealing import Box, Sealed
from bot.storage.vault import Vault
from bot.usecases.ports import NOTE, Consent, Stored

_runners = tables.runners
_record = Record(TypeAdapter(Runner))

_PROFILE = select(_runners.c.id, _runners.c.profile)
_BY_ID = Ready(_PROFILE.where(_runners.c.id == bindparam("wanted")))
_BY_CHAT = Ready(_PROFILE.where(_runners.c.chat == bindparam("wanted")))
_BY_IDS = Ready(_PROFILE.where(one_of(_runners.c.id, "wanted")))
_SAVE = update(_runners).where(_runners.c.id == bindparam("wanted"))

# Children before parents: foreign keys are on.
OF_RUNNER: tuple[Table, ...] = (
    tables.visits,
    tables.guidances,
    tables.messages,
    tables.notes,
    tables.asides,
    tables.nudges,
    tables.moments,
    tables.sentences,
    tables.runs,
    tables.consents,
    tables.coachings,
)
OF_CHAT: tuple[Table, ...] = (tables.outbox, tables.slots, tables.silences, tables.lanes)


def profile_aad(runner_id: str) -> str:
    """Return the place that a runner's profile is bound to."""
    return f"runners·profile·{runner_id}"


def open_profile(box: Box, row_id: str, sealed: Sealed) -> Runner:
    """Return the runner that this profile holds."""
    return _record.load(box.open(sealed, profile_aad(row_id)))


class RunnerRows:
    """`Runners` of the ports."""

    def __init__(self, connection: Connection, vault: Vault, gone: list[str]) -> None:
        self._connection = connection
        self._vault = vault
        self._gone = gone

    def by_chat(self, chat: int) -> Runner | None:
        """Return the runner of this chat."""
        row = _BY_CHAT.first(self._connection, {"wanted": chat})
        return None if row is None else open_profile(self._vault.of(row.id), row.id, row.profile)

    def by_id(self, runner_id: str) -> Runner | None:
        """Return the runner with this id."""
        row = _BY_ID.first(self._connection, {"wanted": runner_id})
        return None if row is None else open_profile(self._vault.of(row.id), row.id, row.profile)

    def by_ids(self, runner_ids: Sequence[str]) -> Mapping[str, Runner]:
        """Return those of these runners who are there, by id."""
        rows = _BY_IDS.all(self._connection, {"wanted": runner_ids})
        boxes = self._vault.of_all([row.id for row in rows])
        return {row.id: open_profile(boxes[row.id], row.id, row.profile) for row in rows}

    def add(self, runner: Runner, consent: Consent, now: datetime) -> None:
        """Make the key, then store runner and consent; a known chat is an IntegrityError."""
        box = self._vault.create(runner.id)
        profile = box.seal(_record.dump(runner), profile_aad(runner.id))
        row = {"id": runner.id, "chat": runner.chat, "created_at": now, "profile": profile}
        self._connection.execute(insert(_runners), row)
        self.agree_again(consent)

    def agree_again(self, consent: Consent) -> None:
        """Store a consent."""
        given = {
            "runner_id": consent.runner_id,
            "given_at": consent.given_at,
            "version": consent.version,
            "language": consent.language,
        }
        self._connection.execute(insert(tables.consents), given)

    def save(self, runner: Runner) -> None:
        """Store all fields."""
        text = _record.dump(runner)
        profile = self._vault.of(runner.id).seal(text, profile_aad(runner.id))
        row = {"wanted": runner.id, "chat": runner.chat, "profile": profile}
        self._connection.execute(_SAVE, row)
        stale(self._connection, runner.id)

    def consent(self, runner_id: str) -> Consent | None:
        """Return the newest consent."""
        consents = tables.consents
        query = select(consents).where(consents.c.runner_id == runner_id)
        newest = query.order_by(consents.c.given_at.desc()).limit(1)
        row = self._connection.execute(newest).one_or_none()
        if row is None:
            return None
        return Consent(row.runner_id, row.version, row.language, row.given_at)

    def count_rows(self, runner_id: str) -> Mapping[str, int]:
        """Return how many runs, answers, sentences, moments and nudges there are, and so on.

        Of the due rows the nudges alone: what else comes due is no message that he knows of.
        """
        counted = {
            name: self._count(table, runner_id)
            for name, table in (
                ("runs", tables.runs),
                ("sentences", tables.sentences),
                ("moments", tables.moments),
                ("nudges", tables.nudges),
                ("messages", tables.messages),
                ("notes", tables.notes),
            )
        }
        answers = RunRows(self._connection, self._vault).count_answers(runner_id)
        return {**counted, "answers": answers}

    def traces(self, runner_id: str) -> Mapping[str, Sequence[Mapping[str, Stored]]]:
        """Return every row about this runner, by table, with all columns in clear."""
        return traces_of(self._connection, runner_id)

    def erase(self, runner_id: str) -> None:
        """Remove every row; the key is destroyed after the commit (or at the next start)."""
        chat = self._connection.scalar(select(_runners.c.chat).where(_runners.c.id == runner_id))
        if chat is None:
            return
        self._tell_coach(runner_id)
        self._unname(runner_id)
        used = tables.tokens.c.used_by == runner_id
        self._connection.execute(delete(tables.tokens).where(used))
        for table in OF_RUNNER:
            self._connection.execute(delete(table).where(table.c.runner_id == runner_id))
        for table in OF_CHAT:
            self._connection.execute(delete(table).where(table.c.chat == chat))
        self._blank_inbox(chat)
        self._connection.execute(delete(_runners).where(_runners.c.id == runner_id))
        self._connection.execute(insert(tables.erased), {"runner_id": runner_id})
        self._gone.append(runner_id)

    def _blank_inbox(self, chat: int) -> None:
        """Leave the bare numbers of updates: they keep a repeat from being handled again.

        What came after his last word is still open, and is answered as a stranger's.
        """
        his = (tables.inbox.c.chat == chat, tables.inbox.c.state != "open")
        blank = update(tables.inbox).where(*his)
        self._connection.execute(blank.values(chat=0, body=None, state="done"))

    def _unname(self, runner_id: str) -> None:
        """Take back what waits for his coaches about him; what they got names him no more."""
        coaches, coachings, outbox = tables.coaches, tables.coachings, tables.outbox
        of_him = select(coachings.c.coach_id).where(coachings.c.runner_id == runner_id)
        chats = select(coaches.c.chat).where(coaches.c.id.in_(of_him))
        his = f"{NOTE}:{runner_id}:"
        for table in (outbox, tables.slots):
            about = (table.c.chat.in_(chats), table.c.slot.startswith(his, autoescape=True))
            if table is outbox:
                self._connection.execute(delete(table).where(*about, table.c.state == "waiting"))
            unnamed = func.replace(table.c.slot, his, f"{NOTE}::")
            self._connection.execute(update(table).where(*about).values(slot=unnamed))

    def _tell_coach(self, runner_id: str) -> None:
        coachings = tables.coachings
        mine = select(coachings.c.coach_id).where(
            coachings.c.runner_id == runner_id, coachings.c.ended_at.is_(None)
        )
        coaches = tables.coaches
        changed = update(coaches).where(coaches.c.id.in_(mine))
        self._connection.execute(changed.values(version=coaches.c.version + 1))

    def _count(self, table: Table, runner_id: str) -> int:
        told = table.c.kind.in_(sorted(NUDGE_KINDS)) if table is tables.nudges else true()
        query = select(func.count()).select_from(table).where(table.c.runner_id == runner_id, told)
        return self._connection.scalar(query) or 0
