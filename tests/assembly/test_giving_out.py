"""The command `export`: one runner's data in a file, for its owner alone."""

import base64
import io
import zipfile
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.assembly import give_out
from bot.settings import Settings, SettingsError
from bot.usecases.ports import UnitOfWork
from tests.databases import DATA_KEY, Addresses
from tests.storage.people import BRAM, SANNE, enrol, run, sentence


@pytest.fixture
async def settings(addresses: Addresses) -> Settings:
    """Return the settings of a Lichter with two runners, on each database in turn."""

    def live(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        for runner in (SANNE, BRAM):
            uow.runs.add(run(1, runner))
            uow.runs.write(sentence(run(1, runner), f"verzonnen zin van {runner.first_name}"))

    database = addresses.open()
    await database.write(live)
    await database.close()
    return Settings(
        _env_file=None,
        database_url=addresses.url,
        keys_database_url=addresses.keys_url,
        data_keys=SecretStr(base64.b64encode(DATA_KEY).decode()),
    )


@pytest.mark.parametrize("who", [SANNE.id, str(SANNE.chat)])
async def test_all_of_one_runner(settings: Settings, tmp_path: Path, who: str) -> None:
    """By id or chat: the zip of /mijngegevens, with his sentence and nobody else's."""
    file = tmp_path / "asked.zip"
    await give_out(settings, who, file)
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as opened:
        told = opened.read("lichter.json").decode()
    assert "verzonnen zin van Sanne" in told
    assert "Bram" not in told
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("who", ["nobody", "999", "9" * 30, "9" * 5_000])
async def test_nobody(settings: Settings, tmp_path: Path, who: str) -> None:
    """An unknown id or chat is told, and no file is made."""
    file = tmp_path / "asked.zip"
    with pytest.raises(SettingsError, match="There is no runner"):
        await give_out(settings, who, file)
    assert not file.exists()
