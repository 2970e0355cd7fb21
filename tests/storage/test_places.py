"""Each sealed value is bound to the place where it lies: table, column, row and owner.

Whatever is tried with it elsewhere (another row, column, table or runner) asks for another place,
and so does not open: this holds for every sealed column that there is, and for one of tomorrow.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, Connection, Table, select

from bot.storage import Masters, StorageError, engines, open_keystore
from bot.storage.columns import SealedBytes
from bot.storage.sealing import Box, Sealed
from bot.storage.tables import metadata
from bot.storage.vault import INSTALLATION, TRANSPORT, Vault
from bot.usecases.ports import UnitOfWork
from tests.databases import DATA_KEY, Addresses
from tests.storage.people import SANNE, run, sentence
from tests.storage.test_backing_up import live

OWNED = {"coaches": INSTALLATION, "kept": INSTALLATION, "inbox": TRANSPORT, "outbox": TRANSPORT}
"""Whose key, where no row says which runner it is of."""

COLUMNS = [
    (table, column)
    for table in metadata.sorted_tables
    for column in table.c
    if isinstance(column.type, SealedBytes)
]


def lives(uow: UnitOfWork) -> None:
    """Put something into every sealed column."""
    live(uow)
    uow.runs.react(SANNE.id, sentence(run(1), "").id, "heart")


def values(
    connection: Connection, table: Table, column: Column[Sealed]
) -> Iterator[tuple[Sealed, str, str]]:
    """Yield what is sealed in a column, with its place and its owner."""
    for row in connection.execute(select(table).where(column.is_not(None))).mappings():
        keys = [str(row[one.name]) for one in table.primary_key]
        owner = row.get("runner_id") or OWNED.get(table.name) or row["id"]
        yield row[column.name], "·".join([table.name, column.name, *keys]), str(owner)


@pytest.fixture
async def lived(sqlite_addresses: Addresses) -> Addresses:
    """Return a database with something in every sealed column."""
    database = sqlite_addresses.open()
    await database.write(lives)
    await database.close()
    return sqlite_addresses


async def test_every_sealed_value_is_bound_to_its_place(lived: Addresses) -> None:
    """It opens as `table·column·row` of its owner, and as nothing else."""
    keystore = open_keystore(lived.keys_url)
    vault = Vault(keystore, Masters([DATA_KEY]))
    engine = engines.create(engines.parse_url(lived.url, "DATABASE_URL"), connections=1)
    with engine.connect() as connection:
        for table, column in COLUMNS:
            found = list(values(connection, table, column))
            assert found, f"nothing is in {column}"
            for sealed, place, owner in found:
                box: Box = vault.of(owner)
                assert box.open(sealed, place)
                with pytest.raises(StorageError, match="does not belong"):
                    box.open(sealed, f"{place}x")
    engine.dispose()
    vault.close()
