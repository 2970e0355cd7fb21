"""One process rings, another hears it: on PostgreSQL, where several share a database."""

import asyncio

import psycopg

from bot.storage import open_bells
from bot.usecases.ports import Bell
from tests.databases import Addresses, Postgres


async def test_a_ring_is_heard_by_the_others(postgres_addresses: Addresses) -> None:
    """The bell that was rung, and no other."""
    here, there = open_bells(postgres_addresses.url), open_bells(postgres_addresses.url)
    assert here is not None
    assert there is not None
    inbox, outbox = asyncio.Event(), asyncio.Event()
    there.on(Bell.OUTBOX, outbox.set)
    there.on(Bell.INBOX, inbox.set)
    async with asyncio.timeout(5):
        await outbox.wait()  # the first connection
        await asyncio.sleep(0.05)
        inbox.clear()
        outbox.clear()
        here.ring(Bell.INBOX)
        await inbox.wait()
    assert not outbox.is_set()
    await here.close()
    await there.close()


async def test_a_lost_connection_is_made_anew(
    postgres: Postgres, postgres_addresses: Addresses
) -> None:
    """Whoever listened looks again at once, because something may have been rung meanwhile."""
    bells = open_bells(postgres_addresses.url)
    assert bells is not None
    heard = asyncio.Event()
    bells.on(Bell.INBOX, heard.set)
    async with asyncio.timeout(5):
        await heard.wait()
        heard.clear()
        with psycopg.connect(postgres.server, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = 'lichter_test' AND query LIKE 'LISTEN%'"
            )
        await heard.wait()
    await bells.close()


def test_a_process_alone_has_no_bells(sqlite_addresses: Addresses) -> None:
    """With SQLite there is nobody else to wake."""
    assert open_bells(sqlite_addresses.url) is None
