"""A column among many values, as one parameter: the statement is the same for any number of them.

SQLAlchemy's own `IN` is spelled anew for each number of values, and so cannot be made ready.
"""

import json
from collections.abc import Sequence
from typing import Any, Self

from sqlalchemy import ARRAY, Boolean, ColumnElement, Dialect, String, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine

_JSON = json.JSONEncoder(check_circular=False, separators=(",", ":"))


class _Values(TypeDecorator[Sequence[str | int]]):
    """Many values of one type: an array, or on SQLite a JSON text."""

    impl = String
    cache_ok = True

    def __init__(self, of: TypeEngine[Any]) -> None:
        super().__init__()
        self._of = of

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return how this database has it."""
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else ARRAY(self._of))

    def process_bind_param(
        self, value: Sequence[str | int] | None, dialect: Dialect
    ) -> str | list[str | int] | None:
        """Write them."""
        if value is None:
            return None
        return _JSON.encode(list(value)) if dialect.name == "sqlite" else list(value)


class _OneOf(FunctionElement[bool]):
    """Whether the first argument is one of the values of the second."""

    type = Boolean()
    inherit_cache = True
    name = "one_of"

    def self_group(self, against: OperatorType | None = None) -> Self:  # noqa: ARG002  SQLAlchemy's signature
        """Stay as it is: as `… = 1`, which SQLite would get, it would use no index."""
        return self


def one_of(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return whether a column is one of the values of this parameter, a sequence."""
    return _OneOf(column, bindparam(name, type_=_Values(column.type)))


@compiles(_OneOf, "sqlite")
def _in_json(element: _OneOf, compiler: SQLCompiler, **words: Any) -> str:
    column, values = (compiler.process(one, **words) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608  both were compiled: no value is in it


@compiles(_OneOf, "postgresql")
def _in_array(element: _OneOf, compiler: SQLCompiler, **words: Any) -> str:
    column, values = (compiler.process(one, **words) for one in element.clauses)
    return f"{column} = ANY ({values})"
