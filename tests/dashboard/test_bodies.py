"""What strangers send: not too much, not too slowly, not too many at once; the others go on."""

import asyncio

import pytest

from bot.dashboard import bodies
from tests.dashboard.house import House, ask
from tests.dashboard.test_strangers import browser

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the house is there

FORM = "application/x-www-form-urlencoded"
FILE = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'


async def sends(house: House, *parts: bytes, length: int, kind: str = FORM) -> bytes:
    """Begin to send a form of this length, part after part; return all that is answered.

    The connection is over when this returns: nothing more can be sent on it.
    """
    host = house.url.removeprefix("http://")
    head = (
        f"POST /in/x HTTP/1.1\r\nHost: {host}\r\nOrigin: {house.url}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection(*host.split(":"))
    try:
        async with asyncio.timeout(10):
            writer.write(head.encode() + b"".join(parts))
            return await reader.read()
    finally:
        writer.close()


@pytest.mark.parametrize(("kind", "start"), [(FORM, b"own="), (FILE, PART)])
async def test_what_is_too_large_is_not_read(house: House, kind: str, start: bytes) -> None:
    """A megabyte is the most, of fields and of files; the rest is not waited for."""
    large = b"x" * bodies.MOST_BYTES
    answer = await sends(house, start, large, length=10**9, kind=kind)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"content-security-policy" in answer.lower()


async def test_what_comes_too_slowly_is_not_waited_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form that never ends holds its connection for some seconds, not for good."""
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)
    assert (await sends(house, b"own=", length=100)).startswith(b"HTTP/1.1 408 ")


async def test_many_at_once_are_refused_and_the_others_go_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond forty slow ones a form is refused; pages are still shown."""
    monkeypatch.setattr(bodies, "AT_ONCE", 3)
    slow = [asyncio.create_task(sends(house, b"own=", length=100)) for _ in range(3)]
    async with asyncio.timeout(10):  # the slow ones have not all arrived yet
        while (await house.posts("/in/x", {"own": "yes"}, {})).status != 503:
            pass
    assert (await ask(house.url)).status == 401
    for one in slow:
        one.cancel()
    await asyncio.gather(*slow, return_exceptions=True)


async def test_a_form_as_large_as_may_be_is_taken(house: House) -> None:
    """The longest text that a page can hold arrives, and the page says that it is too long."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    text = "\N{EURO SIGN}" * 100_000
    async with browser(house, await house.cookies(coach)) as client:
        answer = await client.post(f"/runners/{sanne.id}/notes", data={"text": text})
    assert answer.status_code == 422
    assert text in answer.text
