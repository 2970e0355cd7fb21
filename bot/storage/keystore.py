"""Where the wrapped data keys live: a database of its own, outside the data and its backups.

Its own backup has one generation, so that destroying a key reaches the backups of the data too.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.storage.engines import transaction
from bot.storage.errors import KeyUnknownError, StorageError
from bot.storage.on_conflict import insert as insert_once
from bot.storage.one_of import one_of
from bot.storage.ready import Ready
from bot.storage.sealing import KEY_BYTES

KEYSTORE_VERSION = 1
BATCH = 500
MISSING = "DATA_KEYS lacks the key that these data were locked with; add that key again."
_READ = "Another program is reading the keystore: older keys are still in its journal; try again."
_LOCK = 4_701_203
"""PostgreSQL's advisory lock around creating the tables (any number)."""

keystore_metadata = MetaData()
_TECHNICAL = {"class": "technical"}
keys = Table(
    "keys",
    keystore_metadata,
    Column("owner", String(32), primary_key=True, info=_TECHNICAL),
    Column("key_id", String(16), nullable=False, info=_TECHNICAL),
    Column("wrapped", LargeBinary(60), nullable=False, info=_TECHNICAL),
)
taken_back = Table(  # what must not come back with an older backup: sharing, and sentences
    "taken_back",
    keystore_metadata,
    Column("id", String(32), primary_key=True, info=_TECHNICAL),
    Column("kind", String(16), primary_key=True, info=_TECHNICAL),
    Column("owner", String(32), nullable=False, info=_TECHNICAL),
)
versions = Table(
    "keystore_version",
    keystore_metadata,
    Column("version", Integer, primary_key=True, autoincrement=False, info=_TECHNICAL),
)
_TAKE_BACK = insert_once(taken_back).on_conflict_do_nothing(index_elements=["id", "kind"])
_OF_OWNERS = Ready(select(keys).where(one_of(keys.c.owner, "owners")))


@dataclass(slots=True)  # not frozen: decision 18
class Wrapped:
    """A data key, encrypted with a master key. `key_id` tells with which."""

    key_id: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A sharing or a sentence, by its id, that its owner ended or deleted."""

    kind: str
    id: str
    owner: str


class Masters:
    """The keys of `DATA_KEYS`: the first wraps, all of them open."""

    def __init__(self, data_keys: Sequence[bytes]) -> None:
        if not data_keys or any(len(key) != KEY_BYTES for key in data_keys):
            raise StorageError("DATA_KEYS must hold at least one key of 32 bytes, in base64.")
        self._by_id = {key_id(key): AESGCM(key) for key in data_keys}
        self._first = key_id(data_keys[0])

    @property
    def first(self) -> str:
        """The id of the key that wraps."""
        return self._first

    def opens(self, key_id: str) -> bool:
        """Whether the key with this id is one of these."""
        return key_id in self._by_id

    def wrap(self, owner: str, key: bytes) -> Wrapped:
        """Encrypt a data key with the first master key, bound to its owner."""
        nonce = secrets.token_bytes(12)
        sealed = self._by_id[self._first].encrypt(nonce, key, owner.encode())
        return Wrapped(self._first, nonce + sealed)

    def unwrap(self, owner: str, wrapped: Wrapped) -> bytes:
        """Decrypt a data key; KeyUnknownError when none of the master keys is the one."""
        master = self._by_id.get(wrapped.key_id)
        if master is None:
            raise KeyUnknownError(MISSING)
        try:
            return master.decrypt(wrapped.content[:12], wrapped.content[12:], owner.encode())
        except InvalidTag:
            raise StorageError("A key in the keystore is damaged or was moved.") from None


class Keystore:
    """The table of wrapped keys. Each method is one transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def prepare(self) -> None:
        """Create what is missing; StorageError when a newer Lichter wrote this keystore."""
        with transaction(self._engine) as connection:
            if connection.dialect.name == "postgresql":  # two may start at once
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            keystore_metadata.create_all(connection)
            known = connection.scalar(select(func.max(versions.c.version)))
            if known is None:
                connection.execute(insert(versions).values(version=KEYSTORE_VERSION))
            elif known > KEYSTORE_VERSION:
                raise StorageError("The keystore was written by a newer Lichter; upgrade this one.")

    def add(self, owner: str, wrapped: Wrapped) -> bool:
        """Store a new key; False when the owner has one already."""
        row = {"owner": owner, "key_id": wrapped.key_id, "wrapped": wrapped.content}
        try:
            with transaction(self._engine) as connection:
                connection.execute(insert(keys), row)
        except IntegrityError:
            return False
        return True

    def load(self, owner: str) -> Wrapped | None:
        """Return the wrapped key of this owner."""
        with self._engine.connect() as connection:
            query = select(keys.c.key_id, keys.c.wrapped).where(keys.c.owner == owner)
            row = connection.execute(query).one_or_none()
        return None if row is None else Wrapped(row.key_id, row.wrapped)

    def load_all(self, owners: Sequence[str]) -> Mapping[str, Wrapped]:
        """Return the wrapped keys of these owners, by owner; of one that has none, nothing."""
        with self._engine.connect() as connection:
            rows = _OF_OWNERS.all(connection, {"owners": owners})
        return {row.owner: Wrapped(row.key_id, row.wrapped) for row in rows}

    def take_back(self, them: Sequence[TakenBack]) -> None:
        """Remember what is ended or gone, whatever a backup says; twice is fine."""
        rows = [{"kind": one.kind, "id": one.id, "owner": one.owner} for one in them]
        if rows:
            with transaction(self._engine) as connection:
                connection.execute(_TAKE_BACK, rows)

    def taken_back(self) -> Sequence[TakenBack]:
        """Return all that was taken back by those who are not erased."""
        with self._engine.connect() as connection:
            found = connection.execute(select(taken_back))
            return [TakenBack(row.kind, row.id, row.owner) for row in found]

    def counts(self) -> Mapping[str, int]:
        """Return how many keys each master key wraps, by its id; none where nothing is yet."""
        with self._engine.connect() as connection:
            if not inspect(connection).has_table(keys.name):
                return {}
            query = select(keys.c.key_id, func.count().label("how_many")).group_by(keys.c.key_id)
            return {row.key_id: row.how_many for row in connection.execute(query)}

    def everything(self) -> Iterator[tuple[str, Wrapped]]:
        """Yield all owners with their wrapped keys, as they are now."""
        with self._engine.connect() as connection:
            for row in connection.execute(select(keys).execution_options(yield_per=BATCH)):
                yield row.owner, Wrapped(row.key_id, row.wrapped)

    def replace(self, them: Sequence[tuple[str, Wrapped]]) -> None:
        """Keep these keys and no others."""
        rows = [
            {"owner": owner, "key_id": one.key_id, "wrapped": one.content} for owner, one in them
        ]
        with transaction(self._engine) as connection:
            connection.execute(delete(keys))
            if rows:
                connection.execute(insert(keys), rows)

    def erase(self, owners: Sequence[str]) -> None:
        """Destroy keys; those that are gone already are no error."""
        with transaction(self._engine) as connection:
            connection.execute(delete(keys).where(keys.c.owner.in_(owners)))
            connection.execute(delete(taken_back).where(taken_back.c.owner.in_(owners)))
        self.forget()

    def wrap_anew(self, masters: Masters) -> int:
        """Wrap some keys with the first of `masters` that are not yet; returns how many."""
        with transaction(self._engine) as connection:
            older = select(keys).where(keys.c.key_id != masters.first).limit(BATCH)
            rows = connection.execute(older.order_by(keys.c.owner)).all()
            for row in rows:
                key = masters.unwrap(row.owner, Wrapped(row.key_id, row.wrapped))
                wrapped = masters.wrap(row.owner, key)
                connection.execute(
                    update(keys)
                    .where(keys.c.owner == row.owner)
                    .values(key_id=wrapped.key_id, wrapped=wrapped.content)
                )
        return len(rows)

    def forget(self) -> None:
        """Leave nothing in SQLite's journal of what was destroyed or wrapped otherwise before.

        StorageError when somebody else is reading there, and goes on for longer than SQLite waits.
        """
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                done = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            if done[0]:
                raise StorageError(_READ)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def rotate(keystore: Keystore, masters: Masters, tell: Callable[[int, int], None]) -> int:
    """Wrap all keys with the first of `masters`, some at a time, while others read; says how many.

    The data are not touched. A process that knows old and new reads all the while; cut short, it
    is simply begun again. StorageError, before anything, when a key is there that none opens.
    """
    by_key = keystore.counts()
    if not all(masters.opens(one) for one in by_key):
        raise StorageError(MISSING)
    total, done = sum(by_key.values()) - by_key.get(masters.first, 0), 0
    while some := keystore.wrap_anew(masters):
        done += some
        tell(done, max(done, total))
    keystore.forget()
    return done


def key_id(key: bytes) -> str:
    """Name a master key without saying anything about it."""
    return hashlib.sha256(b"lichter data key" + key).hexdigest()[:16]
