"""A coach takes along what he may see: a table for people (CSV), or all of it for a program (JSON).

Runner by runner, so that years of runs neither fill the memory nor hold up other pages. No name
stands in an address or in the name of a file.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from functools import cache, partial
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from starlette.responses import StreamingResponse

from bot.dashboard.door import Here, NotFoundError, Visitor
from bot.dashboard.his_runner import RunnerId
from bot.domain.wall_clock import day_in
from bot.usecases import taking_out
from bot.usecases.export_formats import csv_line, iso
from bot.usecases.exporting import laid_open
from bot.usecases.ports import Summary
from bot.usecases.taking_out import Taken
from bot.words import Say, word_key

router = APIRouter()

Kind = Annotated[Literal["csv", "json"], Form()]
BYTE_ORDER_MARK = "\ufeff"  # so that spreadsheets read it as UTF-8
ASKED_BY = ("check-in", "reflection")
BEFORE, AFTER = ("name", "day"), ("form", "minutes", "reaction", "sentence")
"""Columns around those of the answers."""


@router.post("/runners/{runner_id}/export")
async def export_one(here: Here, runner_id: RunnerId, kind: Kind) -> StreamingResponse:
    """All that one runner shares now."""
    found = await _export(here, runner_id, kind)
    if found is None:
        raise NotFoundError
    return found


@router.post("/export")
async def export_all(here: Here, kind: Kind) -> StreamingResponse:
    """All that his runners share now."""
    found = await _export(here, None, kind)
    if found is None:
        raise NotFoundError
    return found


async def _export(here: Visitor, runner_id: str | None, kind: str) -> StreamingResponse | None:
    coach, now = here.coach, here.dashboard.clock.now()
    # Logged before anything is handed out, for each of them.
    ids = await here.write(lambda uow: taking_out.begin(uow, coach, runner_id, now))
    if not ids and runner_id is not None:
        return None
    day = day_in(coach.timezone, now)
    names = {"Content-Disposition": f'attachment; filename="lichter-{day.isoformat()}.{kind}"'}
    if kind == "csv":
        return StreamingResponse(_csv(here, ids), media_type="text/csv", headers=names)
    return StreamingResponse(_json(here, ids), media_type="application/json", headers=names)


async def _taken(here: Visitor, ids: Sequence[str]) -> AsyncIterator[Taken]:
    for one in ids:
        found = await here.read(partial(taking_out.take, coach=here.coach, runner_id=one))
        if found is not None:  # he may have stopped sharing since the first of them
            yield found


async def _csv(here: Visitor, ids: Sequence[str]) -> AsyncIterator[str]:
    table = Table(here.say, here.dashboard.rules.questions)
    yield BYTE_ORDER_MARK + table.head
    async for one in _taken(here, ids):
        # Beside the loop: years of runs take a moment, and others are waiting for their page.
        yield await asyncio.to_thread(table.lines, one)


async def _json(here: Visitor, ids: Sequence[str]) -> AsyncIterator[bytes]:
    yield b'{"runners": ['
    between = b"\n"
    async for one in _taken(here, ids):
        yield between + await asyncio.to_thread(_document, one)
        between = b",\n"
    yield b"\n]}\n"


def _document(taken: Taken) -> bytes:
    text = json.dumps(laid_open(taken), ensure_ascii=False, indent=1, default=iso)
    return text.encode("utf-8", "backslashreplace")


class Table:
    """Runs as lines in the words of a language; days as spreadsheets read them."""

    def __init__(self, say: Say, questions: Sequence[str]) -> None:
        self._say = say
        self._questions = questions
        self._answer = cache(self._answer_in_words)  # the same few, thousands of times

    @property
    def head(self) -> str:
        """The names of the columns."""
        say = self._say
        asked = [_label(question, say) for question in self._questions]
        before, after = (
            [say(f"export-column-{one}") for one in names] for names in (BEFORE, AFTER)
        )
        return self._line([*before, *asked, *after])

    def lines(self, taken: Taken) -> str:
        """Return the runs of one runner."""
        return "".join(self._line(self._cells(taken.first_name, run)) for run in taken.runs)

    def _cells(self, name: str, run: Summary) -> list[str]:
        said = [self._answer(one, run.answers.get(one, "")) for one in self._questions]
        pick = None if run.card is None else run.card.pick
        form = "" if pick is None else self._say(word_key("form", pick.name))
        minutes = "" if pick is None else self._say.minutes(pick.minutes.low, pick.minutes.high)
        day, reaction = run.local_date.isoformat(), run.reaction or ""
        return [name, day, *said, form, minutes, reaction, run.sentence or ""]

    def _line(self, cells: Sequence[str]) -> str:
        return csv_line(cells, self._say("export-csv-separator"))

    def _answer_in_words(self, question: str, option: str) -> str:
        keys = (word_key(asked_by, question, option) for asked_by in ASKED_BY if option)
        return next((self._say(key) for key in keys if self._say.has(key)), option)


def _label(question: str, say: Say) -> str:
    keys = (word_key(asked_by, question, "label") for asked_by in ASKED_BY)
    return next((say(key) for key in keys if say.has(key)), question)
