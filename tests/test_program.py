"""`python -m bot` as people meet it: what it says when something is wrong, and how it stops."""

import asyncio
import itertools
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

import content
from bot.assembly.key_file import with_keys
from bot.clock import Clock
from bot.demo.people import Person
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.settings import Settings
from tests.bot_api import assert_all_valid
from tests.furnished import WORDS
from tests.processes import (
    DATA_KEY,
    PATIENCE,
    TOKEN,
    Ended,
    free_port,
    lichter,
    outcome,
    python_m_bot,
    real,
    taken_port,
)
from tests.telegram.seeing import until

SECONDS_TO_STOP = 2.0  # what the product promises
NOBODY = "http://127.0.0.1:9"  # the discard port: nobody listens there
PASSWORD = "plainly-made-up-password"
SAY = WORDS.of("nl")


@pytest.fixture
def standin() -> Standin:
    """Return a server in Telegram's place, not yet serving."""
    return Standin(TOKEN, Clock().now)


@pytest.fixture
async def api(standin: Standin) -> AsyncIterator[str]:
    """Serve the stand-in; gives its root."""
    async with serving(standin) as url:
        yield url


def assert_told(ended: Ended, *words: str, lines: int = 1) -> None:
    """Hold that it ended with so many plain lines with these words, and nothing that is secret."""
    everything = ended.out + ended.err
    assert ended.code == 1, everything
    assert len(ended.sentences) == lines, ended.sentences
    told = "\n".join(ended.sentences)
    assert all(word in told for word in words), told
    assert "Traceback" not in everything
    assert not any(secret in everything for secret in (TOKEN, DATA_KEY, PASSWORD))


def copy_of_content(folder: Path) -> Path:
    """Put a content folder where the program looks first: where it is started."""
    made = folder / "content"
    shutil.copytree(Path(content.__file__).parent, made)
    return made


# ---------------------------------------------------------------------- what a person can mend


async def test_all_wrong_settings_are_told_at_once(tmp_path: Path) -> None:
    """Each wrong setting is named, with what it must be, in one message."""
    ended = await outcome(tmp_path, http_port="soon", default_timezone="Mars/Olympus")
    assert_told(ended, "HTTP_PORT: ", "DEFAULT_TIMEZONE: ", "like Europe/Amsterdam", lines=3)


async def test_postgres_without_a_key_is_refused(tmp_path: Path) -> None:
    """With PostgreSQL nothing is kept on this machine, so the key must be given."""
    url = "postgresql://nobody@127.0.0.1:1/lichter"
    ended = await outcome(tmp_path, telegram_bot_token=TOKEN, database_url=url)
    assert_told(ended, "DATA_KEYS", "python -m bot keys new", lines=1)


async def test_a_key_is_made_beside_sqlite(tmp_path: Path) -> None:
    """With SQLite a missing key is made once, readable by its owner alone."""
    url = f"sqlite:///{tmp_path}/l.db"
    first = with_keys(Settings(database_url=url))
    assert with_keys(Settings(database_url=url)).keys() == first.keys()
    assert (tmp_path / "data.key").stat().st_mode & 0o777 == 0o600


async def test_a_part_of_the_work_on_sqlite_is_refused(tmp_path: Path) -> None:
    """No other process could do the rest: the sentence says what several of them need."""
    ended = await outcome(tmp_path, "--only", "work", **real(tmp_path, NOBODY))
    assert_told(ended, "--only", "one process", "PostgreSQL")
    assert not (tmp_path / "lichter.db").exists()


async def test_a_part_that_does_not_exist_is_told(tmp_path: Path) -> None:
    """The wrong word is named, and the right ones."""
    ended = await outcome(tmp_path, "--only", "work,sleep", **real(tmp_path, NOBODY))
    assert_told(ended, "'sleep'", "receive, work, send, schedule, dashboard")


async def test_a_wrong_line_in_env_is_told(tmp_path: Path) -> None:
    """`.env` in the folder is read, and a mistake there is told like one in the environment."""
    (tmp_path / ".env").write_text("LOG_LEVEL=loud\n", encoding="utf-8")
    assert_told(await outcome(tmp_path), "LOG_LEVEL: ", lines=2)


async def test_a_language_that_nobody_wrote_is_told(tmp_path: Path) -> None:
    """DEFAULT_LANGUAGE must be a folder of content/locales, and the sentence says so."""
    ended = await outcome(tmp_path, default_language="tlh", http_port=0)
    assert_told(ended, "content/locales/tlh", "DEFAULT_LANGUAGE")


async def test_a_broken_content_file_is_named(tmp_path: Path) -> None:
    """A mistake in content/ is one sentence with file and key."""
    file = copy_of_content(tmp_path) / "check_in.toml"
    file.write_text(file.read_text("utf-8").replace('"scale"', '"slider"', 1), encoding="utf-8")
    ended = await outcome(tmp_path, http_port=0)
    assert_told(ended, "content/check_in.toml", "questions.", ".kind", "slider")


async def test_a_broken_locale_file_is_named(tmp_path: Path) -> None:
    """A line that Fluent does not understand is one sentence with the file."""
    file = copy_of_content(tmp_path) / "locales" / "en" / "run.ftl"
    file.write_text(file.read_text("utf-8") + "\nthis is no message\n", encoding="utf-8")
    ended = await outcome(tmp_path, http_port=0)
    assert_told(ended, "content/locales/en/run.ftl", "this is no message")


async def test_a_taken_port_is_told_before_anything_is_touched(tmp_path: Path) -> None:
    """A second start goes at once, though Telegram is out of reach, and leaves no data behind."""
    with taken_port() as port:
        ended = await outcome(tmp_path, **real(tmp_path, NOBODY, http_port=port))
    assert_told(ended, f"127.0.0.1:{port}", "another HTTP_PORT")
    assert not (tmp_path / "lichter.db").exists()


async def test_a_taken_port_of_the_phone_is_told(tmp_path: Path) -> None:
    """In the demo, PHONE_PORT is named when it is that one."""
    with taken_port() as port:
        ended = await outcome(tmp_path, http_port=0, phone_port=port)
    assert_told(ended, f"127.0.0.1:{port}", "another PHONE_PORT")


async def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """The sentence names address and setting, and never the password; also without Telegram."""
    url = f"postgresql://lichter:{PASSWORD}@127.0.0.1:{free_port()}/lichter"
    ended = await outcome(tmp_path, **real(tmp_path, NOBODY, database_url=url))
    assert_told(ended, "lichter:***@127.0.0.1", "cannot be reached", "DATABASE_URL")


async def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    """A SQLite file where no file can be: the sentence names it and the setting."""
    (tmp_path / "occupied").write_text("a file, where a folder is needed", encoding="utf-8")
    url = f"sqlite:///{tmp_path}/occupied/lichter.db"
    ended = await outcome(tmp_path, **real(tmp_path, NOBODY, database_url=url))
    assert_told(ended, "occupied", "cannot be reached", "DATABASE_URL")


async def test_other_keys_than_the_data_were_locked_with_are_told(tmp_path: Path, api: str) -> None:
    """Started with a wrong DATA_KEYS it ends at once, and nothing is written with the new one."""
    settings = real(tmp_path, api)
    async with lichter(tmp_path, **settings) as running:
        await running.says('"started"')
        await running.stops()
    other = "YW5vdGhlciBtYWRlIHVwIGtleSBvZiAzMiBieXRlcyE="
    assert_told(await outcome(tmp_path, **{**settings, "data_keys": other}), "DATA_KEYS", "again")


async def test_a_wrong_token_is_told(tmp_path: Path, api: str) -> None:
    """Telegram's 401: where to get the token, and not the token itself."""
    wrong = TOKEN.replace("nobody", "anybody")
    ended = await outcome(tmp_path, **real(tmp_path, api, telegram_bot_token=wrong))
    assert_told(ended, "refuses the bot token", "@BotFather", "TELEGRAM_BOT_TOKEN")
    assert wrong not in ended.out + ended.err


async def test_a_refused_webhook_is_told(tmp_path: Path, api: str) -> None:
    """Telegram takes no plain http address of another machine: the sentence says what to do."""
    hook = {"webhook_url": "http://lichter.invalid", "webhook_secret": "made_up"}
    ended = await outcome(tmp_path, **real(tmp_path, api, **hook))
    assert_told(ended, "WEBHOOK_URL", "https", "to poll instead")


async def test_the_newcomer_of_two_pollers_goes(tmp_path: Path, api: str, standin: Standin) -> None:
    """A second poller ends with a sentence; the first one goes on answering."""
    sanne = standin.person("Sanne")
    async with lichter(tmp_path, **real(tmp_path, api)) as first:
        await first.says('"started"')
        sanne.starts()
        await sanne.reads(PATIENCE)
        second = real(tmp_path, api, database_url=f"sqlite:///{tmp_path}/second/lichter.db")
        ended = await outcome(tmp_path, **second)
        assert_told(ended, "Another program is receiving", "Stop that one")
        sanne.says("/hulp")
        assert (await sanne.reads(PATIENCE)).text


# ---------------------------------------------------------------------- running and stopping


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
