"""Telegram's faults, at 10, 30 and 60 in a hundred requests: what must come comes, once or more."""

import asyncio
import io
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.demo.faults import Outage
from bot.demo.people import Person
from bot.demo.standin import Standin
from bot.telegram.limits import Limits
from bot.telegram.receiving import Polling
from bot.telegram.reply import Reply
from bot.usecases.ports import Database, Kind
from tests.canaries import STEM
from tests.databases import Addresses
from tests.leaks import leaked
from tests.logged import written_logs
from tests.nightly import NIGHTLY
from tests.quick import QUICK
from tests.telegram import steps
from tests.telegram.conftest import TOKEN
from tests.telegram.road import POLLING, Road, road
from tests.telegram.seeing import texts, until
from tests.telegram.weather import Weather

PEOPLE, ROUNDS = (62, 18) if NIGHTLY else (8, 3)
PATIENCE = 900.0 if NIGHTLY else 120.0
AWAY = 600.0 if NIGHTLY else 0.5  # seconds
ALIVE_WITHIN = 60.0  # seconds after the faults
GONE = ("Forbidden: bot was blocked by the user", "Forbidden: user is deactivated")
NOT_THERE = "Bad Request: chat not found"
NUDGE, ANSWER, NOTE = f"seintje {STEM}", f"antwoord {STEM}", f"samenvatting {STEM}"
HELLO = f"hoi {STEM}"

Logs: TypeAlias = tuple[io.StringIO, io.StringIO]


@pytest.fixture
def logs() -> Iterator[Logs]:
    """Keep what is logged."""
    with written_logs() as written:
        yield written


async def sends(running: Road, people: Sequence[Person]) -> None:
    """Queue what is answered, what tells of a summary, edits, and a nudge for each."""
    for person in people:
        who = person.id
        await running.sends(Reply(who, NUDGE, kind=Kind.NUDGE))
        for number in range(ROUNDS):
            await running.sends(
                Reply(who, f"{ANSWER} {number}"),
                Reply(who, f"vraag {number}", slot="check_in:1"),
                Reply(who, f"{NOTE} {number}", kind=Kind.NOTICE),
            )


def all_came(found: Sequence[str], word: str) -> bool:
    """Tell whether all of them came, once or more; answers in order, notes in any."""
    mine = list(dict.fromkeys(one for one in found if one.startswith(word)))
    wanted = [f"{word} {number}" for number in range(ROUNDS)]
    return mine == wanted if word == ANSWER else set(mine) == set(wanted)


async def rests(database: Database, people: Sequence[Person]) -> None:
    """Wait until nothing is waiting for any of them."""

    async def nothing_waits() -> bool:
        return await database.read(
            lambda uow: not any(uow.outbox.waiting(person.id) for person in people)
        )

    await until(nothing_waits, PATIENCE)


@pytest.mark.timeout(2 * PATIENCE)
@pytest.mark.parametrize("percent", [10, 30, 60])
async def test_what_must_come_comes(
    url: str,
    standin: Standin,
    nightly_addresses: Addresses,
    tmp_path: Path,
    logs: Logs,
    percent: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """0 answers and summaries lost, 0 nudges twice, and polling is alive again after it."""
    weather = standin.faults = Weather(percent)
    people = [standin.person(f"Loper {STEM} {number}", started=True) for number in range(PEOPLE)]
    gone = [standin.person(f"Weg {STEM} {number}", started=True) for number in range(3)]
    for person, words in zip(gone, (*GONE, NOT_THERE), strict=True):
        error = 400 if words == NOT_THERE else 403
        standin.fail("*", times=None, error=error, description=words, chat=person.id)
    left: list[int] = []
    database = nightly_addresses.open()
    async with road(
        url, database, steps.routes(), on_blocked=lambda _uow, chat, _now: left.append(chat)
    ) as running:
        await sends(running, [*people, *gone])
        for person in people:
            person.says(HELLO)
        await rests(database, [*people, *gone])
        weather.percent = 0
        began = time.monotonic()
        people[0].says("weer?")
        await until(lambda: _said(people[0], "text: weer?"), ALIVE_WITHIN)
        alive = time.monotonic() - began
        for person in people:
            await until(partial(_said, person, f"text: {HELLO}"), ALIVE_WITHIN)
    leaks = leaked(tmp_path, nightly_addresses.url, logs, TOKEN)
    await database.close()
    twice = sum(texts(person).count(NUDGE) > 1 for person in people)
    lost = [
        (person.id, word)
        for person in people
        for word in (ANSWER, NOTE)
        if not all_came(texts(person), word)
    ]
    with capsys.disabled():
        tried = len(standin.requests)
        print(  # noqa: T201 - the figures are the point
            f"\n{percent} in a hundred: {PEOPLE * (3 * ROUNDS + 1)} messages, {tried} requests,"
            f" faults {dict(weather.met)}, lost {len(lost)}, nudges twice {twice},"
            f" canary hits {len(leaks)},"
            f" polling alive after {alive:.1f} s"
        )
    assert lost == []
    assert leaks == []
    assert twice == 0
    assert set(left) == {person.id for person in gone}
    assert all(texts(person)[-1] for person in people)


@pytest.mark.timeout(AWAY + 2 * PATIENCE)
@pytest.mark.parametrize("how", ["cut", "502"])
async def test_an_outage_loses_nothing(
    url: str,
    standin: Standin,
    nightly_addresses: Addresses,
    tmp_path: Path,
    logs: Logs,
    how: Outage,
) -> None:
    """With the pauses and limits of real life at night: polling is alive within a minute of it."""
    people = [standin.person(f"Loper {STEM} {number}", started=True) for number in range(PEOPLE)]
    limits, polling = (Limits(), Polling()) if NIGHTLY else (QUICK, POLLING)
    database = nightly_addresses.open()
    async with road(url, database, steps.routes(), limits=limits, polling=polling) as running:
        await sends(running, people)
        standin.goes_down(how)
        for person in people:
            person.says(HELLO)
        await asyncio.sleep(AWAY)
        standin.comes_back()
        for person in people:
            await until(partial(_said, person, f"text: {HELLO}"), ALIVE_WITHIN)
        await rests(database, people)
    leaks = leaked(tmp_path, nightly_addresses.url, logs, TOKEN)
    await database.close()
    assert leaks == []
    for person in people:
        assert all_came(texts(person), ANSWER)
        assert all_came(texts(person), NOTE)
        assert texts(person).count(NUDGE) <= 1


async def _said(person: Person, words: str) -> bool:
    return words in texts(person)


async def test_a_question_that_came_by_edit_is_the_last_one(
    url: str, standin: Standin, nightly_addresses: Addresses
) -> None:
    """A series of questions under faults ends with the last question on the phone."""
    standin.faults = Weather(30)
    anna = standin.person("Anna Verzonnen", started=True)
    database = nightly_addresses.open()
    async with road(url, database, steps.routes(), poll=False) as running:
        for number in range(10):
            await running.sends(Reply(anna.id, f"vraag {number}", slot="check_in:1"))
            await asyncio.sleep(0)
        await rests(database, [anna])
    await database.close()
    assert texts(anna)[-1] == "vraag 9"
