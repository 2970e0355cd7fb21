"""A coach takes along what he may see: a table for people (CSV), or all of it for a program (JSON).

Runner by runner, so that years of runs neither fill the memory nor hold up other pages. No name
stands in an address or in the name of a file.
"""

import json
from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form
from starlette.responses import StreamingResponse

from bot.dashboard.cards import span_of
from bot.dashboard.door import Here, NotFoundError, Visitor
from bot.dashboard.his_runner import RunnerId
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
    day = now.astimezone(ZoneInfo(coach.timezone)).date()
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
    say, questions = here.say, here.dashboard.rules.questions
    separator = say("export-csv-separator")
    yield BYTE_ORDER_MARK + csv_line(header(questions, say), separator)
    async for one in _taken(here, ids):
        yield "".join(
            csv_line(row(one.first_name, run, questions, say), separator) for run in one.runs
        )


async def _json(here: Visitor, ids: Sequence[str]) -> AsyncIterator[bytes]:
    yield b'{"runners": ['
    between = b"\n"
    async for one in _taken(here, ids):
        text = json.dumps(laid_open(one), ensure_ascii=False, indent=1, default=iso)
        yield between + text.encode("utf-8", "backslashreplace")
        between = b",\n"
    yield b"\n]}\n"


def header(questions: Sequence[str], say: Say) -> list[str]:
    """Return the names of the columns."""
    before = [say("export-column-name"), say("export-column-day")]
    asked = [_label(question, say) for question in questions]
    after = ("form", "minutes", "reaction", "sentence")
    return [*before, *asked, *(say(word_key("export-column", one)) for one in after)]


def row(name: str, run: Summary, questions: Sequence[str], say: Say) -> list[str]:
    """Return one run as cells, in the coach's language; days as spreadsheets read them."""
    answers = [_answer(question, run.answers.get(question, ""), say) for question in questions]
    pick = None if run.card is None else run.card.pick
    form = "" if pick is None else say(word_key("form", pick.name))
    minutes = "" if pick is None else span_of(pick.minutes, say)
    day = run.local_date.isoformat()
    return [name, day, *answers, form, minutes, run.reaction or "", run.sentence or ""]


def _label(question: str, say: Say) -> str:
    keys = (word_key(asked_by, question, "label") for asked_by in ASKED_BY)
    return next((say(key) for key in keys if say.has(key)), question)


def _answer(question: str, option: str, say: Say) -> str:
    keys = (word_key(asked_by, question, option) for asked_by in ASKED_BY if option)
    return next((say(key) for key in keys if say.has(key)), option)
