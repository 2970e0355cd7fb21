"""Updates in order, each in one transaction, whatever its neighbours do."""

import asyncio
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.demo.standin import Standin
from bot.demo.wire import JsonObject
from bot.storage import engines
from bot.telegram.incoming import Incoming
from bot.telegram.lanes import MOST_TRIES
from bot.telegram.raw import inbox_row
from bot.telegram.reply import Reply
from bot.usecases.ports import Database, InboxRow, UnitOfWork
from tests.bot_api import assert_all_valid
from tests.databases import Addresses
from tests.storage.people import SANNE, enrol
from tests.telegram import steps
from tests.telegram.road import SORRY, Road, Slow, road
from tests.telegram.seeing import heard, kept, until


async def test_an_answer_is_answered(url: str, standin: Standin, database: Database) -> None:
    """From the phone through all parts and back, as Telegram's types have it."""
    anna = standin.person("Anna Verzonnen")
    async with road(url, database, steps.routes()):
        anna.says("hoi")
        assert (await anna.reads()).text == "text: hoi"
    assert_all_valid(standin)


async def test_a_tap_is_answered_beside_the_work(
    url: str, standin: Standin, database: Database
) -> None:
    """Telegram hears of the tap, and the step of the button runs."""
    anna = standin.person("Anna Verzonnen", started=True)
    async with road(url, database, steps.routes()):
        anna.forges("v1:check_in:tension:7", 1)
        assert (await anna.reads()).text == "button: v1:check_in:tension:7"
        await anna.settled()
    assert_all_valid(standin)


async def test_an_old_tap_that_telegram_no_longer_knows_still_works(
    url: str, standin: Standin, database: Database
) -> None:
    """After 150 seconds the tap cannot be answered; its step runs all the same."""
    anna = standin.person("Anna Verzonnen", started=True)
    standin.fail(
        "answerCallbackQuery",
        error=400,
        description="Bad Request: query is too old and response timeout expired",
    )
    async with road(url, database, steps.routes()):
        anna.forges("v1:check_in:tension:7", 1)
        assert (await anna.reads()).text == "button: v1:check_in:tension:7"


async def test_a_chat_is_answered_in_order(url: str, standin: Standin, database: Database) -> None:
    """Twenty texts at once from five people: each one's answers in the order of asking."""
    people = [standin.person(f"Loper {number}") for number in range(5)]
    async with road(url, database, steps.routes(text=steps.keeping())):
        for number in range(20):
            for person in people:
                person.says(str(number))
        expected = [str(number) for number in range(20)]
        for person in people:
            await heard(person, *expected)
            assert await kept(database, person.id) == " ".join(expected)


async def test_an_update_that_is_tried_again_is_not_overtaken(
    url: str, standin: Standin, database: Database
) -> None:
    """What the same person said later waits behind it."""
    anna = standin.person("Anna Verzonnen")
    stumbled: list[str] = []

    def step(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        if incoming.text == "een" and not stumbled:
            stumbled.append("een")
            raise LookupError("a made-up stumble")
        return steps.keeping()(uow, incoming, now)

    async with road(url, database, steps.routes(text=step)):
        anna.says("een")
        anna.says("twee")
        await heard(anna, "een", "twee")
    assert await kept(database, anna.id) == "een twee"


async def test_one_chat_waits_for_no_other(url: str, standin: Standin, database: Database) -> None:
    """While the transaction of one chat takes its time, another chat is answered."""
    anna, bram = standin.person("Anna Verzonnen"), standin.person("Bram Verzonnen")
    slow = Slow(database, anna.id)
    async with road(url, slow, steps.routes()):
        anna.says("eerst")
        bram.says("daarna")
        await heard(bram, "text: daarna")
        await heard(anna)
        slow.may_go_on.set()
        await heard(anna, "text: eerst")


async def delivered_again(running: Road, rows: Sequence[InboxRow]) -> None:
    """Bring updates once more, past what Telegram has confirmed."""
    now = running.clock.now()
    fresh = await running.database.write(lambda uow: uow.inbox.store(rows, now))
    running.lanes.take(fresh)
    running.lanes.take(rows)


async def test_an_update_that_comes_twice_is_handled_once(
    url: str, standin: Standin, database: Database
) -> None:
    """The same number again, known to the table or even lined up again: one answer."""
    anna = standin.person("Anna Verzonnen")
    async with road(url, database, steps.routes(text=steps.keeping())) as running:
        anna.says("een")
        await heard(anna, "een")
        first = [inbox_row(told) for told in standin.world.updates.given]
        await delivered_again(running, first)
        anna.says("twee")
        await heard(anna, "een", "twee")
    assert await kept(database, anna.id) == "een twee"


async def test_a_step_that_fails_leaves_nothing_behind(
    url: str, standin: Standin, database: Database
) -> None:
    """What it stored before it failed is gone; the second try counts alone."""
    anna = standin.person("Anna Verzonnen")
    tries: list[int] = []

    def step(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        replies = steps.keeping()(uow, incoming, now)
        tries.append(1)
        if len(tries) == 1:
            raise LookupError("a made-up stumble")
        return replies

    async with road(url, database, steps.routes(text=step)):
        anna.says("hoi")
        await heard(anna, "hoi")
    assert await kept(database, anna.id) == "hoi"


async def test_a_locked_keystore_makes_no_dead_letter(
    url: str,
    standin: Standin,
    addresses: Addresses,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That a database cannot do it now is not the fault of an answer: it is tried until it can."""
    monkeypatch.setattr(engines, "_BUSY_MS", 10)
    anna = standin.person("Anna Verzonnen")
    tries: list[int] = []

    def step(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        del now
        tries.append(1)
        enrol(uow, SANNE)
        return [Reply(incoming.chat, "welkom")]

    async def tried_often() -> bool:
        return len(tries) > 2 * MOST_TRIES

    database = addresses.open()
    with closing(sqlite3.connect(tmp_path / "keys.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with road(url, database, steps.routes(text=step)):
            anna.says("hoi")
            await until(tried_often)
            other.execute("ROLLBACK")
            await heard(anna, "welkom")
    await database.close()


async def test_an_apology_that_fails_holds_nobody_up(
    url: str, standin: Standin, database: Database
) -> None:
    """What cannot be handled is given up all the same, and what follows is answered."""
    anna = standin.person("Anna Verzonnen")
    standin.forge("message", {"chat": {"id": anna.id}})
    anna.says("na")

    def fails(chat: int, language: str, text: str) -> list[Reply]:
        raise LookupError(chat, language, text)

    async with road(url, database, steps.routes(), poll=False) as running:
        running.lanes.apologise = fails
        rows = [inbox_row(one.told) for one in standin.world.updates.pending]
        await delivered_again(running, rows)
        await heard(anna, "text: na")


async def test_a_bad_update_stops_nobody(url: str, standin: Standin, database: Database) -> None:
    """Between two good ones: both are answered, and it ends as a dead letter with an apology."""
    anna = standin.person("Anna Verzonnen")
    anna.says("voor")
    writer: JsonObject = {"id": anna.id, "language_code": "en"}
    broken: JsonObject = {"from": writer, "chat": {"id": anna.id}, "text": "help"}
    standin.forge("message", broken)
    anna.says("na")
    async with road(url, database, steps.routes()) as running:
        await heard(anna, "text: voor", f"{SORRY} [en] help", "text: na")
        assert await running.open_updates() == 0


@pytest.mark.parametrize("kind", ["message", "callback_query", "my_chat_member", "new_in_2031"])
async def test_nonsense_of_any_kind_stops_nobody(
    url: str, standin: Standin, database: Database, kind: str
) -> None:
    """Whatever the body of an update is, the next one is answered."""
    anna = standin.person("Anna Verzonnen")
    nonsense: list[JsonObject] = [{}, {"chat": 5}, {"chat": {"id": "x"}}, {"date": "x"}]
    for body in nonsense:
        standin.forge(kind, body)
    anna.says("hoi")
    async with road(url, database, steps.routes()):
        await heard(anna, "text: hoi")


async def test_what_was_open_at_the_end_is_taken_up_at_the_start(
    url: str, standin: Standin, database: Database
) -> None:
    """Stored and not handled, as after a kill: handled in order, before anything new."""
    anna = standin.person("Anna Verzonnen")
    for number in range(3):
        anna.says(str(number))
    rows = [inbox_row(told) for told in standin.world.updates.given]
    now = standin.now()
    await database.write(lambda uow: uow.inbox.store(rows, now))
    anna.says("3")
    async with road(url, database, steps.routes()):
        await heard(anna, "text: 0", "text: 1", "text: 2", "text: 3")


async def test_idle_lanes_vanish(url: str, standin: Standin, database: Database) -> None:
    """Memory holds the chats that are busy, no others."""
    people = [standin.person(f"Loper {number}") for number in range(20)]
    async with road(url, database, steps.routes()) as running:
        for person in people:
            person.says("hoi")
        for person in people:
            await heard(person, "text: hoi")
        await running.lanes.below(1)
        await asyncio.sleep(0)
        assert (running.lanes.chats, running.lanes.waiting) == (0, 0)


async def test_a_stop_finishes_what_runs_and_leaves_the_rest(
    url: str, standin: Standin, database: Database
) -> None:
    """A running step commits; what was lined up behind it is there at the next start."""
    anna = standin.person("Anna Verzonnen")
    running_now, go_on = threading.Event(), threading.Event()

    def step(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        running_now.set()
        go_on.wait(5)
        return steps.keeping()(uow, incoming, now)

    async with road(url, database, steps.routes(text=step)) as running:
        for text in ("een", "twee", "drie"):
            anna.says(text)
        await asyncio.to_thread(running_now.wait, 5)
        stop = asyncio.create_task(running.lanes.stop())
        await asyncio.sleep(0)
        go_on.set()
        await stop
        assert await kept(database, anna.id) == "een"
    async with road(url, database, steps.routes(text=steps.keeping())):
        await heard(anna, "een", "twee", "drie")


async def test_a_group_gets_one_line_and_texts_there_none(
    url: str, standin: Standin, database: Database
) -> None:
    """Private chats only: a command in a group is told so."""
    anna = standin.person("Anna Verzonnen")
    group = standin.group("Verzonnen groep", anna)
    async with road(url, database, steps.routes()):
        anna.says("/checkin@lichter_bot", into=group)
        anna.says("hoi")
        await heard(anna, "text: hoi")
        seen = await group.bell.until(
            lambda: [one.text for one in group.messages if one.from_bot] or None, 5
        )
    assert all(text.startswith("group") for text in seen)
