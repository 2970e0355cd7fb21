"""What nobody asked for is not read: it would cost every start its time, and then memory."""

from pathlib import Path

import pytest

from bot.demo.standin import Standin
from tests.processes import PATIENCE, python_m_bot, real

FOR_LATER = {
    "bot.dashboard": "until a page is asked for",
    "fastapi": "with the pages",
    "jinja2": "with the pages",
    "pygal": "with the pages",
    "resvg_py": "until somebody looks back",
    "segno": "until a coach invites somebody",
    "tzfpy": "until somebody shares where he is",
    "bot.my_data": "until somebody asks for all that is stored of him",
    "bot.usecases.export_formats": "with it",
    "bot.demo": "without a token only",
    "aiohttp.web": "with the demo",
    "alembic": "when the database is not up to date",
    "psycopg": "with PostgreSQL only",
    "sqlalchemy.dialects.postgresql": "with PostgreSQL only",
    "bot.assembly.check_up": "for the doctor",
    "bot.storage.backing_up": "for a backup",
    "bot.storage.restoring": "for putting one back",
    "typer": "until a command is given",
    "bot.commands": "until a command is given",
    "rich.text": "for the doctor, and for commands that take long",
    "httpx._client": "for nobody: ours is another transport",
    "pygments.lexers._mapping": "for nobody: httpx would colour with it",
    "greenlet._greenlet": "for nobody: structlog would look for its threads",
}


@pytest.mark.usefixtures("sqlite_addresses")  # a database that is up to date
async def test_what_nobody_asked_for_is_not_read(
    tmp_path: Path, api: str, standin: Standin
) -> None:
    """A bot with a token, on SQLite, answers a runner without pages, demo, migrations and more.

    With `-OO`, as it is shipped.
    """
    sanne = standin.person("Sanne")
    settings = real(tmp_path, api, pythonprofileimporttime=1, pythonoptimize=2)
    async with python_m_bot(tmp_path, **settings) as running:
        await running.says('"started"')
        sanne.starts()
        await sanne.reads(PATIENCE)
        ended, _ = await running.stops()
    lines = [line for line in ended.err.splitlines() if line.startswith("import time:")]
    read = {line.rpartition("|")[2].strip() for line in lines}
    assert "bot.assembly.pages" in read
    assert {name: FOR_LATER[name] for name in read & set(FOR_LATER)} == {}
