"""What the pages of a coach show: his own runners only, and only what is shared now."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from sqlalchemy import Connection, Row

from bot.domain.looking_back import Felt
from bot.domain.questionnaire import number_in
from bot.domain.runner import Runner
from bot.storage import coach_queries as queries
from bot.storage.collections.messages import open_message
from bot.storage.collections.runners import open_profile
from bot.storage.collections.runs import RunRows, open_answers, open_card
from bot.storage.collections.sentences import open_reaction, open_sentence
from bot.storage.errors import KeyGoneError
from bot.storage.vault import Vault
from bot.usecases.ports import RunnerLine, RunnerPage, RunnerRecord, Summary, Wrote


class CoachViewRows:
    """`CoachViews` and `Reading` of the ports."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def today(
        self, coach_id: str, limit: int, read_since: datetime | None = None
    ) -> Sequence[Summary]:
        """Return summaries of all his runners, unread first; of the read ones the latest."""
        wanted = {"coach_id": coach_id, "at_most": limit}
        ids = list(self._connection.scalars(queries.UNREAD_IDS, wanted))
        if read_since is not None and len(ids) < limit:
            read = {**wanted, "at_most": limit - len(ids), "read_since": read_since}
            ids += self._connection.scalars(queries.READ_IDS, read)
        if not ids:
            return []
        rows = self._connection.execute(queries.THESE, {"ids": ids}).all()
        found = self._summaries(rows, self._names({row.runner_id for row in rows}))
        return sorted(found, key=lambda one: ids.index(one.run_id))

    def unread(self, coach_id: str) -> int:
        """Return how many summaries he did not read yet."""
        return self._connection.scalar(queries.COUNT_UNREAD, {"coach_id": coach_id}) or 0

    def wrote(self, coach_id: str, limit: int) -> Sequence[Wrote]:
        """Return what his runners wrote and he did not read yet, the newest first."""
        wanted = {"coach_id": coach_id, "at_most": limit}
        rows = self._connection.execute(queries.WROTE, wanted).all()
        names = self._names({row.runner_id for row in rows})
        found = []
        for row in rows:
            with suppress(KeyGoneError, KeyError):  # erased while we looked
                found.append(Wrote(names[row.runner_id], open_message(self._vault, row)))
        return found

    def runners(self, coach_id: str) -> Sequence[RunnerLine]:
        """Return his runners by first name."""
        rows = self._connection.execute(queries.LINES, {"coach_id": coach_id}).all()
        lines = [line for row in rows if (line := self._line(row)) is not None]
        return sorted(lines, key=lambda line: (line.first_name.casefold(), line.runner_id))

    def line(self, coach_id: str, runner_id: str) -> RunnerLine | None:
        """Return one runner's line; None when he does not share with this coach (now)."""
        wanted = {"coach_id": coach_id, "runner_id": runner_id}
        row = self._connection.execute(queries.LINE, wanted).one_or_none()
        return None if row is None else self._line(row)

    def runner(
        self, coach_id: str, runner_id: str, limit: int, before: str = ""
    ) -> RunnerPage | None:
        """Return one runner's page; None when he does not share with this coach (now)."""
        line = self.line(coach_id, runner_id)
        if line is None:
            return None
        rows = self._newest(coach_id, runner_id, limit + 1, before)
        found = self._summaries(rows[:limit], {runner_id: line.first_name})
        return RunnerPage(line, found, older=len(rows) > limit)

    def since(self, coach_id: str, line: RunnerLine, first: date, limit: int) -> Sequence[Summary]:
        """Return what he ran on `first` and later local dates, the newest first."""
        wanted = {"coach_id": coach_id, "runner_id": line.runner_id, "first": first}
        rows = self._connection.execute(queries.SINCE_DAY, {**wanted, "at_most": limit}).all()
        return self._summaries(rows, {line.runner_id: line.first_name})

    def felt(self, coach_id: str, runner_id: str, first: date) -> Sequence[Felt]:
        """Return what he did on `first` and later local dates, the oldest first."""
        wanted = {"coach_id": coach_id, "runner_id": runner_id, "first": first}
        rows = self._connection.execute(queries.FELT, wanted).all()
        found = []
        try:
            box = self._vault.of(runner_id)
        except KeyGoneError:  # erased while we looked
            return []
        for row in rows:
            answers = open_answers(box, row.id, row.answers)
            tensions = number_in(answers, "tension"), number_in(answers, "tension_after")
            found.append(Felt(row.local_date, *tensions))
        return found

    def record(self, coach_id: str, runner_id: str, first: date) -> RunnerRecord | None:
        """Return one runner's check-ins of `first` and later; None when he does not share now."""
        wanted = {"coach_id": coach_id, "runner_id": runner_id}
        row = self._connection.execute(queries.SINCE, wanted).one_or_none()
        if row is None:
            return None
        try:
            runner = open_profile(self._vault.of(runner_id), runner_id, row.profile)
            record = RunRows(self._connection, self._vault).record_since(runner_id, first)
        except KeyGoneError:  # erased while we looked
            return None
        return RunnerRecord(runner, row.visible_from, record)

    def mark_read(self, coach_id: str, run_ids: Sequence[str], now: datetime) -> None:
        """Mark these summaries as read; what this coach cannot see is left alone."""
        wanted = {"coach_id": coach_id, "ids": list(run_ids), "now": now}
        self._connection.execute(queries.MARK, wanted)

    def _newest(
        self, coach_id: str, runner_id: str, limit: int, before: str
    ) -> Sequence[Row[*tuple[object, ...]]]:
        wanted = {"coach_id": coach_id, "runner_id": runner_id, "at_most": limit}
        if not before:
            return self._connection.execute(queries.NEWEST, wanted).all()
        of_run = {"run_id": before, "runner_id": runner_id}
        back_at = self._connection.scalar(queries.CURSOR, of_run)
        if back_at is None:
            return []
        older = {**wanted, **of_run, "back_at": back_at}
        return self._connection.execute(queries.OLDER, older).all()

    def _line(self, row: Row[*tuple[object, ...]]) -> RunnerLine | None:
        runner = self._runner(row)
        if runner is None:
            return None
        return RunnerLine(runner, row.since, row.last_run, row.unread, row.changes)

    def _runner(self, row: Row[*tuple[object, ...]]) -> Runner | None:
        try:
            return open_profile(self._vault.of(row.id), row.id, row.profile)
        except KeyGoneError:  # erased while we looked
            return None

    def _names(self, runner_ids: set[str]) -> dict[str, str]:
        rows = self._connection.execute(queries.PROFILES, {"ids": sorted(runner_ids)}).all()
        return {row.id: who.first_name for row in rows if (who := self._runner(row)) is not None}

    def _summaries(
        self, rows: Sequence[Row[*tuple[object, ...]]], names: dict[str, str]
    ) -> list[Summary]:
        summaries = []
        for row in rows:
            if row.runner_id not in names:
                continue
            try:
                summaries.append(self._summary(row, names[row.runner_id]))
            except KeyGoneError:  # erased while we looked
                continue
        return summaries

    def _summary(self, row: Row[*tuple[object, ...]], name: str) -> Summary:
        box = self._vault.of(row.runner_id)
        answers = open_answers(box, row.id, row.answers)
        sentence = None
        if row.content is not None:
            sentence = open_sentence(box, row.sentence_id, row.content)
        return Summary(
            run_id=row.id,
            runner_id=row.runner_id,
            first_name=name,
            local_date=row.local_date,
            back_at=row.back_at,
            card=open_card(box, row.id, row.card),
            answers=answers,
            tension_before=number_in(answers, "tension"),
            tension_after=number_in(answers, "tension_after"),
            sentence=sentence,
            read=row.read_at is not None,
            reaction=open_reaction(box, row.sentence_id, row.reaction),
        )
