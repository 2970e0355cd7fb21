"""`python -m bot` as it runs and stops, and its commands for coaches and keys."""

import asyncio
import itertools
import json
from pathlib import Path

import aiohttp

from bot.demo.people import Person
from bot.demo.standin import Standin
from tests.bot_api import assert_all_valid
from tests.furnished import WORDS
from tests.processes import (
    PATIENCE,
    Ended,
    free_port,
    lichter,
    outcome,
    python_m_bot,
    real,
)
from tests.telegram.seeing import until

SECONDS_TO_STOP = 2.0  # what the product promises
NOBODY = "http://127.0.0.1:9"  # the discard port: nobody listens there
SAY = WORDS.of("nl")


async def enter_and_go(person: Person) -> None:
    """Go from START to the first question."""
    person.starts()
    for label in ("start-agree", "safety-clear", "start-standing-starting"):
        await taps_when_there(person, SAY(label))
    await sees(person, SAY("check-in-tension-ask"))


async def taps_when_there(person: Person, label: str) -> None:
    """Tap a button as soon as the newest message has it."""

    def there() -> bool | None:
        return (bool(person.messages) and person.messages[-1].button(label) is not None) or None

    await person.chat.bell.until(there, PATIENCE)
    person.taps(label)


async def sees(person: Person, words: str) -> None:
    """Wait until the newest message has these words."""

    def there() -> bool | None:
        return (bool(person.messages) and words in person.messages[-1].text) or None

    await person.chat.bell.until(there, PATIENCE)


async def chatters(person: Person) -> None:
    """Say something again and again."""
    for number in itertools.count():
        person.says(f"verzonnen {number}")
        await asyncio.sleep(0.02)


async def open_live_page(session: aiohttp.ClientSession, root: str) -> aiohttp.ClientResponse:
    """Open the stream of a page of the coach, and wait until it speaks."""
    response = await session.get(f"{root}/live")
    assert response.status == 200
    assert await response.content.readline() == b": here\n"
    return response


def assert_stopped(stopped: tuple[Ended, float]) -> None:
    """Hold that it stopped in time, cleanly, without a traceback."""
    ended, seconds = stopped
    assert ended.code == 0, ended.err
    assert seconds < SECONDS_TO_STOP
    assert "Traceback" not in ended.err
    assert ended.sentences == []


async def test_it_stops_while_telegram_is_out_of_reach(tmp_path: Path) -> None:
    """SIGTERM counts from the first moment: also while it still waits for Telegram."""
    async with lichter(tmp_path, **real(tmp_path, NOBODY)) as running:
        await running.says("telegram_unreachable")
        assert_stopped(await running.stops())


async def test_it_stops_in_the_middle_of_the_work(
    tmp_path: Path, api: str, standin: Standin
) -> None:
    """SIGTERM while twenty people talk without a pause: it ends with 0, within two seconds."""
    people = [standin.person(f"Loper {number}") for number in range(20)]
    async with lichter(tmp_path, **real(tmp_path, api)) as running:
        await running.says('"started"')
        for person in people:
            person.starts()
        await people[0].reads(PATIENCE)
        talking = [asyncio.create_task(chatters(person)) for person in people]
        await people[-1].reads(PATIENCE)
        assert_stopped(await running.stops())
        for task in talking:
            task.cancel()


async def test_it_stops_while_telegram_lets_it_wait(
    tmp_path: Path, api: str, standin: Standin
) -> None:
    """SIGTERM while a message is on its way and Telegram says nothing: nobody waits for it."""
    sanne = standin.person("Sanne")

    async def is_on_its_way() -> bool:
        return bool(standin.calls("sendMessage"))

    async with lichter(tmp_path, **real(tmp_path, api)) as running:
        await running.says('"started"')
        standin.fail("sendMessage", times=None, latency=PATIENCE)
        sanne.starts()
        await until(is_on_its_way, PATIENCE)
        assert_stopped(await running.stops())


async def test_what_came_while_it_was_down_is_answered_after_the_next_start(
    tmp_path: Path, api: str, standin: Standin
) -> None:
    """Stop and start again: nothing that was said in between is lost."""
    sanne = standin.person("Sanne")
    settings = real(tmp_path, api)
    async with lichter(tmp_path, **settings) as running:
        await running.says('"started"')
        await enter_and_go(sanne)
        assert_stopped(await running.stops())
    sanne.taps("7")
    async with lichter(tmp_path, **settings) as running:
        await sees(sanne, SAY("check-in-need-ask"))
        assert_stopped(await running.stops())
    assert_all_valid(standin)


async def test_the_demo_runs_and_stops_with_a_page_open(tmp_path: Path) -> None:
    """Both addresses answer, /start is answered, data lie under data/demo, and it stops in time."""
    async with python_m_bot(tmp_path, http_port=0, phone_port=0) as running:
        phone = (await running.says("  phone ")).split()[-1]
        dashboard = (await running.says("  dashboard ")).split()[-1].rstrip("/")
        async with aiohttp.ClientSession() as session:
            for address in (phone, dashboard + "/", dashboard + "/readyz"):
                async with session.get(address) as response:
                    assert response.status == 200, address
            await starts_on_the_phone(session, phone)
            await open_live_page(session, dashboard)
            assert_stopped(await running.stops())
    found = sorted(file.name for file in (tmp_path / "data").rglob("*") if file.is_file())
    assert found == ["data.key", "keys.db", "lichter.db"]


async def starts_on_the_phone(session: aiohttp.ClientSession, phone: str) -> None:
    """Press START on the phone page, and wait until the answer is on its stream."""
    root, _, path = phone.partition("/phone/")
    person, _, start = path.partition("?start=")
    press = f"{root}/phone/api/people/{person}/starts"
    own = {"Origin": root}
    async with session.post(press, json={"payload": start}, headers=own) as response:
        assert response.status == 200
    async with session.get(f"{root}/phone/api/events?next=0") as stream:
        agree = json.dumps(SAY("start-agree")).strip('"').encode()
        async with asyncio.timeout(PATIENCE):
            while agree not in await stream.content.readline():
                pass


async def test_updates_come_by_webhook(tmp_path: Path, api: str, standin: Standin) -> None:
    """With WEBHOOK_URL Telegram calls the program, which never polls."""
    port = free_port()
    hook = {
        "webhook_url": f"http://127.0.0.1:{port}/telegram",
        "webhook_secret": "made_up",
    }
    sanne = standin.person("Sanne")
    async with lichter(tmp_path, **real(tmp_path, api, http_port=port, **hook)) as running:
        await running.says('"started"')
        await enter_and_go(sanne)
        assert_stopped(await running.stops())
    assert standin.calls("getUpdates") == []
    assert standin.webhook.url == f"http://127.0.0.1:{port}/telegram"
    assert_all_valid(standin)


async def test_a_coach_is_made_on_the_command_line(
    tmp_path: Path, api: str, standin: Standin
) -> None:
    """`coach add` prints a link that activates the account once."""
    settings = real(tmp_path, api)
    made = await outcome(tmp_path, "coach", "add", "Noor Verzonnen", **settings)
    assert made.code == 0, made.err
    link, _, word = made.out.strip().partition("?start=")
    assert link == f"https://t.me/{standin.username}"
    noor = standin.person("Noor")
    async with lichter(tmp_path, **settings) as running:
        await running.says('"started"')
        noor.starts(word)
        await sees(noor, SAY("coach-activated", name="Noor Verzonnen"))


async def test_a_coach_is_removed_on_the_command_line(tmp_path: Path, api: str) -> None:
    """`coach list` shows her and her id, `coach remove` ends it; nobody else is meant by a slip."""
    settings = real(tmp_path, api)
    await outcome(tmp_path, "coach", "add", "Noor Verzonnen", **settings)
    listed = await outcome(tmp_path, "coach", "list", **settings)
    assert "Noor Verzonnen · not activated yet · runners: 0 · " in listed.out
    slip = await outcome(tmp_path, "coach", "remove", "Noor", "--yes", **settings)
    assert (slip.code, slip.out) == (1, "")
    assert "coach list" in slip.err
    coach_id = listed.out.split()[-1]
    removed = await outcome(tmp_path, "coach", "remove", coach_id, "--yes", **settings)
    assert (removed.code, "no coach any more" in removed.out) == (0, True)


async def test_a_new_key_is_a_key(tmp_path: Path, api: str) -> None:
    """What `keys new` prints is what DATA_KEYS takes; `migrate` then makes the database."""
    key = (await outcome(tmp_path, "keys", "new")).out.strip()
    ended = await outcome(tmp_path, "migrate", **real(tmp_path, api, data_keys=key))
    assert (ended.code, ended.sentences) == (0, [])
    assert (tmp_path / "lichter.db").exists()
