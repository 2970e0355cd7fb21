"""What the transport sends, and what each of its failures means."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import aiohttp
import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, TelegramError, TimedOut
from telegram.request import RequestData
from yarl import URL

from bot.demo.standin import Standin
from bot.telegram.calling import call
from bot.telegram.transport import (
    AiohttpRequest,
    NotSent,
    TimeOuts,
    TooManyRequests,
    translated,
)
from tests.telegram.conftest import TOKEN
from tests.telegram.impostor import impostor

# Each error of aiohttp, and what becomes of a message that met it. A class that aiohttp adds
# later is missing here, and fails the test by name.
MEANING: dict[str, type[NetworkError]] = {
    "ClientError": NetworkError,
    "ClientResponseError": NetworkError,
    "ContentTypeError": NetworkError,
    "WSServerHandshakeError": NetworkError,
    "ClientHttpProxyError": NotSent,
    "TooManyRedirects": NetworkError,
    "ClientConnectionError": NetworkError,
    "ClientConnectionResetError": NetworkError,
    "ClientOSError": NetworkError,
    "ClientConnectorError": NotSent,
    "ClientConnectorDNSError": NotSent,
    "ClientProxyConnectionError": NotSent,
    "UnixClientConnectorError": NotSent,
    "ClientSSLError": NotSent,
    "ClientConnectorSSLError": NotSent,
    "ClientConnectorCertificateError": NotSent,
    "ServerConnectionError": NetworkError,
    "ServerDisconnectedError": NetworkError,
    "ServerTimeoutError": TimedOut,
    "ConnectionTimeoutError": NotSent,
    "SocketTimeoutError": TimedOut,
    "ServerFingerprintMismatch": NotSent,
    "ClientPayloadError": NetworkError,
    "UploadAbortedError": NetworkError,
    "InvalidURL": NotSent,
    "InvalidUrlClientError": NotSent,
    "RedirectClientError": NetworkError,
    "InvalidUrlRedirectClientError": NetworkError,
    "NonHttpUrlClientError": NotSent,
    "NonHttpUrlRedirectClientError": NetworkError,
}


def family(of: type[Exception]) -> Iterator[type[Exception]]:
    """Return a class and all below it."""
    yield of
    for child in of.__subclasses__():
        yield from family(child)


KNOWN = sorted(set(family(aiohttp.ClientError)), key=lambda one: one.__name__)


@pytest.mark.parametrize("kind", KNOWN, ids=lambda one: one.__name__)
def test_each_error_of_aiohttp_has_its_meaning(kind: type[Exception]) -> None:
    """Certainly not sent is only what fails before the request leaves."""
    error = kind.__new__(kind)
    assert type(translated(error)) is MEANING[kind.__name__]


@pytest.mark.parametrize(
    ("error", "meaning"),
    [(TimeoutError(), TimedOut), (OSError(), NetworkError), (ConnectionResetError(), NetworkError)],
    ids=["time-out", "system", "reset"],
)
def test_errors_of_python_itself_are_uncertain(
    error: Exception, meaning: type[NetworkError]
) -> None:
    """A time-out or a reset may have come after Telegram took the message."""
    assert type(translated(error)) is meaning


def test_no_error_names_the_address() -> None:
    """The words of InvalidURL are the address, and so the token; ours are not."""
    told = translated(aiohttp.InvalidURL(URL(f"http://host/bot{TOKEN}/sendMessage")))
    assert TOKEN not in repr(told)


Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextlib.asynccontextmanager
async def listening(handler: Handler) -> AsyncIterator[str]:
    """Serve raw bytes on a free port."""
    done = asyncio.Semaphore(0)
    begun = 0

    async def whole(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal begun
        begun += 1
        try:
            await handler(reader, writer)
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()
            done.release()

    server = await asyncio.start_server(whole, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    try:
        yield f"http://{host}:{port}/bot{TOKEN}/sendMessage"
    finally:
        server.close()
        await server.wait_closed()
        for _ in range(begun):
            await done.acquire()


async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Read the request, then drop the connection."""
    await reader.readuntil(b"\r\n\r\n")
    del writer


async def says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Read until the other side has had enough."""
    await reader.read()
    del writer


async def stops_halfway(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Promise more than is sent."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"ok": true')
    await writer.drain()


async def asked(url: str, time_outs: TimeOuts | None = None) -> TelegramError:
    """Return the error of a request that must fail."""
    async with AiohttpRequest(time_outs) as request:
        with pytest.raises(TelegramError) as caught:
            await request.post(url, RequestData([]))
    return caught.value


async def test_a_closed_port_is_certainly_not_sent() -> None:
    """Nobody listens: nothing can have arrived."""
    async with listening(says_nothing) as url:
        pass
    error = await asked(url)
    assert type(error) is NotSent


async def test_an_unknown_host_is_certainly_not_sent() -> None:
    """A name without an address: nothing can have arrived."""
    error = await asked(f"http://nowhere.invalid/bot{TOKEN}/sendMessage")
    assert type(error) is NotSent


async def test_a_dropped_connection_is_uncertain() -> None:
    """The request was read; what became of it nobody knows."""
    async with listening(hangs_up) as url:
        error = await asked(url)
    assert type(error) is NetworkError


async def test_an_answer_cut_in_half_is_uncertain() -> None:
    """The request was handled; only its answer is lost."""
    async with listening(stops_halfway) as url:
        error = await asked(url)
    assert type(error) is NetworkError


async def test_no_answer_in_time_is_uncertain() -> None:
    """A time-out while reading says nothing about what was done."""
    async with listening(says_nothing) as url:
        error = await asked(url, TimeOuts(read=0.1, write=0.1))
    assert type(error) is TimedOut


async def test_a_full_pool_is_certainly_not_sent() -> None:
    """A request that never got a connection never left."""
    async with (
        listening(says_nothing) as url,
        AiohttpRequest(TimeOuts(pool=0.1, connect=0.1, read=1), connections=1) as request,
    ):
        first = asyncio.create_task(request.post(url, RequestData([])))
        await asyncio.sleep(0)
        with pytest.raises(NotSent):
            await request.post(url, RequestData([]))
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)


@pytest.mark.parametrize("handler", [hangs_up, stops_halfway, says_nothing])
async def test_the_token_is_in_no_error(handler: Handler) -> None:
    """Neither the error nor what it comes from holds the address."""
    async with listening(handler) as url:
        error = await asked(url, TimeOuts(read=0.1, write=0.1))
    assert TOKEN not in repr(error)
    assert error.__cause__ is None


async def test_an_unreadable_answer_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """An answer may quote what somebody wrote."""

    async def mumbles(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nCANARY-77")
        await writer.drain()

    async with listening(mumbles) as url:
        error = await asked(url)
    assert "CANARY" not in caplog.text + repr(error)


IMPOSTORS = [b"<html>", b"{}", b"[]", b"", b"[" * 9_000]


@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 409, 413])
async def test_who_is_not_telegram_refuses_nothing(status: int) -> None:
    """A proxy's 403 is no block, its 401 no wrong token, its page no answer: all are uncertain."""
    for body in IMPOSTORS:
        async with impostor(status, body) as root:
            error = await asked(f"{root}/bot{TOKEN}/sendMessage")
        assert type(error) is NetworkError, body[:9]


@pytest.mark.parametrize(("code", "kind"), [(400, BadRequest), (403, Forbidden), (409, Conflict)])
async def test_the_words_count_and_not_the_status(code: int, kind: type[TelegramError]) -> None:
    """A refusal of Telegram's that comes as 200 is one all the same."""
    body = b'{"ok": false, "error_code": %d, "description": "made up"}' % code
    async with impostor(200, body) as root:
        error = await asked(f"{root}/bot{TOKEN}/sendMessage")
    assert type(error) is kind


async def test_a_429_says_how_long_to_wait(bot: Bot, standin: Standin) -> None:
    """Telegram's own number of seconds comes through."""
    person = standin.person("Anna Verzonnen", started=True)
    standin.fail("sendMessage", error=429, retry_after=7)
    with pytest.raises(TooManyRequests) as caught:
        await call(bot, "sendMessage", {"chat_id": person.id, "text": "hoi"})
    assert caught.value.seconds == 7


async def test_json_keeps_its_types(bot: Bot, standin: Standin) -> None:
    """Numbers and keyboards travel as JSON, not as text in text."""
    person = standin.person("Anna Verzonnen", started=True)
    keyboard: dict[str, object] = {
        "inline_keyboard": [[{"text": "Ja 👍", "callback_data": "v1:x:y"}]]
    }
    await call(bot, "sendMessage", {"chat_id": person.id, "text": "hé", "reply_markup": keyboard})
    assert standin.calls("sendMessage")[0].params["reply_markup"] == keyboard
    assert person.messages[-1].all_buttons[0].text == "Ja 👍"


async def test_a_file_arrives_byte_for_byte(bot: Bot, standin: Standin) -> None:
    """Uploads are multipart, with name and content."""
    person = standin.person("Anna Verzonnen", started=True)
    content = bytes(range(256)) * 64
    file = InputFile(content, filename="plaatje.png")
    await call(bot, "sendDocument", {"chat_id": person.id, "document": file, "caption": "kijk"})
    sent = person.messages[-1]
    assert sent.text == "kijk"
    assert standin.calls("sendDocument")[0].files == {"document": len(content)}


async def test_a_closed_transport_sends_nothing() -> None:
    """After shutdown a call fails at once, and certainly."""
    request = AiohttpRequest()
    await request.initialize()
    await request.shutdown()
    with pytest.raises(NotSent):
        await request.post("http://127.0.0.1:9/", RequestData([]))


async def test_whatever_goes_wrong_on_the_way_is_a_fault_of_the_network() -> None:
    """What nobody foresaw is no refusal: it is uncertain, and tried again."""
    request = AiohttpRequest()
    await request.initialize()
    try:
        with pytest.raises(NetworkError) as caught:
            await request.post_ready("http://127.0.0.1:9/" + "x" * 9, object())  # type: ignore[arg-type]
    finally:
        await request.shutdown()
    assert not isinstance(caught.value, NotSent)
