"""The search for what leaked can find: in a file, in SQLite's log, in PostgreSQL's own files."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.canaries import disguises
from tests.cluster import files_of
from tests.databases import Addresses
from tests.leaks import OVERLAP, PART, Search

PLANTED = "merelgeplant"
"""Not the stem of the canaries: PostgreSQL's files are searched by other tests too."""


def found_in(places: list[str]) -> set[str]:
    """Return the kinds of places in which the planted word was found, as it is."""
    return {one.partition(": ")[0] for one in places if one.endswith(f"{PLANTED} (as it is)")}


@pytest.mark.parametrize("disguise", disguises(PLANTED))
def test_it_finds_each_disguise_in_a_file(tmp_path: Path, disguise: str) -> None:
    """However deep the file lies, and whatever stands around the word."""
    (tmp_path / "deep").mkdir()
    look = disguises(PLANTED)[disguise]
    (tmp_path / "deep" / "backup").write_bytes(b"\x01xx" + look + b"yy")
    search = Search((PLANTED,))
    search.folder(tmp_path)
    assert f"backup: {PLANTED} ({disguise})" in search.leaks


def test_it_finds_what_lies_across_two_parts(tmp_path: Path) -> None:
    """A large file is read in parts, and a word may begin in one and end in the next."""
    path = tmp_path / "large"
    for before in (PART - 3, 2 * PART - 3, 2 * PART + OVERLAP):
        path.write_bytes(bytes(before) + PLANTED.encode() + bytes(PART))
        search = Search((PLANTED,))
        search.files([path])
        assert search.leaks == [f"large: {PLANTED} (as it is)"]


def test_it_finds_nothing_where_nothing_is(tmp_path: Path) -> None:
    """Neither in other words nor in a file that is gone."""
    (tmp_path / "log").write_text("merels en kanaries")
    search = Search((PLANTED,))
    search.folder(tmp_path)
    search.files([tmp_path / "gone"])
    assert search.leaks == []
    assert search.searched == {"log": len("merels en kanaries")}


def test_it_finds_a_plain_column_in_the_log_of_sqlite(
    tmp_path: Path, sqlite_addresses: Addresses
) -> None:
    """As it is written, before it comes into the database file."""
    path = sqlite_addresses.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE planted (word TEXT)")
        connection.execute("INSERT INTO planted VALUES (?)", (f"over {PLANTED} heen",))
        search = Search((PLANTED,))
        search.folder(tmp_path)
    assert found_in(search.leaks) == {"lichter.db-wal"}


def test_it_finds_a_plain_column_in_the_files_of_postgresql(postgres_addresses: Addresses) -> None:
    """In the table, in the log of changes, and in what the server says of a broken statement."""
    with psycopg.connect(postgres_addresses.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE planted (word text PRIMARY KEY)")
        try:
            connection.execute("INSERT INTO planted VALUES (%s)", (PLANTED,))
            where = "SELECT pg_relation_filepath('planted'), pg_walfile_name(pg_current_wal_lsn())"
            row = connection.execute(where).fetchone()
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute("INSERT INTO planted VALUES (%s)", (PLANTED,))
            search = Search((PLANTED,))
            search.files(files_of(postgres_addresses.url))
        finally:
            connection.execute("DROP TABLE planted")
    assert row is not None
    assert found_in(search.leaks) >= {Path(row[0]).name, row[1], "log"}
