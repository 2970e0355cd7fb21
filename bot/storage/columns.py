"""Column types: times that stay in UTC, and bytes that were sealed."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, LargeBinary
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.storage.sealing import Sealed


class _SQLiteDateTime(sqlite.DATETIME):
    """Written as SQLAlchemy would, at a tenth of the time: a due nudge has ten times to write."""

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:  # noqa: ARG002  SQLAlchemy's signature
        """Return what makes a text of a time."""
        return lambda value: None if value is None else value.isoformat(" ", "microseconds")


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime, read back in UTC (SQLite drops the zone, PostgreSQL converts it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        """Return how this database has it."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_SQLiteDateTime())  # type: ignore[no-untyped-call]
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time, store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone is not stored")
        in_utc = value if value.tzinfo is UTC else value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class SealedBytes(TypeDecorator[Sealed]):
    """Encrypted content. It guards, it does not encrypt: only what a `Box` sealed gets in."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002  SQLAlchemy's signature
        """Refuse whatever was not sealed."""
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError("only sealed values may be stored here")
        return value.content

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Sealed | None:  # noqa: ARG002  SQLAlchemy's signature
        """Return the sealed value; only a box opens it."""
        return None if value is None else Sealed(bytes(value))
