"""A PostgreSQL that is gone without a word, as behind a network that drops all that is sent.

Nobody can wait here for what Linux does by itself, which takes from a quarter of an hour to two
hours, in which nothing is answered. So these look at what the system was told of the connections.
"""

import asyncio
import os
import socket
from collections.abc import AsyncIterator

import psycopg
import pytest
from sqlalchemy import URL, make_url

from bot.storage import engines
from tests.databases import Postgres

AT_MOST = 15.0  # seconds


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
    writer.close()


@pytest.fixture
async def by_tcp(postgres: Postgres) -> AsyncIterator[URL]:
    """Return an address of the test database that leads through a network."""
    plain = make_url(postgres.address)
    door = f"{plain.query['host']}/.s.PGSQL.5432"

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, to_there = await asyncio.open_unix_connection(door)
        await asyncio.gather(_carry(reader, to_there), _carry(there, writer))

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield plain.set(host="127.0.0.1", port=port, query={})


def told(number: int) -> tuple[float, float]:
    """Return after how many seconds a connection is given up: nothing said, and not answered."""
    with socket.socket(fileno=os.dup(number)) as one:
        asks, every, times, unheard = (
            one.getsockopt(socket.IPPROTO_TCP, option)
            for option in (
                socket.TCP_KEEPIDLE,
                socket.TCP_KEEPINTVL,
                socket.TCP_KEEPCNT,
                socket.TCP_USER_TIMEOUT,
            )
        )
    return asks + every * times, unheard / 1000


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux can be told so")
async def test_a_job_does_not_wait_for_good(by_tcp: URL) -> None:
    """Some seconds, then it fails, and is tried again on a new connection."""

    def look() -> tuple[float, float]:
        engine = engines.create(by_tcp.set(drivername="postgresql+psycopg"), 1)
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, psycopg.Connection)
            found = told(driver.fileno())
        engine.dispose()
        return found

    idle, busy = await asyncio.to_thread(look)
    assert 0 < idle < AT_MOST
    assert 0 < busy < AT_MOST


def test_what_the_address_says_itself_counts() -> None:
    """Who runs it may know his network better."""
    url = make_url("postgresql://example.org/lichter?keepalives_idle=60")
    assert engines.staying_alive(url).query["keepalives_idle"] == "60"
