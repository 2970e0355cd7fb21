"""Runners, runs, answers and sentences come back as they went in, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.guidance import Guidance
from bot.domain.run import CheckIn, RunState
from bot.domain.runner import Safety, Sharing
from bot.storage import KeyGoneError
from bot.usecases.ports import Author, Database, InboxRow, Kind, Message, Note, UnitOfWork
from tests.storage.people import (
    BRAM,
    COACH,
    DAY,
    HOUR,
    NOW,
    SANNE,
    enrol,
    message,
    moment,
    nudge,
    run,
    sentence,
    shared,
)


async def test_runner_round_trip(database: Database) -> None:
    """A runner comes back whole, by chat and by id, after each save."""
    full = replace(
        SANNE,
        safety=Safety.DISCUSSED,
        safety_at=NOW,
        stage=20,
        stage_since=date(2026, 11, 2),
        runs_wanted=2,
        learning=False,
        own_words=False,
        rest_until=NOW,
        sharing=Sharing.ALWAYS,
        forced_breath=True,
        paused_until=date(2026, 12, 1),
        blocked_at=NOW,
    )

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.runners.save(full)

    await database.write(job)
    by_chat = await database.read(lambda uow: uow.runners.by_chat(SANNE.chat))
    by_id = await database.read(lambda uow: uow.runners.by_id(SANNE.id))
    assert by_chat == by_id == full


async def test_nobody_is_stored_twice(database: Database) -> None:
    """A chat belongs to one runner."""
    await database.write(lambda uow: enrol(uow, SANNE))
    with pytest.raises(IntegrityError):
        await database.write(lambda uow: enrol(uow, replace(BRAM, chat=SANNE.chat)))


async def test_an_unknown_chat_has_no_runner(database: Database) -> None:
    """Nobody is made up."""
    assert await database.read(lambda uow: uow.runners.by_chat(999)) is None


async def test_run_round_trip(database: Database) -> None:
    """A run comes back whole, its card included; only its own runner finds it."""
    wanted = replace(
        run(1, state=RunState.BACK), started_at=NOW, planned_end=NOW + HOUR, reflected_at=NOW + DAY
    )

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        uow.runs.add(run(1))
        uow.runs.save(wanted)

    await database.write(job)
    assert await database.read(lambda uow: uow.runs.by_id(SANNE.id, wanted.id)) == wanted
    assert await database.read(lambda uow: uow.runs.by_id(BRAM.id, wanted.id)) is None


async def test_order_of_runs(database: Database) -> None:
    """`latest` is newest first, `since` oldest first, `open_run` the newest open one."""
    runs = [run(1), run(2, state=RunState.OFFERED), run(3, state=RunState.DECLINED)]

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        for one in runs:
            uow.runs.add(one)

    await database.write(job)
    assert await database.read(lambda uow: uow.runs.latest(SANNE.id, 2)) == [runs[2], runs[1]]
    first = runs[1].local_date
    assert await database.read(lambda uow: uow.runs.since(SANNE.id, first)) == runs[1:]
    assert await database.read(lambda uow: uow.runs.open_run(SANNE.id)) == runs[1]


async def test_answers(database: Database) -> None:
    """A later answer replaces an earlier one; the back button takes one away."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.runs.add(run(1))
        for question, option in (("tension", "7"), ("need", "silence"), ("tension", "8")):
            uow.runs.answer(run(1), question, option, NOW)
        uow.runs.unanswer(run(1).id, ["need", "never asked"])

    await database.write(job)
    assert await database.read(lambda uow: uow.runs.answers(run(1).id)) == {"tension": "8"}


async def test_saving_a_run_keeps_its_answers(database: Database) -> None:
    """`save` stores the fields of a run and leaves its answers alone."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.runs.add(run(1))
        uow.runs.answer(run(1), "tension", "7", NOW)
        uow.runs.save(replace(run(1), card=None))

    await database.write(job)
    assert await database.read(lambda uow: uow.runs.answers(run(1).id)) == {"tension": "7"}


TEXTS = {
    "emoji": ("rustig 🌳👣", "rustig 🌳👣"),
    "nul": ("a\0b", "a\0b"),
    "lone surrogate": ("a\ud83dz", "a\ufffdz"),
    "pair": ("\ud83c\udf33", "🌳"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("text", "stored"), TEXTS.values(), ids=TEXTS)
async def test_any_text_is_a_sentence(database: Database, text: str, stored: str) -> None:
    """Whatever somebody writes is kept; what no UTF-8 can hold becomes one replacement mark."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.runs.add(run(1))
        uow.runs.write(sentence(run(1), text))

    await database.write(job)
    assert await database.read(lambda uow: uow.runs.sentence(run(1).id)) == sentence(run(1), stored)


async def test_sentence_is_found_and_changed(database: Database) -> None:
    """A sentence is found by its message and by its id, and a change replaces it."""
    new = replace(sentence(run(1), "lichter"), shared=True)

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        uow.runs.add(run(1))
        uow.runs.write(sentence(run(1), "niets"))
        uow.runs.write(new)

    await database.write(job)
    assert await database.read(lambda uow: uow.runs.sentence_of_message(SANNE.id, 7)) == new
    assert await database.read(lambda uow: uow.runs.sentence_by_id(SANNE.id, new.id)) == new
    assert await database.read(lambda uow: uow.runs.sentence_by_id(BRAM.id, new.id)) is None


async def test_reaction(database: Database) -> None:
    """A reaction stays with its sentence when that is changed; nobody else's sentence gets it."""
    written = sentence(run(1), "lichter")

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        uow.runs.add(run(1))
        uow.runs.write(written)
        uow.runs.react(BRAM.id, written.id, "👀")
        uow.runs.react(SANNE.id, written.id, "❤")
        uow.runs.write(replace(written, text="veel lichter"))

    await database.write(job)
    found = await database.read(lambda uow: uow.runs.sentence_by_id(SANNE.id, written.id))
    assert found == replace(written, text="veel lichter", reaction="❤")
    await database.write(lambda uow: uow.runs.react(SANNE.id, written.id, None))
    found = await database.read(lambda uow: uow.runs.sentence_by_id(SANNE.id, written.id))
    assert found == replace(written, text="veel lichter")


async def test_sentences_page(database: Database) -> None:
    """Sentences come newest first, a page at a time; a deleted one is gone."""
    runs = [run(number) for number in range(4)]

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        for one in runs:
            uow.runs.add(one)
            uow.runs.write(sentence(one, one.id))
        uow.runs.delete_sentence(sentence(runs[3], "").id)

    await database.write(job)
    page = await database.read(lambda uow: uow.runs.sentences(SANNE.id, 2, 1))
    assert [found.text for found in page] == [runs[1].id, runs[0].id]


async def test_sentences_by_the_day_of_the_run(database: Database) -> None:
    """What is written now about an earlier run stands with that day, not on top."""
    runs = [run(number) for number in range(3)]

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        for one in runs:
            uow.runs.add(one)
            uow.runs.write(sentence(one, one.id))
        earlier = replace(run(9), local_date=runs[1].local_date)
        uow.runs.add(earlier)
        uow.runs.write(sentence(earlier, "late"))

    await database.write(job)
    page = await database.read(lambda uow: uow.runs.sentences_by_day(SANNE.id, 3))
    assert [found.text for found in page] == [runs[2].id, "late", runs[1].id]
    rest = await database.read(lambda uow: uow.runs.sentences_by_day(SANNE.id, 3, 3))
    assert [found.text for found in rest] == [runs[0].id]


def fill(uow: UnitOfWork) -> None:
    """Leave a row of every kind for Sanne, and a run for Bram."""
    enrol(uow, SANNE, BRAM)
    shared(uow, SANNE, COACH)
    uow.runs.add(run(1, state=RunState.REFLECTED))
    uow.runs.add(run(1, BRAM))
    uow.runs.answer(run(1), "tension", "7", NOW)
    uow.runs.answer(run(1), "need", "silence", NOW)
    uow.runs.write(sentence(run(1), "lichter"))
    uow.planning.add_moment(moment(1), NOW)
    uow.planning.plan(nudge(1))
    uow.coaches.looked(COACH.id, SANNE.id, "runner", NOW)
    uow.reading.mark_read(COACH.id, [run(1).id], NOW)
    uow.inbox.store([InboxRow(5, SANNE.chat, "{}"), InboxRow(6, BRAM.chat, "{}")], NOW)
    uow.outbox.add(message(1, slot="check_in:1"))
    uow.outbox.add(message(2, BRAM.chat))
    uow.silences.begin(SANNE.chat, NOW + HOUR)
    uow.guiding.guide(SANNE.id, Guidance(cap=20))
    uow.guiding.add_note(Note("n1", COACH.id, SANNE.id, "Een notitie.", NOW))
    uow.guiding.set_aside(COACH.id, SANNE.id, {"dip": NOW.date()})
    uow.messages.add(Message("m1", COACH.id, SANNE.id, Author.COACH, "Hoi.", NOW))


async def test_count_rows(database: Database) -> None:
    """What would be erased is counted by kind; of what comes due the nudges alone."""
    await database.write(fill)
    await database.write(lambda uow: uow.planning.plan(nudge(2, kind="are_you_back")))
    counted = await database.read(lambda uow: uow.runners.count_rows(SANNE.id))
    assert counted == {
        "runs": 1,
        "answers": 2,
        "sentences": 1,
        "moments": 1,
        "nudges": 1,
        "messages": 1,
        "notes": 1,
    }


async def test_erase_takes_everything_of_one_runner(database: Database) -> None:
    """After erasing nothing of this runner is found, and everything of another one is."""
    await database.write(fill)
    await database.write(lambda uow: uow.inbox.done(5, NOW))
    await database.write(lambda uow: uow.runners.erase(SANNE.id), chat=SANNE.chat)

    def look(uow: UnitOfWork) -> None:
        assert uow.runners.by_id(SANNE.id) is None
        assert uow.runs.latest(SANNE.id, 9) == []
        assert uow.planning.moments(SANNE.id) == []
        assert uow.coaches.visits(SANNE.id, 9) == []
        assert uow.coaches.runner_ids(COACH.id) == []
        assert uow.guiding.notes(COACH.id, SANNE.id) == []
        assert uow.guiding.asides(COACH.id) == {}
        assert uow.messages.of_runner(SANNE.id) == []
        assert uow.outbox.waiting(SANNE.chat) == 0
        assert [row.update_id for row in uow.inbox.open_rows(9)] == [6]
        assert uow.silences.until(SANNE.chat, NOW) is None
        assert uow.runners.by_id(BRAM.id) == BRAM
        assert uow.outbox.waiting(BRAM.chat) == 1

    await database.read(look)


async def test_what_was_said_after_the_erasing_is_still_answered(database: Database) -> None:
    """It waited while all before it was erased: it is no more than a stranger's, but not lost."""
    await database.write(fill)
    await database.write(lambda uow: uow.runners.erase(SANNE.id), chat=SANNE.chat)
    waiting = await database.read(lambda uow: uow.inbox.open_rows(9))
    assert [(row.update_id, row.chat, row.body) for row in waiting] == [
        (5, SANNE.chat, "{}"),
        (6, BRAM.chat, "{}"),
    ]


async def test_what_a_coach_got_names_the_erased_no_more(database: Database) -> None:
    """What still waits for him about the runner is taken back; a note that he has is nobody's."""
    coach = replace(COACH, chat=77)

    def notes(uow: UnitOfWork) -> None:
        uow.coaches.save(coach)
        for number, about in ((3, SANNE), (4, SANNE), (5, BRAM)):
            uow.outbox.add(message(number, 77, Kind.NOTICE, slot=f"note:{about.id}:{number}"))
        uow.outbox.claim(NOW, 10)
        uow.outbox.sent("m0003", 31, NOW)

    await database.write(fill)
    await database.write(notes)
    await database.write(lambda uow: uow.runners.erase(SANNE.id))
    assert await database.read(lambda uow: uow.outbox.slot_of(77, 31)) == "note::3"
    left = await database.write(lambda uow: uow.outbox.claim(NOW, 10))
    assert [row.slot for row in left if row.chat == 77] == [f"note:{BRAM.id}:5"]


async def test_erase_destroys_the_key(database: Database) -> None:
    """After erasing nobody can seal or open anything for this runner any more."""
    await database.write(fill)
    await database.write(lambda uow: uow.runners.erase(SANNE.id))
    with pytest.raises(KeyGoneError):
        await database.write(lambda uow: uow.runners.save(SANNE))


async def test_goodbye_arrives_after_erasing(database: Database) -> None:
    """What is queued after the erasure, in the same job, still leaves."""

    def job(uow: UnitOfWork) -> None:
        uow.runners.erase(SANNE.id)
        uow.outbox.add(message(9))

    await database.write(fill)
    await database.write(job)
    claimed = await database.write(lambda uow: uow.outbox.claim(NOW, 10))
    assert [row.id for row in claimed if row.chat == SANNE.chat] == ["m0009"]


async def test_a_chat_may_come_back(database: Database) -> None:
    """Who was erased may begin anew, as somebody new."""
    again = replace(SANNE, id="runner-sanne-again")
    await database.write(fill)
    await database.write(lambda uow: uow.runners.erase(SANNE.id), chat=SANNE.chat)
    await database.write(lambda uow: enrol(uow, again), chat=SANNE.chat)
    assert await database.read(lambda uow: uow.runners.by_chat(SANNE.chat)) == again


async def test_run_without_a_card(database: Database) -> None:
    """A run done without the bot has no card."""
    bare = replace(run(1), card=None)

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.runs.add(bare)

    await database.write(job)
    assert await database.read(lambda uow: uow.runs.by_id(SANNE.id, bare.id)) == bare


async def test_what_was_said(database: Database) -> None:
    """The answers of the newest check-ins, the newest first, and of none that was replaced."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        states = (RunState.DECLINED, RunState.REFLECTED, RunState.REPLACED, RunState.ASKING)
        for number, state in enumerate(states):
            uow.runs.add(run(number, state=state))
            uow.runs.answer(run(number), "tension", str(number), NOW)
        uow.runs.add(run(0, BRAM))

    await database.write(job)
    said = await database.read(lambda uow: uow.runs.said(SANNE.id, 2))
    newest = [CheckIn(run(n).id, run(n).checked_in_at) for n in (3, 1)]
    assert said == list(zip(newest, [{"tension": "3"}, {"tension": "1"}], strict=True))
