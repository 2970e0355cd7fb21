"""Somebody in Telegram's place who gives everything the same answer, as a proxy on the way may."""

import asyncio
import contextlib
from collections.abc import AsyncIterator


@contextlib.asynccontextmanager
async def impostor(status: int, body: bytes) -> AsyncIterator[str]:
    """Answer each request so, and hang up; gives the root of the Bot API."""
    head = b"HTTP/1.1 %d -\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"

    async def answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head % (status, len(body)) + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answers, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    async with server:
        yield f"http://{host}:{port}"
