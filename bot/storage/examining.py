"""How the storage is, for the doctor: looked at without making, migrating or changing anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from bot.storage import engines
from bot.storage.keystore import Keystore, Masters
from bot.storage.opening import DATA, KEYS
from bot.storage.schema import known_forms, newest_form, present_form
from bot.storage.tables import inbox, runners


@dataclass(frozen=True, slots=True)
class DataState:
    """The data. `revision` is where its schema is, None when it has none yet; `newest`: ours."""

    revision: str | None
    newest: str
    is_newer: bool = False
    is_read_only: bool = False
    runners: int = 0
    dead_letters: int = 0

    @property
    def current(self) -> bool:
        """Whether its schema is the one that this Lichter works with."""
        return self.revision == self.newest


@dataclass(frozen=True, slots=True)
class KeysState:
    """The wrapped keys: how many, how many no key of DATA_KEYS opens, how many an older one."""

    total: int
    closed: int
    older: int


def examine_data(url: str) -> DataState | None:
    """Return how the data are; None: not made yet. StorageError: not reached, and what to check."""
    parsed = engines.parse_url(url, DATA)
    if engines.is_missing(parsed):
        return None
    engine = engines.reach(parsed, 1, DATA)
    newest = newest_form()
    try:
        with engine.connect() as connection:
            revision = present_form(connection)
            if revision != newest:
                return DataState(revision, newest, revision not in {None, *known_forms()})
            dead = select(func.count()).select_from(inbox).where(inbox.c.state == "dead")
            people = select(func.count()).select_from(runners)
            counts = [connection.scalar(query) or 0 for query in (people, dead)]
            return DataState(
                revision,
                newest,
                is_read_only=_is_read_only(connection),
                runners=counts[0],
                dead_letters=counts[1],
            )
    except DBAPIError as error:
        raise engines.unreachable(parsed, error, DATA) from None
    finally:
        engine.dispose()


def _is_read_only(connection: Connection) -> bool:
    """Whether PostgreSQL takes nothing, as a standby does; such a file is not even opened."""
    if connection.dialect.name != "postgresql":
        return False
    return str(connection.exec_driver_sql("SHOW transaction_read_only").scalar()) == "on"


def examine_keys(keys_url: str, data_keys: Sequence[bytes]) -> KeysState | None:
    """Return how the keystore is; None: not made yet. StorageError as for the data."""
    parsed = engines.parse_url(keys_url, KEYS)
    if engines.is_missing(parsed):
        return None
    masters = Masters(data_keys)
    keystore = Keystore(engines.reach(parsed, 1, KEYS))
    try:
        by_key = keystore.counts()
    except DBAPIError as error:
        raise engines.unreachable(parsed, error, KEYS) from None
    finally:
        keystore.close()
    total = sum(by_key.values())
    closed = sum(count for key, count in by_key.items() if not masters.opens(key))
    return KeysState(total, closed, total - closed - by_key.get(masters.first, 0))
