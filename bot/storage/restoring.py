"""Putting a backup back: into an empty database, in one transaction, on SQLite and PostgreSQL.

A backup of any earlier form goes into tables of that form, which are then brought up to date.
Whose key was destroyed since is dropped: erasing reaches backups, and stays done. So does what
was taken back since: sharing with a coach, and sentences.
"""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import BinaryIO

from sqlalchemy import (
    Connection,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from bot.storage import engines
from bot.storage.backing_up import DATA_PURPOSE, KEYS_PURPOSE, STEP, VERSION, Tell
from bot.storage.errors import KeyGoneError, StorageError
from bot.storage.keystore import Masters, TakenBack, Wrapped
from bot.storage.migrating import rebuilt, to_newest
from bot.storage.opening import DATA, open_keystore
from bot.storage.schema import known_forms
from bot.storage.sealed_file import DAMAGED, read_lines
from bot.storage.tables import coaches, kept, runners
from bot.storage.taken_back import end_taken_back
from bot.storage.unit_of_work import Transaction
from bot.storage.vault import INSTALLATION, TRANSPORT, Vault
from bot.usecases.ports import UnitOfWork

_FULL = (
    "The database holds people already. A backup goes into an empty one: stop Lichter, move the"
    " old one away, and try again."
)
_KEYS_THERE = (
    "The keystore holds keys of runners already: restore without --keys. With the older keys whom"
    " was erased since would come back."
)
_NO_KEYS = (
    "The keystore has no keys that open this backup: give their backup too, with --keys, or put"
    " the keystore itself back."
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: how many rows were read, and how many runners were left out as erased."""

    rows: int
    dropped: int


def restore_keys(keys_url: str, data_keys: Sequence[bytes], file: BinaryIO) -> int:
    """Put wrapped keys back; StorageError when there are keys of runners. Returns how many."""
    lines = read_lines(file, data_keys, KEYS_PURPOSE)
    _version(next(lines, None))
    found, taken_back = list[tuple[str, Wrapped]](), list[TakenBack]()
    for line in lines:
        match line:
            case {"kind": str(kind), "id": str(one), "owner": str(owner)}:
                taken_back.append(TakenBack(kind, one, owner))
            case _:
                found.append(_wrapped(line))
    keystore = open_keystore(keys_url)
    try:
        if any(owner not in {INSTALLATION, TRANSPORT} for owner, _ in keystore.everything()):
            raise StorageError(_KEYS_THERE)
        keystore.replace(found)
        keystore.take_back(taken_back)
    finally:
        keystore.close()
    return len(found)


def check_empty(url: str) -> None:
    """StorageError when there are people in this database already."""
    parsed = engines.parse_url(url, DATA)
    engine = engines.reach(parsed, 1, DATA)
    try:
        with engine.connect() as connection:
            _refuse_people(connection)
    except DBAPIError as error:
        raise engines.unreachable(parsed, error, DATA) from None
    finally:
        engine.dispose()


def restore_data(
    url: str,
    keys_url: str,
    data_keys: Sequence[bytes],
    file: BinaryIO,
    tell: Tell,
    now: datetime,
    settle: Callable[[UnitOfWork], None],
) -> Restored:
    """Put the data back; `settle` is done before the commit. StorageError: nothing was changed."""
    lines = read_lines(file, data_keys, DATA_PURPOSE)
    form, total = _head(next(lines, None))
    check_empty(url)
    parsed = engines.parse_url(url, DATA)
    keystore = open_keystore(keys_url)
    engine = engines.reach(parsed, 2, DATA)
    vault = Vault(keystore, Masters(data_keys))
    try:
        with rebuilt(engine, form) as connection:
            _insert(connection, lines, tell, total)
            to_newest(connection)
            dropped = _without_erased(connection, vault)
            end_taken_back(connection, vault, now)
            settle(Transaction(connection, vault))
        return Restored(total, dropped)
    except DBAPIError as error:
        raise engines.unreachable(parsed, error, DATA) from None
    finally:
        engine.dispose()
        vault.close()


def _head(line: object) -> tuple[str, int]:
    _version(line)
    match line:
        case {"form": str(form), "rows": int(total)} if form in known_forms():
            return form, total
        case {"form": str()}:
            raise StorageError("The backup is of a newer Lichter; upgrade this one first.")
        case _:
            raise StorageError(DAMAGED)


def _version(line: object) -> None:
    match line:
        case {"version": int(version)} if version == VERSION:
            return
        case {"version": int()}:
            raise StorageError("The backup is of a newer Lichter; upgrade this one first.")
        case _:
            raise StorageError(DAMAGED)


def _refuse_people(connection: Connection) -> None:
    there = inspect(connection)
    for table in (runners, coaches):
        if there.has_table(table.name) and connection.scalar(select(table.c.id).limit(1)):
            raise StorageError(_FULL)


def _insert(connection: Connection, lines: Iterator[object], tell: Tell, total: int) -> None:
    known = MetaData()
    known.reflect(connection)
    done, batch, name = 0, list[Mapping[str, object]](), ""
    for line in lines:
        table, row = _row(line)
        if batch and (table != name or len(batch) == STEP):
            connection.execute(insert(known.tables[name]), batch)
            done += len(batch)
            tell(done, total)
            batch = []
        name = table
        if name not in known.tables:
            raise StorageError(DAMAGED)
        batch.append(as_stored(row, sqlite=connection.dialect.name == "sqlite"))
    if batch:
        connection.execute(insert(known.tables[name]), batch)
    tell(total, total)
    if connection.dialect.name == "postgresql":
        for one in known.sorted_tables:
            _count_on(connection, one)


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that came back with their numbers."""
    for column in table.primary_key.columns:
        query = text("SELECT pg_get_serial_sequence(:table, :column)")
        sequence = connection.scalar(query, {"table": table.name, "column": column.name})
        last = connection.scalar(select(func.max(column))) if sequence else None
        if last is not None:
            connection.scalar(select(func.setval(sequence, last)))


def _row(line: object) -> tuple[str, Mapping[str, object]]:
    match line:
        case [str(table), dict() as row]:
            return table, row
        case _:
            raise StorageError(DAMAGED)


def as_stored(row: Mapping[str, object], *, sqlite: bool) -> Mapping[str, object]:
    """Return a row as the database takes it; SQLite keeps its times in UTC, without a zone."""
    return {name: _value(value, sqlite=sqlite) for name, value in row.items()}


def _value(value: object, *, sqlite: bool) -> object:
    match value:
        case {"bytes": str(told)}:
            return base64.b64decode(told)
        case {"time": str(told)}:
            at = datetime.fromisoformat(told).astimezone(UTC)
            return at.replace(tzinfo=None) if sqlite else at
        case {"day": str(told)}:
            return date.fromisoformat(told)
        case _:
            return value


def _wrapped(line: object) -> tuple[str, Wrapped]:
    match line:
        case [str(owner), str(key_id), str(content)]:
            return owner, Wrapped(key_id, base64.b64decode(content))
        case _:
            raise StorageError(DAMAGED)


def _without_erased(connection: Connection, vault: Vault) -> int:
    """Drop whose key is gone; returns how many. StorageError when these are not their keys at all.

    Everybody is read once: what cannot be read after a restore had better be known now.
    """
    whole = Transaction(connection, vault)
    try:
        vault.of(INSTALLATION)
        whole.coaches.all()
        for name in connection.scalars(select(kept.c.name)).all():
            whole.kept.get(name)
    except StorageError:
        raise StorageError(_NO_KEYS) from None
    gone = 0
    for runner_id in connection.scalars(select(runners.c.id)).all():
        try:
            whole.runners.by_id(runner_id)
        except KeyGoneError:
            whole.runners.erase(runner_id)
            gone += 1
    return gone
