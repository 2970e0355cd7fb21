"""Column types: times that stay in UTC, and bytes that were sealed."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from bot.storage.sealing import Sealed


def _as_text(value: datetime | None) -> str | None:
    """Return a time as SQLAlchemy writes it, at a tenth of the CPU: a due nudge has ten times."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a time without a zone is not stored")
    in_utc = value if value.tzinfo is UTC else value.astimezone(UTC)
    return in_utc.isoformat(" ", "microseconds").removesuffix("+00:00")


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime, read back in UTC (SQLite drops the zone, PostgreSQL converts it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(
        self, dialect: Dialect
    ) -> Callable[[datetime | None], str | datetime | None] | None:
        """Return what makes of a time what the driver gets."""
        return _as_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        """Refuse a naive time, give UTC; SQLite's are written by `_as_text`."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone is not stored")
        return value.astimezone(UTC)

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
