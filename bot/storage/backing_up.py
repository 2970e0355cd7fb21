"""A backup of the data, of one moment, while Lichter runs; and one of the wrapped keys.

The data are written as rows, which SQLite and PostgreSQL take alike. What is on its way stays out:
sent again it would come twice. The keys are apart, so that there need be only one of theirs.
"""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import BinaryIO, Final

from sqlalchemy import Connection, Engine, Table, func, select
from sqlalchemy.exc import DBAPIError

from bot.storage import engines
from bot.storage.collections.sign_ins import SIGN_IN
from bot.storage.errors import StorageError
from bot.storage.keystore import Masters
from bot.storage.opening import DATA, open_keystore
from bot.storage.schema import newest_form, present_form
from bot.storage.sealed_file import SealedWriter
from bot.storage.sealing import Sealed
from bot.storage.tables import metadata, tokens
from bot.usecases.ports import Stored

DATA_PURPOSE: Final = "data"
KEYS_PURPOSE: Final = "keys"
VERSION: Final = 1
STEP: Final = 500  # rows between two words to whoever waits

LEFT_OUT: Final = frozenset({
    "inbox", "outbox",  # on their way: after a restore nothing is handled or sent again
    "slots",  # where messages stand in the chats: those of the outbox
    "sessions",  # who signed out must not be signed in again
    "lanes", "leases",  # of running processes
})  # fmt: skip

Tell = Callable[[int, int], None]
"""Called now and then with the rows that are done, and how many there are in all."""


def back_up_data(
    url: str, data_keys: Sequence[bytes], file: BinaryIO, made_at: datetime, tell: Tell
) -> int:
    """Write a backup of the data; returns how many rows. StorageError when there are none."""
    with _of_one_moment(url) as connection:
        form = present_form(connection)
        if form != newest_form():
            raise StorageError(
                "The database is not of this Lichter's form; first `python -m bot migrate`."
            )
        counts = {table.name: _count(connection, table) for table in _kept_tables()}
        total, done = sum(counts.values()), 0
        tell(0, total)
        writer = SealedWriter(file, data_keys[0], DATA_PURPOSE)
        writer.line(
            {"version": VERSION, "form": form, "made_at": made_at.isoformat(), "rows": total}
        )
        for table in _kept_tables():
            for row in _rows(connection, table):
                writer.line([table.name, row])
                done += 1
                if done % STEP == 0:
                    tell(done, total)
        writer.close()
        tell(total, total)
        return total


def back_up_keys(keys_url: str, data_keys: Sequence[bytes], file: BinaryIO) -> int:
    """Write a backup of the wrapped keys, and what was taken back; returns how many keys."""
    Masters(data_keys)  # refuses what is no key
    keystore = open_keystore(keys_url)
    writer = SealedWriter(file, data_keys[0], KEYS_PURPOSE)
    writer.line({"version": VERSION})
    how_many = 0
    try:
        for owner, wrapped in keystore.everything():
            writer.line([owner, wrapped.key_id, base64.b64encode(wrapped.content).decode()])
            how_many += 1
        for one in keystore.taken_back():
            writer.line({"kind": one.kind, "id": one.id, "owner": one.owner})
    finally:
        keystore.close()
    writer.close()
    return how_many


@contextmanager
def _of_one_moment(url: str) -> Iterator[Connection]:
    """Give a connection that reads the data as they are now, whatever is written meanwhile."""
    parsed = engines.parse_url(url, DATA)
    if engines.is_missing(parsed):
        raise StorageError(f"There is no database at {parsed.database}; check {DATA}.")
    engine = engines.reach(parsed, 1, DATA)
    try:
        with _reading(engine) as connection:
            yield connection
    except DBAPIError as error:
        raise engines.unreachable(parsed, error, DATA) from None
    finally:
        engine.dispose()


@contextmanager
def _reading(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        try:
            yield connection
        finally:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("ROLLBACK")


def _kept_tables() -> Sequence[Table]:
    """Return the tables of a backup, parents before children."""
    return [table for table in metadata.sorted_tables if table.name not in LEFT_OUT]


def _count(connection: Connection, table: Table) -> int:
    query = select(func.count()).select_from(table)
    if table is tokens:
        query = query.where(tokens.c.purpose != SIGN_IN)
    return connection.scalar(query) or 0


def _rows(connection: Connection, table: Table) -> Iterator[Mapping[str, object]]:
    query = select(table)
    if table is tokens:  # a link to sign in lives some minutes, and works once
        query = query.where(tokens.c.purpose != SIGN_IN)
    found = connection.execute(query.execution_options(yield_per=STEP))
    for row in found.mappings():
        yield {str(name): _told(value) for name, value in row.items()}


def _told(value: Stored | Sealed | bytes) -> object:
    """Return a value in words of JSON; `as_stored` of `restoring` is the way back."""
    match value:
        case Sealed():
            return {"bytes": base64.b64encode(value.content).decode()}
        case bytes():
            return {"bytes": base64.b64encode(value).decode()}
        case datetime():
            return {"time": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case _:
            return value
