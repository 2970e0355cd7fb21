"""All that is stored about a runner, laid open: complete, and nothing of anybody else."""

import csv
import io
import json
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

import pytest
from pydantic import TypeAdapter

from bot.domain.guidance import Guidance
from bot.domain.planning import DueRow, Moment
from bot.domain.run import Run, RunState, Sentence
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.storage.columns import SealedBytes
from bot.storage.tables import metadata
from bot.usecases import exporting
from bot.usecases.export_formats import as_csv, as_json, cell
from bot.usecases.exporting import Chapter, Export
from bot.usecases.ports import Coach, Consent, Database, Message, Note, UnitOfWork
from tests.filled import filled
from tests.steps import NOON, Chat, a_coach, share_with

READ_BY = {
    "runners": "about_you", "runs": "runs", "sentences": "runs", "moments": "planned_moments",
    "guidances": "coach_settings", "messages": "messages",
    "notes": "coach_notes", "asides": "set_aside",
}  # fmt: skip
"""Tables with something sealed about a runner → the part of the export that reads it."""

NOT_HIS = {
    "coaches": "the coach's own",
    "inbox": "emptied when it is handled",
    "outbox": "emptied when it is sent",
    "kept": "of the installation",
}

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=cmd|' /C calc'!A0", "  =1+1", "\uff1d1+1",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "nul \0 nul", "half \ud800",
    "\u202etxt.exe", 'a;b,"c"\r\nd', "\u200f=1", "\u2066=1+1\u2069", "\u00ad\u2060+1", "🌲" * 10,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stored:
    """One record of each kind, each with every field filled."""

    runner: Runner
    consent: Consent
    run: Run
    sentence: Sentence
    moment: Moment
    nudge: DueRow
    message: Message
    note: Note
    guidance: Guidance


async def everything(database: Database) -> tuple[Stored, Export]:
    """Store one of everything, and return it with what is given out."""
    sanne = Chat(database, 81, [])
    known = await sanne.enrols()
    coach = await a_coach(database, "Lisa Verzonnen", 82)
    await share_with(sanne, coach)
    of = {"runner_id": known.id}
    run = filled(Run, **of, state=RunState.REFLECTED, back_at=NOON)
    stored = Stored(
        runner=filled(Runner, id=known.id, chat=81, timezone="Europe/Amsterdam", language="nl"),
        consent=Consent(known.id, "test", "nl", NOON),
        run=run,
        sentence=filled(Sentence, **of, run_id=run.id),
        moment=filled(Moment, **of),
        nudge=filled(DueRow, **of),
        message=filled(Message, **of, coach_id=coach.id),
        note=filled(Note, **of, coach_id=coach.id),
        guidance=filled(Guidance),
    )
    await sanne.asks(lambda uow: _store(uow, stored, coach))
    found = await sanne.asks(lambda uow: exporting.gather(uow, known.id))
    assert found is not None
    return stored, found


def _store(uow: UnitOfWork, stored: Stored, coach: Coach) -> None:
    runner_id = stored.runner.id
    uow.runners.save(stored.runner)
    uow.runs.add(stored.run)
    uow.runs.answer(stored.run, "tension", "7", NOON)
    uow.runs.write(stored.sentence)
    uow.runs.react(runner_id, stored.sentence.id, stored.sentence.reaction)
    uow.planning.add_moment(stored.moment, NOON)
    uow.planning.plan(stored.nudge)
    uow.planning.settle(stored.nudge.id, stored.nudge.state, NOON)
    uow.messages.add(stored.message)
    uow.guiding.add_note(stored.note)
    uow.guiding.guide(runner_id, stored.guidance)
    uow.guiding.set_aside(coach.id, runner_id, {"dip": date(2026, 12, 1)})
    uow.coaches.looked(coach.id, runner_id, "runner", NOON)
    uow.reading.mark_read(coach.id, [stored.run.id], NOON)


async def test_every_field_of_every_record_is_in_the_json(database: Database) -> None:
    """Each record can be built again from the JSON alone, and is the same; so no field is lost."""
    stored, export = await everything(database)
    document = json.loads(as_json(export))
    run = document["runs"][0]
    for kind, record, found in (
        (Runner, stored.runner, document["about_you"][0]),
        (Consent, stored.consent, document["consent"][0]),
        (Run, stored.run, run),
        (Sentence, stored.sentence, run["sentence"]),
        (Moment, stored.moment, document["planned_moments"][0]),
        (DueRow, stored.nudge, document["nudges"][0]),
        (Message, stored.message, document["messages"][0]),
        (Note, stored.note, document["coach_notes"][0]),
        (Guidance, stored.guidance, document["coach_settings"][0]),
    ):
        again = TypeAdapter(kind).validate_json(json.dumps(found))
        assert again == record
    assert run["answers"] == {"tension": "7"}
    assert document["who_looked"][0]["coach_name"] == "Lisa Verzonnen"
    assert document["set_aside"][0]["until"] == {"dip": "2026-12-01"}
    assert document["coach"][0]["coach_name"] == "Lisa Verzonnen"


async def test_every_row_is_in_the_json(database: Database) -> None:
    """Each table that knows this runner is there too, with all its columns in clear."""
    _, export = await everything(database)
    rows = json.loads(as_json(export))["rows"]
    for table in metadata.sorted_tables:
        about = {"runner_id", "used_by", "run_id"} & set(table.c.keys())
        if (about and table.name != "erased") or table.name == "runners":
            found = next((row for row in rows if row["table"] == table.name), None)
            assert found is not None, table.name
            clear = {c.name for c in table.c if not isinstance(c.type, SealedBytes)}
            assert clear - {"token_hash"} == found.keys() - {"table"}


def test_every_table_with_something_sealed_has_a_part() -> None:
    """A new table of a runner stays red here until `PARTS` gives out what is sealed in it."""
    sealed = {
        table.name
        for table in metadata.sorted_tables
        if any(isinstance(column.type, SealedBytes) for column in table.c)
    }
    assert sealed == READ_BY.keys() | NOT_HIS.keys()
    assert set(READ_BY.values()) <= {part.key for part in exporting.PARTS}


async def test_an_export_is_only_about_oneself(database: Database) -> None:
    """Somebody else's sentence and rows are not in it."""
    sanne, henk = Chat(database, 81, []), Chat(database, 83, [])
    runner = await sanne.enrols()
    other = await henk.enrols()
    await henk.ran("Van Henk alleen.")
    found = await sanne.asks(lambda uow: exporting.gather(uow, runner.id))
    assert found is not None
    text = as_json(found).decode()
    assert "Van Henk" not in text
    assert other.id not in text


async def test_an_export_of_nobody_is_nothing(database: Database) -> None:
    """Erased between asking and sending: there is no file."""
    assert await database.write(lambda uow: exporting.gather(uow, new_id(NOON))) is None


@pytest.mark.parametrize("text", HOSTILE)
def test_json_holds_any_text(text: str) -> None:
    """Whatever was written is read back the same, and the file is UTF-8."""
    runner = Runner("r", 1, text, "nl", "Europe/Amsterdam")
    export = Export(runner, (Chapter("about_you", [exporting.laid_open(runner)]),))
    document = json.loads(as_json(export).decode("utf-8"))
    assert document["about_you"][0]["first_name"] == text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    """A cell begins with nothing that a spreadsheet counts with, and stays one cell."""
    row: exporting.Value = {"text": text, "more": "after"}
    raw = as_csv(Chapter("notes", [row]), ";")
    assert raw.startswith(b"\xef\xbb\xbf")
    names, cells = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")
    assert names == ["text", "more"]
    assert cells[1] == "after"
    assert "\0" not in cells[0]
    seen = "".join(sign for sign in cells[0] if unicodedata.category(sign) != "Cf").lstrip()
    assert seen[:1] not in set("=+-@\uff1d")


def test_a_negative_number_stays_a_number() -> None:
    """Only what people wrote is guarded: a number is what it was."""
    assert cell(-3) == "-3"


def test_nested_fields_get_a_column_each() -> None:
    """A card's minutes stand under their own name, and a missing one leaves its cell empty."""
    records: list[exporting.Value] = [{"card": {"low": 1, "days": [5, 1]}}, {"card": None}]
    lines = as_csv(Chapter("runs", records), ",").decode("utf-8-sig").splitlines()
    assert lines == ['"card.low","card.days"', '"1","5, 1"', '"",""']


async def test_a_text_in_the_export_is_as_it_was_written(database: Database) -> None:
    """What was guarded in the table is untouched in the JSON."""
    sanne = Chat(database, 81, [])
    runner = await sanne.enrols()
    await sanne.ran("=1+1")
    found = await sanne.asks(lambda uow: exporting.gather(uow, runner.id))
    assert found is not None
    assert json.loads(as_json(found))["runs"][0]["sentence"]["text"] == "=1+1"
    runs = next(one for one in found.chapters if one.key == "runs")
    assert b'"\'=1+1"' in as_csv(replace(runs), ",")


async def test_erasing_leaves_nothing_that_could_be_given_out(database: Database) -> None:
    """One record of each kind, erased: no table knows this runner any more."""
    stored, _ = await everything(database)
    await database.write(lambda uow: uow.runners.erase(stored.runner.id), chat=81)
    assert await database.write(lambda uow: exporting.gather(uow, stored.runner.id)) is None
    assert await database.write(lambda uow: uow.runners.traces(stored.runner.id)) == {}
