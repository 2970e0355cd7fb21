"""The doctor: each fault is told with what to do, and nothing that is secret."""

import base64
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text

import content
from bot.assembly import check_up, rooms
from bot.assembly.check_up import at_home, content_read, doctor
from bot.assembly.check_up_telegram import at_telegram
from bot.clock import Clock
from bot.demo.standin import Standin
from bot.settings import Settings
from bot.storage.migrating import downgrade
from bot.usecases.ports import InboxRow
from tests.databases import DATA_KEY, Addresses
from tests.processes import TOKEN, outcome, real

OTHER_KEY = b"another made-up key for tests 32"
SECRET_PATH = "made-up-secret-path"


class Shifted(Clock):
    """A machine whose clock is wrong."""

    def __init__(self, off: timedelta) -> None:
        super().__init__()
        self._off = off

    def machine_now(self) -> datetime:
        """Return the wrong time."""
        return super().machine_now() + self._off


def keys(*given: bytes) -> SecretStr:
    """Return DATA_KEYS."""
    return SecretStr(",".join(base64.b64encode(one).decode() for one in given))


@pytest.fixture
def settings(
    sqlite_addresses: Addresses, api: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """Return settings with which all is well."""
    monkeypatch.chdir(tmp_path)
    addresses = sqlite_addresses
    for one in tmp_path.iterdir():
        one.chmod(0o600)
    return Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_url=api,
        database_url=addresses.url,
        keys_database_url=addresses.keys_url,
        data_keys=keys(DATA_KEY),
    )


@pytest.fixture
def everywhere(settings: Settings, addresses: Addresses) -> Settings:
    """Return these settings on each database in turn."""
    return settings.model_copy(update={"database_url": addresses.url})


async def told(settings: Settings, about: str, clock: Clock | None = None) -> list[str]:
    """Return what is wrong with one thing; nothing else may be, and no secret may be told."""
    findings = [*await at_telegram(settings, clock or Clock()), *at_home(settings)]
    said = " ".join(one.said for one in findings)
    secrets = (TOKEN, settings.data_keys.get_secret_value(), SECRET_PATH)
    assert not any(secret in said for secret in secrets if secret)
    troubles = [one for one in findings if one.trouble]
    assert {one.about for one in troubles} <= {about}, troubles
    return [one.said for one in troubles]


async def test_all_is_well(everywhere: Settings) -> None:
    """With a right token, database and keys nothing is wrong, before the first start and after."""
    assert await told(everywhere, "nothing") == []
    await Addresses(everywhere.database_url, everywhere.keys_url).open().close()
    assert await told(everywhere, "nothing") == []


async def test_no_token(settings: Settings) -> None:
    """Without a token it is the demo: the sentence says where to get one."""
    without = settings.model_copy(update={"telegram_bot_token": SecretStr("")})
    (said,) = await told(without, "token")
    assert "@BotFather" in said


async def test_a_refused_token(settings: Settings) -> None:
    """A token that Telegram does not know."""
    wrong = SecretStr(TOKEN.replace("nobody", "anybody"))
    (said,) = await told(settings.model_copy(update={"telegram_bot_token": wrong}), "token")
    assert "Copy it again" in said


async def test_telegram_out_of_reach(settings: Settings) -> None:
    """Nobody answers: network or address; the token, which is in the address, is not told."""
    away = settings.model_copy(update={"telegram_api_url": "http://127.0.0.1:9"})
    (said,) = await told(away, "telegram")
    assert "127.0.0.1 does not answer" in said


async def test_telegram_in_trouble(settings: Settings, standin: Standin) -> None:
    """A gateway's 502 is no wrong token."""
    standin.goes_down("502")
    (said,) = await told(settings, "token")
    assert "502" in said


@pytest.mark.parametrize(("minutes", "words"), [(3, "ahead of"), (-3, "behind")])
async def test_a_clock_that_is_wrong(settings: Settings, minutes: int, words: str) -> None:
    """Held against the time in Telegram's own answer."""
    (said,) = await told(settings, "clock", Shifted(timedelta(minutes=minutes)))
    assert words in said


async def test_a_webhook_of_somebody_else(settings: Settings, standin: Standin) -> None:
    """Polling while Telegram calls an address: its host is told, its path is not."""
    standin.webhook.url = f"https://example.org/{SECRET_PATH}"
    (said,) = await told(settings, "webhook")
    assert "example.org" in said


async def test_a_webhook_that_telegram_does_not_know(settings: Settings) -> None:
    """WEBHOOK_URL is set and Telegram brings updates to nobody."""
    hook = {"webhook_url": f"https://example.org/{SECRET_PATH}"}
    (said,) = await told(settings.model_copy(update=hook), "webhook")
    assert "start Lichter again" in said


async def test_a_webhook_that_fails(settings: Settings, standin: Standin) -> None:
    """What Telegram says of its last delivery is told while it is fresh."""
    standin.webhook.url = "https://example.org/telegram"
    standin.webhook.failed("Connection refused")
    hook = {"webhook_url": standin.webhook.url}
    (said,) = await told(settings.model_copy(update=hook), "webhook")
    assert "Connection refused" in said


async def test_a_database_that_does_not_answer(settings: Settings) -> None:
    """The sentence names address and setting, and never the password."""
    away = {"database_url": f"postgresql://lichter:{SECRET_PATH}@127.0.0.1:9/lichter"}
    (said,) = await told(settings.model_copy(update=away), "database")
    assert "DATABASE_URL" in said


async def test_a_file_that_cannot_be_written(settings: Settings, tmp_path: Path) -> None:
    """Not ours, or a folder: it is told as a fault, and is no surprise."""
    (tmp_path / "folder").mkdir(mode=0o600)
    wrong = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/folder"})
    (said,) = await told(wrong, "database")
    assert "DATABASE_URL" in said


async def test_a_database_that_takes_nothing(
    settings: Settings, postgres_addresses: Addresses
) -> None:
    """A standby answers, and Lichter would start and then keep nothing."""
    standby = f"{postgres_addresses.url}&options=-c%20default_transaction_read_only%3Don"
    (said,) = await told(settings.model_copy(update={"database_url": standby}), "database")
    assert "not written" in said


async def test_an_older_form(settings: Settings) -> None:
    """A database of an earlier Lichter asks for a backup and a migration."""
    downgrade(settings.database_url, "0001")
    (said,) = await told(settings, "database")
    assert "python -m bot migrate" in said


async def test_a_newer_form(everywhere: Settings) -> None:
    """A database of a later Lichter asks for that one."""
    engine = create_engine(
        everywhere.database_url.replace("postgresql://", "postgresql+psycopg://")
    )
    with engine.begin() as connection:
        was = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    (said,) = await told(everywhere, "database")
    with engine.begin() as connection:  # others use this database too
        connection.execute(text("UPDATE alembic_version SET version_num = :was"), {"was": was})
    engine.dispose()
    assert "upgrade this one" in said


async def test_dead_letters(everywhere: Settings) -> None:
    """An update that could not be handled is counted, and never quoted."""
    opened = Addresses(everywhere.database_url, everywhere.keys_url).open()
    now = datetime(2026, 11, 27, tzinfo=UTC)
    row = InboxRow(1, 101, SECRET_PATH)
    await opened.write(lambda uow: uow.inbox.store([row], now))
    await opened.write(lambda uow: uow.inbox.failed(1, now, dead=True))
    await opened.close()
    (said,) = await told(everywhere, "database")
    assert said.startswith("1 updates")


async def test_a_key_is_missing(settings: Settings) -> None:
    """Keys that no key of DATA_KEYS opens."""
    await Addresses(settings.database_url, settings.keys_url).open().close()
    (said,) = await told(settings.model_copy(update={"data_keys": keys(OTHER_KEY)}), "keys")
    assert "put that one back" in said


async def test_keys_wait_for_their_rotation(settings: Settings) -> None:
    """A new first key, while the runners' keys are still locked with the one before."""
    await Addresses(settings.database_url, settings.keys_url).open().close()
    both = settings.model_copy(update={"data_keys": keys(OTHER_KEY, DATA_KEY)})
    (said,) = await told(both, "keys")
    assert "keys rotate" in said


def test_no_keys_with_postgres(settings: Settings) -> None:
    """With PostgreSQL the key must be given."""
    without = {"data_keys": SecretStr(""), "database_url": "postgresql://127.0.0.1:9/lichter"}
    findings = at_home(settings.model_copy(update=without))
    assert any("keys new" in one.said for one in findings if one.trouble)


async def test_the_key_file_is_gone(settings: Settings) -> None:
    """Keys without the file that opens them: the owner has a copy of it, one hopes."""
    await Addresses(settings.database_url, settings.keys_url).open().close()
    without = {"data_keys": SecretStr("")}
    (said,) = await told(settings.model_copy(update=without), "keys")
    assert "put your copy of it back" in said


async def test_a_file_that_others_can_read(settings: Settings, tmp_path: Path) -> None:
    """`.env` with the token in it, open to everybody on the machine."""
    (tmp_path / ".env").write_text("LOG_LEVEL=INFO\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o644)
    (said,) = await told(settings, "files")
    assert "chmod 600 .env" in said


def test_a_broken_content_file(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake in content/ is named."""
    shutil.copytree(Path(content.__file__).parent, tmp_path / "content")
    (tmp_path / "content" / "check_in.toml").write_text("=", encoding="utf-8")
    usual = rooms.furnish.__kwdefaults__ or {}
    monkeypatch.setattr(rooms.furnish, "__kwdefaults__", {**usual, "root": tmp_path / "content"})
    assert content_read(settings).trouble
    assert "content/check_in.toml" in content_read(settings).said


async def test_a_full_disk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Little room is told before there is none."""
    monkeypatch.setattr(check_up, "LITTLE_ROOM", 10**18)
    (said,) = await told(settings, "disk")
    assert "make room" in said


async def test_a_dashboard_without_https(settings: Settings) -> None:
    """Coaches do not sign in over plain http."""
    plain = {"public_url": "http://lichter.example.org"}
    (said,) = await told(settings.model_copy(update=plain), "dashboard")
    assert "https" in said


async def test_no_trouble_is_told_as_none(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """When all is well each line begins with `ok`."""
    assert await doctor(settings)
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} == {"ok"}


async def test_the_command_ends_with_1_when_something_is_wrong(tmp_path: Path) -> None:
    """Exit code 1 and a line that begins with `wrong`; no secret, and no database is made."""
    ended = await outcome(tmp_path, "doctor", **real(tmp_path, "http://127.0.0.1:9"))
    assert ended.code == 1
    wrong = [line.split()[1] for line in ended.out.splitlines() if line.startswith("wrong")]
    assert wrong == ["telegram"]
    assert TOKEN not in ended.out + ended.err
    assert not (tmp_path / "lichter.db").exists()
