"""A process that goes on while the first of a newer Lichter upgrades the database beneath it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.storage import StorageError
from bot.storage.engines import create, parse_url
from bot.storage.schema import newest_form
from bot.usecases.ports import Database, UnitOfWork
from tests.databases import Addresses
from tests.storage.test_writer import keep, kept

RENAMED = "ALTER TABLE kept RENAME COLUMN {} TO {}"


def change(addresses: Addresses, *statements: str) -> None:
    """Change the tables as another process does."""
    engine = create(parse_url(addresses.url, "DATABASE_URL"), 1)
    with engine.begin() as connection:
        for one in statements:
            connection.execute(text(one))
    engine.dispose()


@contextmanager
def renamed(addresses: Addresses, form: str) -> Iterator[None]:
    """Give a column another name while the block runs, in a database of this form."""
    noted = "UPDATE alembic_version SET version_num = '{}'"
    change(addresses, RENAMED.format("content", "worth"), noted.format(form))
    try:
        yield
    finally:
        change(addresses, RENAMED.format("worth", "content"), noted.format(newest_form()))


async def why(database: Database) -> Exception | None:
    """Return what the job met, if that is also what its owner hears."""
    own: list[Exception] = []

    def job(uow: UnitOfWork) -> None:
        try:
            keep(uow, "answer")
        except DBAPIError as error:
            own.append(error)
            raise

    with pytest.raises((StorageError, DBAPIError)) as told:
        await database.write(job)
    return own[-1] if told.value is own[-1] else None


async def test_tables_of_tomorrow_are_no_fault_of_a_job(
    addresses: Addresses, database: Database
) -> None:
    """Else an update would be set aside after three tries, while the next process could do it."""
    with renamed(addresses, "9999"):
        assert await why(database) is None
    await database.write(lambda uow: keep(uow, "answer"))
    assert await kept(database, "answer") == ["answer"]


async def test_a_statement_that_is_wrong_is_its_own_fault(
    addresses: Addresses, database: Database
) -> None:
    """In tables of today: it would be tried for good, and hold up its chat."""
    with renamed(addresses, newest_form()):
        assert isinstance(await why(database), DBAPIError)
