"""Nothing is kept longer than it may be, and nobody is erased without having been told."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.clock import Clock
from bot.domain.planning import DueState
from bot.domain.run import RunState
from bot.due.retention import Done, Retention
from bot.messages import Messages
from bot.usecases import retaining
from bot.usecases.ports import Author, Database, InboxRow, Message, Note, UnitOfWork
from tests.steps import LIBRARY, WORDS
from tests.storage.people import (
    BRAM,
    COACH,
    NOW,
    SANNE,
    enrol,
    moment,
    nudge,
    run,
    sentence,
    shared,
)

DAY = timedelta(days=1)
NOTICE_DAY = NOW + timedelta(days=731 - 29)  # 24 months after NOW, less a month and a day


class At(Clock):
    """A clock that stands still."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._at = at

    def now(self) -> datetime:
        """Return always the same."""
        return self._at


async def keeps(database: Database, at: datetime, months: int = 24) -> Done:
    """Keep to retention once, at this time."""
    messages = Messages(WORDS, "http://here")

    def woken() -> None:
        """Nobody sends here."""

    one = Retention(database, At(at), messages, LIBRARY.nudges, months, woken)
    return await one.round(lambda _done, _total: None)


def lived(uow: UnitOfWork) -> None:
    """Sanne's first days and, two years on, one day more; a coach who reads along."""
    enrol(uow, SANNE)
    shared(uow, SANNE, COACH)
    for number in (1, 800):
        uow.runs.add(run(number, state=RunState.REFLECTED))
        uow.runs.write(sentence(run(number), "verzonnen zin"))
        at = NOW + number * DAY
        uow.planning.add_moment(replace(moment(number), day=at.date()), NOW)
        uow.guiding.add_note(Note(f"note-{number}", COACH.id, SANNE.id, "verzonnen", at))
        uow.messages.add(
            Message(f"message-{number}", COACH.id, SANNE.id, Author.RUNNER, "verzonnen", at)
        )
        uow.coaches.looked(COACH.id, SANNE.id, "runner", at)


def counts(uow: UnitOfWork) -> list[int]:
    """Return how many runs, sentences, moments, notes, messages and visits there are of Sanne."""
    return [
        len(uow.runs.latest(SANNE.id, 9)),
        len(uow.runs.sentences(SANNE.id, 9)),
        len(uow.planning.moments(SANNE.id)),
        len(uow.guiding.notes_on(SANNE.id)),
        len(uow.messages.of_runner(SANNE.id)),
        len(uow.coaches.visits(SANNE.id, 9)),
    ]


async def test_what_is_old_goes_and_what_is_young_stays(database: Database) -> None:
    """Runs with their sentences, moments, notes, messages and visits of more than 24 months ago."""
    await database.write(lived)
    now = NOW + 801 * DAY
    assert (await keeps(database, now, months=27)).rows == 0
    assert await database.read(counts) == [2, 2, 2, 2, 2, 2]
    assert (await keeps(database, now)).rows == 7  # the used invitation too
    assert await database.read(counts) == [1, 1, 1, 1, 1, 1]
    assert await database.read(lambda uow: uow.runners.by_id(SANNE.id)) == SANNE
    assert await database.read(lambda uow: uow.coaches.runner_ids(COACH.id)) == [SANNE.id]


async def test_dead_letters_go_too(database: Database) -> None:
    """An update that could not be handled holds what somebody sent: it goes by its age as well."""

    def job(uow: UnitOfWork) -> None:
        for number, at in ((1, NOW), (2, NOW + 800 * DAY)):
            uow.inbox.store([InboxRow(number, SANNE.chat, "{}")], at)
            uow.inbox.failed(number, at, dead=True)

    await database.write(job)
    assert (await keeps(database, NOW + 801 * DAY)).rows == 1
    again = [InboxRow(number, SANNE.chat, "{}") for number in (1, 2)]
    fresh = await database.write(lambda uow: uow.inbox.store(again, NOW))
    assert [one.update_id for one in fresh] == [1]


async def test_the_coachs_pages_follow(database: Database) -> None:
    """What a page worked out from the rows that went is worked out anew."""
    await database.write(lived)
    before = await database.read(lambda uow: uow.views.runner(COACH.id, SANNE.id, 9))
    await keeps(database, NOW + 801 * DAY)
    after = await database.read(lambda uow: uow.views.runner(COACH.id, SANNE.id, 9))
    assert before is not None
    assert after is not None
    assert (len(before.summaries), len(after.summaries)) == (2, 1)


async def test_who_is_silent_is_told_once_and_then_erased(database: Database) -> None:
    """A month before: one message. After that month everything is gone, and not a day earlier."""
    await database.write(lambda uow: enrol(uow, SANNE))
    assert await keeps(database, NOTICE_DAY - 3 * DAY) == Done()
    assert await keeps(database, NOTICE_DAY) == Done(told=1)
    assert await keeps(database, NOTICE_DAY + DAY) == Done()
    assert await database.read(lambda uow: uow.outbox.waiting(SANNE.chat)) == 1
    told = await database.read(lambda uow: uow.runners.by_id(SANNE.id))
    assert told is not None
    assert told.erases_on is not None
    last_day = NOTICE_DAY + ((told.erases_on - NOTICE_DAY.date()).days - 1) * DAY
    assert await keeps(database, last_day) == Done()
    assert await keeps(database, last_day + DAY) == Done(erased=1)
    assert await database.read(lambda uow: uow.runners.by_id(SANNE.id)) is None


async def test_who_is_told_is_told_now(database: Database) -> None:
    """The sender is woken when there is something to send, and only then."""
    await database.write(lambda uow: enrol(uow, SANNE))
    woken: list[datetime] = []
    for at in (NOTICE_DAY - 3 * DAY, NOTICE_DAY, NOTICE_DAY + DAY):
        queued, messages = partial(woken.append, at), Messages(WORDS, "http://here")
        await Retention(database, At(at), messages, LIBRARY.nudges, 24, queued).tick()
    assert woken == [NOTICE_DAY]


async def test_more_than_are_looked_up_at_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of them is found, once."""
    monkeypatch.setattr("bot.due.retention.BATCH", 1)
    await database.write(lambda uow: enrol(uow, SANNE, BRAM))
    assert await keeps(database, NOTICE_DAY) == Done(told=2)


async def test_after_a_long_stop_nobody_is_erased_untold(database: Database) -> None:
    """Lichter was away for a year: whoever should be gone by now is first told, with a month."""
    await database.write(lambda uow: enrol(uow, SANNE))
    late = NOTICE_DAY + timedelta(days=365)
    assert await keeps(database, late) == Done(told=1)
    assert await keeps(database, late + 29 * DAY) == Done()
    assert await keeps(database, late + 30 * DAY) == Done(erased=1)


async def test_at_night_nobody_is_told(database: Database) -> None:
    """The message waits for the end of the quiet hours."""
    await database.write(lambda uow: enrol(uow, SANNE))
    night = NOTICE_DAY.replace(hour=23)
    assert await keeps(database, night) == Done()
    assert await keeps(database, night + timedelta(hours=10)) == Done(told=1)


async def test_one_tap_keeps_everything(database: Database) -> None:
    """*Bewaar het* is a consent given anew: from then on 24 months; a second tap adds nothing."""
    await database.write(lambda uow: enrol(uow, SANNE))
    await keeps(database, NOTICE_DAY)

    def taps(uow: UnitOfWork) -> None:
        runner = uow.runners.by_id(SANNE.id)
        assert runner is not None
        retaining.stay(uow, runner, NOTICE_DAY + DAY)

    await database.write(taps)
    await database.write(taps)
    assert await keeps(database, NOTICE_DAY + 40 * DAY) == Done()
    assert await keeps(database, NOTICE_DAY + 702 * DAY) == Done(told=1)
    consents = await database.read(lambda uow: uow.runners.traces(SANNE.id)["consents"])
    assert len(consents) == 2


@pytest.mark.parametrize("sign", ["run", "message", "nudge"])
async def test_any_sign_keeps_everything(database: Database, sign: str) -> None:
    """Who was told and then does anything stays, and is told anew after another long silence."""
    await database.write(lambda uow: enrol(uow, SANNE, BRAM))
    await database.write(lambda uow: shared(uow, SANNE, COACH))
    await keeps(database, NOTICE_DAY)
    at = NOTICE_DAY + 2 * DAY

    def does(uow: UnitOfWork) -> None:
        match sign:
            case "run":
                uow.runs.add(replace(run(1), checked_in_at=at))
            case "message":
                uow.messages.add(Message("m", COACH.id, SANNE.id, Author.RUNNER, "verzonnen", at))
            case _:
                uow.planning.plan(nudge(1))
                uow.planning.settle(nudge(1).id, DueState.ANSWERED, at)

    await database.write(does)
    assert (await keeps(database, NOTICE_DAY + 40 * DAY)).erased == 1  # Bram, who did nothing
    assert await database.read(lambda uow: uow.runners.by_id(SANNE.id)) is not None
    assert (await keeps(database, at + 702 * DAY)).told == 1


async def test_a_coachs_message_is_no_sign(database: Database) -> None:
    """What somebody else does keeps nobody's data."""
    await database.write(lambda uow: enrol(uow, SANNE))
    await database.write(lambda uow: shared(uow, SANNE, COACH))
    late = Message("m", COACH.id, SANNE.id, Author.COACH, "verzonnen", NOTICE_DAY - DAY)
    await database.write(lambda uow: uow.messages.add(late))
    assert (await keeps(database, NOTICE_DAY)).told == 1
