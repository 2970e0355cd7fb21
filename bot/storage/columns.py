"""Column types: times that stay in UTC, dates, and bytes that were sealed.

They speak to the driver themselves: a due nudge has a dozen of them, and what SQLAlchemy puts
around each costs more than it does.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache

from sqlalchemy import Date, DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from bot.storage.sealing import Sealed


def _in_utc(value: datetime) -> datetime:
    """Refuse a naive time, give UTC."""
    if value.tzinfo is None:
        raise ValueError("a time without a zone is not stored")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


def _if_any_in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else _in_utc(value)


def _as_text(value: datetime | None) -> str | None:
    """Return a time as SQLAlchemy writes it."""
    if value is None:
        return None
    return _utc_as_text(value if value.tzinfo is UTC else _in_utc(value))


@lru_cache(maxsize=256)
def _utc_as_text(value: datetime) -> str:
    """Write a time in UTC. Of many rows that are written together most have the same times."""
    return value.isoformat(" ", "microseconds").removesuffix("+00:00")


@lru_cache(maxsize=256)
def _from_text(text: str | None) -> datetime | None:
    """Read what `_as_text` wrote; so do rows that are read together."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def _day_as_text(value: date | None) -> str | None:
    return None if value is None else date.isoformat(value)


def _content(value: Sealed | None) -> bytes | None:
    """Refuse whatever was not sealed."""
    if value is None:
        return None
    if not isinstance(value, Sealed):
        raise TypeError("only sealed values may be stored here")
    return value.content


def _from_bytes(content: bytes | None) -> Sealed | None:
    """Return the sealed value; only a box opens it."""
    return None if content is None else Sealed(bytes(content))


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime, read back in UTC (SQLite drops the zone, PostgreSQL converts it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(
        self, dialect: Dialect
    ) -> Callable[[datetime | None], str | datetime | None]:
        """Return what makes of a time what the driver gets."""
        return _as_text if dialect.name == "sqlite" else _if_any_in_utc

    def result_processor(
        self,
        dialect: Dialect,
        coltype: object,  # noqa: ARG002  SQLAlchemy's signature
    ) -> Callable[[str | None], datetime | None] | Callable[[datetime | None], datetime | None]:
        """Return what makes a time of what the driver gives."""
        return _from_text if dialect.name == "sqlite" else _if_any_in_utc


class LocalDate(TypeDecorator[date]):
    """A date of somebody's calendar."""

    impl = Date
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[date | None], str | None] | None:
        """Return what makes of a date what the driver gets; PostgreSQL's takes it as it is."""
        return _day_as_text if dialect.name == "sqlite" else None


class SealedBytes(TypeDecorator[Sealed]):
    """Encrypted content. It guards, it does not encrypt: only what a `Box` sealed gets in."""

    impl = LargeBinary
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Sealed | None], bytes | None]:  # noqa: ARG002  SQLAlchemy's signature
        """Return what lets only sealed values in."""
        return _content

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002  SQLAlchemy's signature
        coltype: object,  # noqa: ARG002  SQLAlchemy's signature
    ) -> Callable[[bytes | None], Sealed | None]:
        """Return what makes a sealed value of what the driver gives."""
        return _from_bytes
