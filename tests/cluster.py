"""The files of a PostgreSQL server on this machine: what it wrote of one database."""

from pathlib import Path

import psycopg


def files_of(url: str) -> list[Path]:
    """Return the tables of this database, the log of all changes, and what the server said.

    All that is kept is on disk then. Only for a server of the tests: it takes a superuser. An
    address of SQLite has no such files: its own lie in the folder of the test.
    """
    if url.startswith("sqlite"):
        return []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        found = connection.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database"
            " WHERE datname = current_database()"
        ).fetchone()
    assert found is not None
    root = Path(found[0])
    folders = root / "base" / str(found[1]), root / "pg_wal"
    files = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]
    return [*files, root / "log"]
