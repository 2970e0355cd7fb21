"""What people write and what they are called stays where it belongs, whatever goes wrong.

A town in which every name, sentence, plan, letter and note is a canary lives through a day with
errors of Telegram, of the database and of a step; then all that was written is looked through.
"""

import asyncio
import contextlib
import io
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.demo.methods.editing import NOT_MODIFIED
from bot.storage.backing_up import back_up_data, back_up_keys
from tests.canaries import Canaries, disguises
from tests.conversations.town import Town
from tests.databases import DATA_KEY
from tests.logged import written_logs
from tests.nightly import NIGHTLY
from tests.people import Coach, Runner
from tests.telegram.conftest import TOKEN

SENTENCES = 1_000 if NIGHTLY else 20
LOCKED = 12.0  # seconds; the bot waits for ten
ANNA, BO, COACH = "Anna", "Bo", "coach"
LONG = pytest.mark.timeout(1800)  # seconds; the nightly form takes minutes


@pytest.fixture
def logs() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Keep what is logged."""
    with written_logs() as written:
        yield written


def test_a_canary_is_found_in_every_disguise() -> None:
    """The search can find: in each encoding, between other letters; and it knows whose it is."""
    canaries = Canaries()
    word = canaries.word(ANNA)
    for name, look in disguises(word).items():
        assert f"{word} ({name})" in canaries.found_in(b"xx" + look + b"yy")
    assert canaries.found_in(word.encode(), but=ANNA) == []
    assert canaries.found_in(b"a sentence of somebody else") == []


# ---------------------------------------------------------------------- a day of canaries
async def lives(runner: Runner, whose: str, canaries: Canaries, invite: str = "") -> None:
    """Go from the start to a sentence that is told, changed again and again, and a plan."""
    await runner.joins(invite=invite)
    await runner.checks_in()
    await runner.goes()
    said = await runner.comes_back(f"{canaries.word(whose)} is lichter")
    if invite:
        await runner.taps("Ja, delen", "Delen")
    await runner.taps("Klaar")
    assert said is not None
    for _ in range(SENTENCES // 2):
        await runner.edits(said, f"{canaries.word(whose)} is lichter")
    await runner.says(f"morgen 15:00 {canaries.word(whose)}")
    await runner.taps("Ja, ik loop ervoor")


async def write_to_each_other(town: Town, anna: Runner, coach: Coach, canaries: Canaries) -> None:
    """A letter of each, a note, a line, and texts that are no letter after all."""
    name = anna.person.account.first_name
    await town.later(hours=3)
    for _ in range(2):
        await anna.says(f"Ik wil het eens hebben over {canaries.word(ANNA)}")
        await anna.taps("Stuur het")
    await coach.writes_to(name, f"Dag {canaries.word(COACH)}")
    path = await coach.path_of(name)
    for what in ("notes", "line"):
        await coach.posts(f"{path}/{what}", text=canaries.word(COACH))
    for page in ("/", "/attention", "/runners", path, f"{path}/talk", f"{path}/settings"):
        await coach.page(page)
    for kind in ("csv", "json"):
        await coach.posts(f"{path}/export", kind=kind)


async def break_telegram(town: Town, anna: Runner, canaries: Canaries) -> None:
    """Telegram answers with errors that quote what it was sent."""
    quoted = f"Bad Request: can't parse {canaries.word(ANNA)}"
    town.expected |= {f"Bad Request: {NOT_MODIFIED}", quoted}
    for error in (500, 502, 400):
        town.standin.fail("sendMessage", error=error, description=quoted)
        await anna.says("/hulp")
    town.standin.fail("getUpdates", error=500, description=quoted)
    await anna.says("/hulp")


async def break_steps(town: Town, anna: Runner, coach: Coach, canaries: Canaries) -> None:
    """A plan and a note cannot be kept: the one is told in the chat, the other on the page."""
    path = await coach.path_of(anna.person.account.first_name)
    with changed(town) as connection:
        for table in ("moments", "notes"):
            connection.execute(
                f"CREATE TRIGGER broken_{table} BEFORE INSERT ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END"
            )
        await anna.says(f"overmorgen 15:00 {canaries.word(ANNA)}")
        await anna.taps("Ja, ik loop ervoor")
        await coach.posts(f"{path}/notes", answered=500, text=canaries.word(COACH))
        dead = connection.execute("DELETE FROM inbox WHERE state = 'dead'")
        assert dead.rowcount == 1
        for table in ("moments", "notes"):
            connection.execute(f"DROP TRIGGER broken_{table}")


async def lock_the_database(town: Town, anna: Runner, canaries: Canaries) -> None:
    """Another program holds the file for longer than anybody waits for it."""
    with changed(town) as connection:
        connection.execute("BEGIN IMMEDIATE")
        anna.person.says(f"Ik zeg dit op slot: {canaries.word(ANNA)}")
        await asyncio.sleep(LOCKED)
        connection.execute("ROLLBACK")
    await town.settles()


@contextlib.contextmanager
def changed(town: Town) -> Iterator[sqlite3.Connection]:
    """Open the database of a town past all of the bot's own code."""
    with contextlib.closing(sqlite3.connect(file_of(town), isolation_level=None)) as connection:
        yield connection


def file_of(town: Town) -> str:
    """Return where the database of a town lies."""
    return town.addresses.url.removeprefix("sqlite:///")


# ---------------------------------------------------------------------- what was written
async def taken_along(runner: Runner) -> bytes:
    """Ask for one's own data; return all files of the zip, one after the other."""
    await runner.says("/mijngegevens")
    (packed,) = [one.document for one in runner.news if one.document is not None]
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        return b"\n".join(file.read(name) for name in file.namelist())


def kept_of(canaries: Canaries) -> set[str]:
    """Return what is kept of Anna: her name, her sentence as it now is, a plan and two letters."""
    name, *words = canaries.let_go[ANNA]
    return {name, *words[SENTENCES // 2 : SENTENCES // 2 + 4]}


def backed_up(town: Town) -> dict[str, bytes]:
    """Make a backup of the data and one of the keys."""
    data, keys, now = io.BytesIO(), io.BytesIO(), Clock().machine_now()
    back_up_data(town.addresses.url, [DATA_KEY], data, now, lambda _done, _all: None)
    back_up_keys(town.addresses.keys_url, [DATA_KEY], keys)
    return {"backup": data.getvalue(), "backup of the keys": keys.getvalue()}


def on_disk(folder: Path) -> dict[str, bytes]:
    """Return each file."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@LONG
async def test_no_canary_flies_out(
    town: Town,
    tmp_path: Path,
    logs: tuple[io.StringIO, io.StringIO],
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Not in logs, tracebacks, database, WAL, backups, metrics or another's data; in one's own."""
    canaries, coach = Canaries(), await town.coach()
    anna = await town.runner(canaries.word(ANNA))
    bo = await town.runner(canaries.word(BO))
    await lives(anna, ANNA, canaries, await coach.invites())
    await lives(bo, BO, canaries)
    await write_to_each_other(town, anna, coach, canaries)
    await break_telegram(town, anna, canaries)
    await break_steps(town, anna, coach, canaries)
    if NIGHTLY:
        await lock_the_database(town, anna, canaries)
    places = on_disk(tmp_path) | backed_up(town)
    places["metrics"] = (await coach.page("/metrics")).encode()
    hers, his = await taken_along(anna), await taken_along(bo)
    await town.closes()
    places |= {f"{name}, closed": text for name, text in on_disk(tmp_path).items()}
    places["logs"], places["plain logs"] = (one.getvalue().encode() for one in logs)
    places["standard output"], places["standard error"] = map(str.encode, capfd.readouterr())
    assert len(places["lichter.db-wal"]) > 0
    assert b"update_failed" in places["logs"]
    assert b"message_dropped" in places["plain logs"]
    secret = TOKEN.partition(":")[2].encode()
    leaks = {name: canaries.found_in(text) for name, text in places.items()}
    leaks |= {f"{name}: token": ["token"] for name, text in places.items() if secret in text}
    assert {name: found for name, found in leaks.items() if found} == {}
    assert canaries.found_in(his, but=BO) == []
    assert kept_of(canaries) - {one for one in kept_of(canaries) if one.encode() in hers} == set()
