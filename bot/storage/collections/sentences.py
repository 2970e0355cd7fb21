"""The one sentence of a run."""

from collections.abc import Sequence

from sqlalchemy import Row, bindparam, delete, select, update

from bot.domain.run import Sentence
from bot.storage.collections.rows import Rows
from bot.storage.on_conflict import insert
from bot.storage.ready import Ready
from bot.storage.sealing import Box, Sealed
from bot.storage.tables import runs, sentences
from bot.storage.vault import SENTENCE, SHARED

_OF_RUNNER = select(sentences).where(sentences.c.runner_id == bindparam("runner_id"))
_OF_RUN = select(sentences).where(sentences.c.run_id == bindparam("run_id"))
_OF_MESSAGE = (
    _OF_RUNNER.where(sentences.c.message_id == bindparam("message_id"))
    .order_by(sentences.c.written_at.desc())
    .limit(1)
)
_BY_ID = _OF_RUNNER.where(sentences.c.id == bindparam("sentence_id"))
_NEWEST = Ready(
    _OF_RUNNER.order_by(sentences.c.written_at.desc(), sentences.c.id.desc())
    .limit(bindparam("at_most"))
    .offset(bindparam("skipped"))
)
_BY_DAY = (
    _OF_RUNNER.join(runs, runs.c.id == sentences.c.run_id)
    .order_by(runs.c.local_date.desc(), sentences.c.written_at.desc(), sentences.c.id.desc())
    .limit(bindparam("at_most"))
    .offset(bindparam("skipped"))
)
_IS_SHARED = select(sentences.c.shared).where(sentences.c.id == bindparam("wanted"))
_INSERT = insert(sentences)
_WRITE = _INSERT.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _INSERT.excluded[name] for name in ("content", "shared", "message_id")},
    where=sentences.c.runner_id == _INSERT.excluded.runner_id,
)


def open_sentence(box: Box, sentence_id: str, content: Sealed) -> str:
    """Return the text of a sentence."""
    return box.open(content, f"sentences·content·{sentence_id}")


def open_reaction(box: Box, sentence_id: str, reaction: Sealed | None) -> str | None:
    """Return what the coach gave back to a sentence."""
    return None if reaction is None else box.open(reaction, _reaction_aad(sentence_id))


class SentenceRows(Rows):
    """The sentences among `Runs` of the ports."""

    def sentence(self, run_id: str) -> Sentence | None:
        """Return the one sentence of a run."""
        row = self._connection.execute(_OF_RUN, {"run_id": run_id}).one_or_none()
        return None if row is None else self._sentence(row)

    def sentence_of_message(self, runner_id: str, message_id: int) -> Sentence | None:
        """Return the sentence that this message of the runner wrote."""
        wanted = {"runner_id": runner_id, "message_id": message_id}
        row = self._connection.execute(_OF_MESSAGE, wanted).one_or_none()
        return None if row is None else self._sentence(row)

    def sentence_by_id(self, runner_id: str, sentence_id: str) -> Sentence | None:
        """Return the sentence, if it is this runner's."""
        wanted = {"runner_id": runner_id, "sentence_id": sentence_id}
        row = self._connection.execute(_BY_ID, wanted).one_or_none()
        return None if row is None else self._sentence(row)

    def write(self, sentence: Sentence) -> None:
        """Store a sentence, new or changed; when it is shared, its summary is unread again."""
        box = self._vault.of(sentence.runner_id)
        if sentence.shared is False and self._connection.scalar(
            _IS_SHARED, {"wanted": sentence.id}
        ):
            self._vault.take_back(SHARED, sentence.id, sentence.runner_id)
        row = {
            "id": sentence.id,
            "run_id": sentence.run_id,
            "runner_id": sentence.runner_id,
            "content": box.seal(sentence.text, f"sentences·content·{sentence.id}"),
            "written_at": sentence.written_at,
            "shared": sentence.shared,
            "message_id": sentence.message_id,
        }
        self._connection.execute(_WRITE, row)
        if sentence.shared:
            unread = update(runs).where(runs.c.id == sentence.run_id)
            self._connection.execute(unread, {"read_at": None})

    def react(self, runner_id: str, sentence_id: str, reaction: str | None) -> None:
        """Store what the coach gave back; None takes it away."""
        sealed = None
        if reaction is not None:
            sealed = self._vault.of(runner_id).seal(reaction, _reaction_aad(sentence_id))
        this = (sentences.c.id == sentence_id, sentences.c.runner_id == runner_id)
        self._connection.execute(update(sentences).where(*this), {"reaction": sealed})

    def delete_sentence(self, sentence_id: str) -> None:
        """Delete a sentence."""
        this = delete(sentences).where(sentences.c.id == sentence_id)
        owner = self._connection.scalar(this.returning(sentences.c.runner_id))
        if owner is not None:
            self._vault.take_back(SENTENCE, sentence_id, owner)

    def sentences(self, runner_id: str, limit: int, offset: int = 0) -> Sequence[Sentence]:
        """Return the newest sentences first."""
        wanted = {"runner_id": runner_id, "at_most": limit, "skipped": offset}
        return [self._sentence(row) for row in _NEWEST.all(self._connection, wanted)]

    def sentences_by_day(self, runner_id: str, limit: int, offset: int = 0) -> Sequence[Sentence]:
        """Return those of the newest runs first, whenever they were written."""
        wanted = {"runner_id": runner_id, "at_most": limit, "skipped": offset}
        return [self._sentence(row) for row in self._connection.execute(_BY_DAY, wanted)]

    def _sentence(self, row: Row[*tuple[object, ...]]) -> Sentence:
        box = self._vault.of(row.runner_id)
        return Sentence(
            id=row.id,
            run_id=row.run_id,
            runner_id=row.runner_id,
            text=open_sentence(box, row.id, row.content),
            written_at=row.written_at,
            shared=row.shared,
            message_id=row.message_id,
            reaction=open_reaction(box, row.id, row.reaction),
        )


def _reaction_aad(sentence_id: str) -> str:
    return f"sentences·reaction·{sentence_id}"
