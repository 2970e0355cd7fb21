"""The commands `backup` and `restore`: files for their owner alone, and nothing is sent again."""

import base64
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from bot.assembly import back_up, restore, rooms
from bot.assembly.rooms import House
from bot.assembly.same_bot import AnotherBot, hold_to
from bot.assembly.whole_file import whole_file
from bot.clock import Clock
from bot.domain.planning import DueState, Moment, MomentKind, When
from bot.domain.run import RunState
from bot.domain.runner import Safety, Standing
from bot.due.ticking import Digests, DueRows
from bot.process.http_server import PortTakenError
from bot.settings import Settings, SettingsError
from bot.storage import StorageError
from bot.usecases import planning, running
from bot.usecases.ports import Coach, Database, Tells, UnitOfWork
from tests.databases import DATA_KEY, Addresses
from tests.processes import outcome, real, taken_port
from tests.storage.people import BRAM, COACH, SANNE, enrol, nudge, run, sentence, shared

NOW = Clock().machine_now().replace(microsecond=0)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
ZONE = f"Etc/GMT{NOW.hour - 13:+d}"  # where it is between one and two in the afternoon
WENT = nudge(1)
TALKING = replace(COACH, chat=900, tells=Tells.EACH, timezone=ZONE)
DAILY = Coach("coach-daily", "Dag Testpersoon", "nl", ZONE, 901)


@pytest.fixture(scope="module")
def house() -> House:
    """Return content and rules."""
    return rooms.furnish(Clock(), language="nl", zone="Europe/Amsterdam", public_url="http://here")


def settings_of(addresses: Addresses) -> Settings:
    """Return the settings of a Lichter with these databases."""
    return Settings(
        _env_file=None,
        database_url=addresses.url,
        keys_database_url=addresses.keys_url,
        data_keys=SecretStr(base64.b64encode(DATA_KEY).decode()),
        http_port=0,
    )


def local(at: datetime) -> datetime:
    """Return a time as the people of this test have it."""
    return at.astimezone(ZoneInfo(ZONE))


def every_day(at: datetime) -> Moment:
    """Return a moment of every day at this time of the day."""
    weekdays = frozenset(range(7))
    wall = local(at).time()
    return Moment("fixed", SANNE.id, MomentKind.FIXED, When.AT, wall, wall, weekdays)


def lived(uow: UnitOfWork, house: House) -> None:
    """Live until two days ago, with much that became due since and was sent meanwhile."""
    then = NOW - 2 * DAY
    runner = replace(SANNE, timezone=ZONE, standing=Standing.USED, safety=Safety.CLEAR)
    enrol(uow, runner)
    shared(uow, runner, TALKING)
    uow.coaches.save(TALKING)
    bram = replace(BRAM, timezone=ZONE)
    enrol(uow, bram)
    shared(uow, bram, DAILY, then - 9 * DAY)
    uow.coaches.save(replace(DAILY, digest_on=local(then - DAY).date()))
    uow.runs.add(replace(run(1, bram, RunState.REFLECTED), checked_in_at=then, back_at=then))
    uow.planning.add_moment(every_day(NOW + 2 * HOUR), then)
    uow.planning.add_moment(replace(every_day(NOW - HOUR), id="lately"), then)
    ago = local(NOW - HOUR)
    once = Moment("once", SANNE.id, MomentKind.ONE_OFF, When.AT, ago.time(), ago.time())
    uow.planning.add_moment(replace(once, day=ago.date()), then)
    planning.replan(uow, runner, then, house.plan_rules)
    for number, state in ((1, RunState.RUNNING), (2, RunState.BACK), (3, RunState.REFLECTED)):
        one = replace(run(number, state=state), planned_end=then, back_at=then)
        uow.runs.add(one)
        for kind in (running.ARE_YOU_BACK, running.RUN_ENDS, running.REFLECTION_ENDS):
            uow.planning.plan(running.due(one, kind, then, NOW - HOUR, NOW + DAY))
    uow.runs.write(sentence(run(3), "verzonnen zin", shared=True))
    uow.planning.plan(WENT)
    uow.planning.sent_all([WENT.id], then)
    ended = run(3, state=RunState.REFLECTED)
    uow.planning.plan(running.due(ended, running.SUMMARY, then, then, NOW + DAY))


async def sends(database: Database, house: House) -> int:
    """Let everything that is due happen now; return how many messages wait to be sent."""
    clock = Clock()

    def woken() -> None:
        """Nobody sends here."""

    await DueRows(database, clock, house.nudge_rules, house.messages, woken).tick()
    await Digests(database, clock, house.messages, woken).tick()
    chats = (SANNE.chat, TALKING.chat, DAILY.chat)
    return await database.read(lambda uow: sum(uow.outbox.waiting(x or 0) for x in chats))


async def restored(addresses: Addresses, tmp_path: Path, house: House) -> Database:
    """Let somebody live, back that up, restore it elsewhere, and open it."""
    database = addresses.open()
    await database.write(lambda uow: lived(uow, house))
    await database.close()
    back_up(settings_of(addresses), tmp_path / "out", None)
    (file,) = (tmp_path / "out").glob("lichter-*.backup")
    there = replace(addresses, url=f"sqlite:///{tmp_path}/empty.db")
    restore(settings_of(there), file, None)
    return there.open()


async def test_nothing_is_sent_again(addresses: Addresses, tmp_path: Path, house: House) -> None:
    """Nudges, questions, notes and digests that were due before the restore stay unsent."""
    database = await restored(addresses, tmp_path, house)
    sent = await sends(database, house)
    due = await database.read(lambda uow: uow.planning.claim_due(NOW + 30 * DAY, 100))
    await database.close()
    assert sent == 0
    assert {one.slot for one in due} == {"fixed", "lately"}
    assert all(one.state is DueState.DUE and one.due_at > NOW for one in due)


async def test_without_settling_it_would_be_sent(addresses: Addresses, house: House) -> None:
    """The life of these tests would lead to messages: else the test before proves nothing."""
    database = addresses.open()
    await database.write(lambda uow: lived(uow, house))
    sent = await sends(database, house)
    await database.close()
    assert sent > 0


async def test_a_restored_database_is_of_any_bot(
    sqlite_addresses: Addresses, tmp_path: Path, house: House
) -> None:
    """Whoever tries a backup may do so with a bot for trying; after its start it is of that one."""
    database = sqlite_addresses.open()
    await hold_to(4242, "lichter_bot", database)
    with pytest.raises(AnotherBot):
        await hold_to(4343, "trying_bot", database)
    await database.close()
    database = await restored(sqlite_addresses, tmp_path, house)
    await hold_to(4343, "trying_bot", database)
    with pytest.raises(AnotherBot):
        await hold_to(4242, "lichter_bot", database)
    await database.close()


async def test_what_was_sent_stays_sent(
    sqlite_addresses: Addresses, tmp_path: Path, house: House
) -> None:
    """Nothing of it lapses: the policy counts it, as it did before the backup."""
    database = await restored(sqlite_addresses, tmp_path, house)
    found = await database.read(lambda uow: uow.planning.nudge(SANNE.id, WENT.id))
    await database.close()
    assert found == replace(WENT, state=DueState.SENT)


async def test_runs_end(sqlite_addresses: Addresses, tmp_path: Path, house: House) -> None:
    """A run that was going on at the backup has ended: nobody is held in silence for it."""
    database = await restored(sqlite_addresses, tmp_path, house)
    runs = await database.read(lambda uow: uow.runs.latest(SANNE.id, 5))
    await database.close()
    ended = {RunState.UNKNOWN, RunState.REFLECTED}
    assert {one.state for one in runs} == ended


def test_of_keys_one_generation_is_kept(sqlite_addresses: Addresses, tmp_path: Path) -> None:
    """Two backups: the data twice, the keys once; for their owner alone, nothing unfinished."""
    settings = settings_of(sqlite_addresses)
    out = tmp_path / "out"
    (out).mkdir()
    (out / "lichter-20260101-000000.backup").write_bytes(b"an earlier one")
    (out / "keys.backup").write_bytes(b"an earlier one")
    back_up(settings, out, None)
    names = sorted(one.name for one in out.iterdir())
    assert len(names) == 3
    assert names[0] == "keys.backup"
    assert (out / "keys.backup").read_bytes() != b"an earlier one"
    assert {(out / name).stat().st_mode & 0o777 for name in (names[0], names[2])} == {0o600}


def test_two_at_the_same_time(tmp_path: Path) -> None:
    """A timer, and somebody by hand: what stands there is whole at every moment."""
    file = tmp_path / "keys.backup"
    with whole_file(file) as first:
        first.write(b"whole")
        with suppress(KeyboardInterrupt), whole_file(file) as second:
            second.write(b"ha")
            raise KeyboardInterrupt
    assert [one.name for one in tmp_path.iterdir()] == ["keys.backup"]
    assert file.read_bytes() == b"whole"


async def test_keys_stay_when_there_are_people(sqlite_addresses: Addresses, tmp_path: Path) -> None:
    """A coach alone, with no runner yet: `restore --keys` is refused before his key is gone."""
    settings, out = settings_of(sqlite_addresses), tmp_path / "out"
    back_up(settings, out, None)
    there = Addresses(f"sqlite:///{tmp_path}/new.db", f"sqlite:///{tmp_path}/new-keys.db")
    database = there.open()
    await database.write(lambda uow: uow.coaches.add(COACH, b"a" * 32, NOW + DAY))
    await database.close()
    (file,) = out.glob("lichter-*.backup")
    with pytest.raises(StorageError, match="an empty one"):
        restore(settings_of(there), file, out / "keys.backup")
    database = there.open()
    assert await database.read(lambda uow: uow.coaches.all()) == [COACH]
    await database.close()


def test_a_folder_where_nothing_can_be_written(addresses: Addresses, tmp_path: Path) -> None:
    """It is told in one sentence, and nothing is left behind."""
    (tmp_path / "occupied").write_text("a file, where a folder is needed", encoding="utf-8")
    with pytest.raises(SettingsError, match="cannot be written"):
        back_up(settings_of(addresses), tmp_path / "occupied", None)


def test_not_while_lichter_runs(sqlite_addresses: Addresses, tmp_path: Path) -> None:
    """Whoever has the port is asked to stop first."""
    with taken_port() as port:
        settings = settings_of(sqlite_addresses).model_copy(update={"http_port": port})
        with pytest.raises(PortTakenError, match="Is Lichter running already"):
            restore(settings, tmp_path / "nothing.backup", None)


async def test_the_commands(tmp_path: Path) -> None:
    """As the drill of operating.md: migrate, backup, all lost, restore."""
    before = real(tmp_path, "http://127.0.0.1:9")
    assert (await outcome(tmp_path, "migrate", **before)).code == 0
    made = await outcome(tmp_path, "backup", "out", **before)
    assert made.code == 0, made.err
    (file,) = (tmp_path / "out").glob("lichter-*.backup")
    after = {**before, "database_url": f"sqlite:///{tmp_path}/new/lichter.db"}
    words = ("restore", str(file), "--keys", "out/keys.backup")
    ended = await outcome(tmp_path, *words, **after)
    assert ended.code == 0, ended.err
    assert "rows are back" in ended.out
