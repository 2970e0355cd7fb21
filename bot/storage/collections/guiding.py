"""Guidance, notes and what is set aside: all sealed with the runner's key."""

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import TypeAdapter
from sqlalchemy import Row, bindparam, delete, select

from bot.domain.guidance import Guidance
from bot.storage.collections.rows import Rows
from bot.storage.errors import KeyGoneError
from bot.storage.on_conflict import insert
from bot.storage.one_of import one_of
from bot.storage.ready import Ready
from bot.storage.records import Record
from bot.storage.sealing import Sealed
from bot.storage.tables import asides, guidances, notes
from bot.usecases.ports import Note

_guidance = Record(TypeAdapter(Guidance))
_until = Record(TypeAdapter(dict[str, date]))

_GUIDANCE = Ready(
    select(guidances.c.content).where(guidances.c.runner_id == bindparam("runner_id"))
)
_GUIDANCES = Ready(select(guidances).where(one_of(guidances.c.runner_id, "runner_ids")))
_INSERT_GUIDANCE = insert(guidances)
_GUIDE = _INSERT_GUIDANCE.on_conflict_do_update(
    index_elements=["runner_id"], set_={"content": _INSERT_GUIDANCE.excluded.content}
)
_INSERT_NOTE = insert(notes)
_WRITE_NOTE = _INSERT_NOTE.on_conflict_do_update(
    index_elements=["id"],
    set_={"content": _INSERT_NOTE.excluded.content},
    where=notes.c.coach_id == _INSERT_NOTE.excluded.coach_id,
)
_ON = select(notes).where(notes.c.runner_id == bindparam("runner_id"))
_NOTES = _ON.where(notes.c.coach_id == bindparam("coach_id")).order_by(
    notes.c.written_at.desc(), notes.c.id.desc()
)
_INSERT_ASIDE = insert(asides)
_SET_ASIDE = _INSERT_ASIDE.on_conflict_do_update(
    index_elements=["coach_id", "runner_id"], set_={"content": _INSERT_ASIDE.excluded.content}
)
_ASIDES = select(asides).where(asides.c.coach_id == bindparam("coach_id"))


class GuidingRows(Rows):
    """`Guiding` of the ports."""

    def guidance(self, runner_id: str) -> Guidance:
        """Return what the coach set for this runner."""
        row = _GUIDANCE.first(self._connection, {"runner_id": runner_id})
        return Guidance() if row is None else self._guidance(runner_id, row.content)

    def guidances(self, runner_ids: Sequence[str]) -> Mapping[str, Guidance]:
        """Return what coaches set for these runners, by runner; of most there is nothing."""
        rows = _GUIDANCES.all(self._connection, {"runner_ids": runner_ids})
        return {row.runner_id: self._guidance(row.runner_id, row.content) for row in rows}

    def guide(self, runner_id: str, guidance: Guidance) -> None:
        """Store what the coach set."""
        text = _guidance.dump(guidance)
        content = self._vault.of(runner_id).seal(text, _guidance_aad(runner_id))
        self._connection.execute(_GUIDE, {"runner_id": runner_id, "content": content})

    def end(self, runner_id: str) -> None:
        """Remove what the coach set."""
        mine = delete(guidances).where(guidances.c.runner_id == runner_id)
        self._connection.execute(mine)

    def add_note(self, note: Note) -> None:
        """Store a note, new or changed."""
        row = {
            "id": note.id,
            "coach_id": note.coach_id,
            "runner_id": note.runner_id,
            "content": self._vault.of(note.runner_id).seal(note.text, _note_aad(note.id)),
            "written_at": note.written_at,
        }
        self._connection.execute(_WRITE_NOTE, row)

    def notes(self, coach_id: str, runner_id: str) -> Sequence[Note]:
        """Return this coach's notes on this runner, the newest first."""
        wanted = {"coach_id": coach_id, "runner_id": runner_id}
        return [self._note(row) for row in self._connection.execute(_NOTES, wanted)]

    def notes_on(self, runner_id: str) -> Sequence[Note]:
        """Return all notes on a runner, the oldest first."""
        oldest_first = _ON.order_by(notes.c.written_at, notes.c.id)
        rows = self._connection.execute(oldest_first, {"runner_id": runner_id})
        return [self._note(row) for row in rows]

    def delete_note(self, coach_id: str, note_id: str) -> bool:
        """Delete his own note; False when it is not his or gone."""
        his = (notes.c.coach_id == coach_id, notes.c.id == note_id)
        return self._connection.execute(delete(notes).where(*his)).rowcount > 0

    def set_aside(self, coach_id: str, runner_id: str, until: Mapping[str, date]) -> None:
        """Store what is set aside of this runner."""
        content = self._vault.of(runner_id).seal(
            _until.dump(dict(until)), _aside_aad(coach_id, runner_id)
        )
        row = {"coach_id": coach_id, "runner_id": runner_id, "content": content}
        self._connection.execute(_SET_ASIDE, row)

    def asides(self, coach_id: str) -> Mapping[str, Mapping[str, date]]:
        """Return what this coach set aside; of a runner erased meanwhile nothing."""
        found: dict[str, Mapping[str, date]] = {}
        for row in self._connection.execute(_ASIDES, {"coach_id": coach_id}).all():
            try:
                box = self._vault.of(row.runner_id)
            except KeyGoneError:
                continue
            aad = _aside_aad(coach_id, row.runner_id)
            found[row.runner_id] = _until.load(box.open(row.content, aad))
        return found

    def _guidance(self, runner_id: str, content: Sealed) -> Guidance:
        return _guidance.load(self._vault.of(runner_id).open(content, _guidance_aad(runner_id)))

    def _note(self, row: Row[*tuple[object, ...]]) -> Note:
        text = self._vault.of(row.runner_id).open(row.content, _note_aad(row.id))
        return Note(row.id, row.coach_id, row.runner_id, text, row.written_at)


def _guidance_aad(runner_id: str) -> str:
    return f"guidances·content·{runner_id}"


def _note_aad(note_id: str) -> str:
    return f"notes·content·{note_id}"


def _aside_aad(coach_id: str, runner_id: str) -> str:
    return f"asides·content·{coach_id}·{runner_id}"
