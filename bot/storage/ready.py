"""Statements that are compiled once: SQLAlchemy writes the SQL, and the driver itself runs it.

`Connection.execute` looks a statement up, makes its context and its result anew each time, which
costs 25 µs where SQLite needs 3; an answer takes a dozen of them. So what is run for each answer is
made ready; all else goes the usual way. Both see the same transaction. See decision 16.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Dialect, Row, Select, UpdateBase
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

# What SQLAlchemy itself calls a value on its way to or from the driver.
Processor: TypeAlias = Callable[[Any], Any]
K = TypeVar("K")
Given: TypeAlias = Mapping[str, object]
Found: TypeAlias = Row[*tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement for one database. `incoming`: its parameters, in order; `by_name`: so given."""

    sql: str
    usual: Given
    by_name: bool
    incoming: Sequence[tuple[str, Processor | None]]
    outgoing: Sequence[tuple[int, Processor]]
    row: Callable[[Iterable[object]], Found]

    def parameters(self, given: Given) -> Sequence[object] | dict[str, object]:
        """Return what the driver gets; KeyError when something was not given."""
        values = {**self.usual, **given} if self.usual else given
        if self.by_name:
            return {
                name: values[name] if processor is None else processor(values[name])
                for name, processor in self.incoming
            }
        return [
            values[name] if processor is None else processor(values[name])
            for name, processor in self.incoming
        ]

    def many(self, them: Sequence[Given]) -> Sequence[Sequence[object] | dict[str, object]]:
        """Return the same for many: column by column, which costs half of row by row."""
        if self.by_name or self.usual or len(self.incoming) == 1:
            return [self.parameters(given) for given in them]
        rows = map(itemgetter(*(name for name, _ in self.incoming)), them)
        columns: list[Iterable[object]] = list(zip(*rows, strict=True))
        for at, (_, processor) in enumerate(self.incoming):
            if processor is not None:
                columns[at] = map(processor, columns[at])
        return list(zip(*columns, strict=True))

    def found(self, values: Sequence[object]) -> Found:
        """Return one row as SQLAlchemy would."""
        if not self.outgoing:
            return self.row(values)
        changed = list(values)
        for at, processor in self.outgoing:
            changed[at] = processor(changed[at])
        return self.row(changed)


class Ready:
    """A statement of this module's life: `Ready(select(…))`.

    An INSERT or UPDATE that gets its values by name needs the names of those columns. What is given
    must be complete: there are no defaults of columns here.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | UpdateBase, *columns: str) -> None:
        self.statement = statement
        self._columns = columns
        self._compiled: dict[str, Compiled] = {}

    def all(self, connection: Connection, given: Given) -> Sequence[Found]:
        """Run it and return all rows."""
        compiled, cursor = self._run(connection, given)
        try:
            return [compiled.found(values) for values in cursor.fetchall()]
        finally:
            cursor.close()

    def first(self, connection: Connection, given: Given) -> Found | None:
        """Run it and return the first row; None when there is none."""
        compiled, cursor = self._run(connection, given)
        try:
            values = cursor.fetchone()
            return None if values is None else compiled.found(values)
        finally:
            cursor.close()

    def count(self, connection: Connection, given: Given) -> int:
        """Run it and return how many rows it changed."""
        return self.each(connection, [given])

    def each(self, connection: Connection, them: Sequence[Given]) -> int:
        """Run it once for each of them and return how many rows that changed in all."""
        if not them:
            return 0
        _, cursor = self._run(connection, *them)
        try:
            return int(cursor.rowcount)
        finally:
            cursor.close()

    def _run(self, connection: Connection, *them: Given) -> tuple[Compiled, DBAPICursor]:
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(
                self.statement, self._columns, dialect
            )
        if not connection.in_transaction():  # else SQLAlchemy would have nothing to commit
            connection.begin()
        parameters: Any = compiled.parameters(them[0]) if len(them) == 1 else compiled.many(them)
        raw = connection.connection
        cursor = raw.cursor()
        try:
            if len(them) == 1:
                cursor.execute(compiled.sql, parameters)
            else:
                cursor.executemany(compiled.sql, parameters)
        except dialect.loaded_dbapi.Error as error:
            gone = dialect.is_disconnect(error, raw.dbapi_connection, cursor)
            if gone:
                connection.invalidate(error)
                connection.engine.dispose()  # those that lie idle are as dead, after a restart
            raise DBAPIError.instance(
                *(compiled.sql, None, error, dialect.loaded_dbapi.Error),
                hide_parameters=True,
                connection_invalidated=gone,
                dialect=dialect,
            ) from error
        return compiled, cursor


def _compile(
    statement: Select[*tuple[Any, ...]] | UpdateBase, columns: Sequence[str], dialect: Dialect
) -> Compiled:
    compiled = statement.compile(dialect=dialect, column_keys=list(columns) or None)
    if compiled.post_compile_params:
        raise ValueError("an IN of values is spelled anew each time: use literals in it")
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    shown = list(statement.exported_columns)
    return Compiled(
        sql=str(compiled),
        usual={name: compiled.params[name] for name, bind in binds.items() if not bind.required},
        by_name=compiled.positiontup is None,
        incoming=[
            (name, _implementation(binds[name].type, dialect).bind_processor(dialect))
            for name in compiled.positiontup or binds
        ],
        outgoing=_processors(
            (at, _implementation(column.type, dialect).result_processor(dialect, None))
            for at, column in enumerate(shown)
        ),
        row=_rows_of([column.key or f"column_{at}" for at, column in enumerate(shown)]),
    )


def _rows_of(names: Sequence[str]) -> Callable[[Iterable[object]], Found]:
    """Return what makes rows: a field is found ten times as fast as in SQLAlchemy's own."""
    named: Any = namedtuple  # noqa: PYI024  which names, only the statement knows
    made: Callable[[Iterable[object]], Found] = named("Found", names)._make
    return made


def _implementation(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)


def _processors(found: Iterable[tuple[K, Processor | None]]) -> Sequence[tuple[K, Processor]]:
    """Leave out what needs none."""
    return [(key, processor) for key, processor in found if processor is not None]
