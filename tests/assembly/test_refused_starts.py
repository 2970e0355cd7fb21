"""What `python -m bot` says when something is wrong that a person can mend."""

import shutil
from pathlib import Path

import pytest

import content
from bot.assembly.key_file import with_keys
from bot.clock import Clock
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.settings import Settings, SettingsError
from tests.processes import (
    DATA_KEY,
    PATIENCE,
    TOKEN,
    Ended,
    free_port,
    lichter,
    outcome,
    real,
    taken_port,
)

NOBODY = "http://127.0.0.1:9"  # the discard port: nobody listens there
PASSWORD = "plainly-made-up-password"


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
    (tmp_path / ".env").write_text("LOG_LEVEL=loud\nHTTP_PORT=web\n", encoding="utf-8")
    told = ("LOG_LEVEL: must be 'DEBUG'", "HTTP_PORT: must be a whole number")
    assert_told(await outcome(tmp_path), *told, lines=3)


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


def test_a_key_that_cannot_be_made_is_told() -> None:
    """No folder can be made there, with no DATA_KEYS: the sentence names file and setting."""
    with pytest.raises(SettingsError, match=r"data\.key cannot be written .* DATABASE_URL"):
        with_keys(Settings(database_url="sqlite:////dev/null/lichter.db"))


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


async def test_the_token_of_another_bot_is_told(tmp_path: Path, api: str) -> None:
    """To that bot nobody ever wrote: all would be marked as gone, so it does not begin."""
    async with lichter(tmp_path, **real(tmp_path, api)) as running:
        await running.says('"started"')
        await running.stops()
    other = Standin("4343:plainly-made-up-of-another-bot", Clock().now, bot_id=4343)
    async with serving(other) as url:
        given = real(tmp_path, url, telegram_bot_token=other.token)
        ended = await outcome(tmp_path, **given)
    assert_told(ended, "These data belong to @", "Give the token of @", "restore")


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
        sanne.says("/hulp")  # the start may have come by its first look
        await sanne.reads(PATIENCE)
        second = real(tmp_path, api, database_url=f"sqlite:///{tmp_path}/second/lichter.db")
        ended = await outcome(tmp_path, **second)
        assert_told(ended, "Another program is receiving", "Stop that one")
        sanne.says("/hulp")
        assert (await sanne.reads(PATIENCE)).text
