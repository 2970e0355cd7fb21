"""INSERT … ON CONFLICT, one for both databases: SQLite's, which PostgreSQL understands too.

That of PostgreSQL reads all of SQLAlchemy's PostgreSQL with it: 2 MB where nobody needs it.
"""

from typing import Any

from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.dml import (
    OnConflictClause,
    OnConflictDoNothing,
    OnConflictDoUpdate,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

__all__ = ["insert"]


@compiles(OnConflictDoNothing, "postgresql")
@compiles(OnConflictDoUpdate, "postgresql")
def _on_postgres(clause: OnConflictClause, compiler: SQLCompiler, **words: Any) -> str:
    """Write it as PostgreSQL's own, which may name a constraint; ours names columns."""
    clause.constraint_target = None  # type: ignore[attr-defined]
    return str(getattr(compiler, f"visit_{clause.__visit_name__}")(clause, **words))
