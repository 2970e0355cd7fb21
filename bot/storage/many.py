"""Many rows in one INSERT: PostgreSQL gets them as one text, and takes them apart itself.

Its driver would send them one by one, at 10 µs and more for each. SQLite is called, not sent to:
there a row after the other costs least.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import JSON, Connection, Dialect, bindparam, column, func, select
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.types import TypeDecorator

from bot.storage.ready import Given, Ready
from bot.storage.sealing import Sealed


class _Rows(TypeDecorator[Sequence[Given]]):
    """Rows as one JSON text."""

    impl = JSON
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Sequence[Given] | None], str]:  # noqa: ARG002  SQLAlchemy's signature
        """Return what writes them."""
        return _as_json


class Many:
    """An INSERT made ready, for one row or for many. What is given must be complete."""

    def __init__(self, statement: Insert, *columns: str) -> None:
        self._one_by_one = Ready(statement, *columns)
        kinds = [column(name, statement.table.c[name].type) for name in columns]
        rows = func.json_to_recordset(bindparam("rows", type_=_Rows)).table_valued(*kinds)
        told = rows.render_derived(name="told", with_types=True)
        together = statement.from_select(list(columns), select(*(told.c[name] for name in columns)))
        self._together = Ready(together)

    def count(self, connection: Connection, row: Given) -> int:
        """Add one and return how many that were: 0 when its key was not free."""
        return self._one_by_one.count(connection, row)

    def each(self, connection: Connection, rows: Sequence[Given]) -> int:
        """Add them and return how many that were in all."""
        if connection.dialect.name != "postgresql" or len(rows) < 2:  # noqa: PLR2004  one is no many
            return self._one_by_one.each(connection, rows)
        return self._together.count(connection, {"rows": rows})


def _as_json(rows: Sequence[Given] | None) -> str:
    return json.dumps(rows, default=_plain, separators=(",", ":"))


def _plain(value: object) -> str:
    """Return a value as PostgreSQL reads it; TypeError for what may not be stored."""
    match value:
        case Sealed(content):
            return f"\\x{content.hex()}"
        case datetime(tzinfo=None):
            raise ValueError("a time without a zone is not stored")
        case date():
            return value.isoformat()
    raise TypeError("only sealed values, times and plain ones are stored")
