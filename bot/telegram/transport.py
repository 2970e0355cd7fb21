"""python-telegram-bot over aiohttp: the only file that speaks HTTP to Telegram.

The token is part of every address, so no error raised here names an address, nor carries the
error of aiohttp that might.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Final

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

# Telegram closes a connection that was idle for about a minute; a request that meets the closing
# is uncertain. Ours are let go long before.
KEEP_ALIVE_SECONDS: Final = 15.0
CONNECTIONS: Final = 128


class NotSent(NetworkError):  # noqa: N818 - in the manner of TimedOut and BadRequest
    """The request certainly never reached Telegram: sending it again doubles nothing."""


class TooManyRequests(TelegramError):  # noqa: N818 - in the manner of its neighbours
    """Telegram asks to wait so many seconds; the request did nothing.

    In the place of RetryAfter, which warns of its own future each time it is raised.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many requests, wait {seconds:g} s")
        self.seconds = seconds


# The first line that fits counts, so the most specific come first. Certain is only what fails
# before the first byte of the request leaves: no name, no connection, no TLS, no proxy.
OUTCOMES: Final[tuple[tuple[type[Exception], type[NetworkError]], ...]] = (
    (aiohttp.ClientConnectorError, NotSent),
    (aiohttp.ClientSSLError, NotSent),
    (aiohttp.ServerFingerprintMismatch, NotSent),
    (aiohttp.ConnectionTimeoutError, NotSent),
    (aiohttp.ClientHttpProxyError, NotSent),
    (aiohttp.RedirectClientError, NetworkError),
    (aiohttp.InvalidURL, NotSent),
    (aiohttp.NonHttpUrlClientError, NotSent),
    (TimeoutError, TimedOut),
    (aiohttp.ClientError, NetworkError),
    (OSError, NetworkError),
)


def translated(error: Exception) -> NetworkError:
    """Return what python-telegram-bot calls this error of aiohttp; its words name no address."""
    name = type(error).__name__
    for known, outcome in OUTCOMES:
        if isinstance(error, known):
            return outcome(f"no connection ({name})" if outcome is NotSent else name)
    return NetworkError(name)


@dataclass(frozen=True, slots=True)
class TimeOuts:
    """Seconds. `write` is for a whole upload; aiohttp keeps no clock of its own for writing."""

    pool: float | None = 5.0
    connect: float | None = 5.0
    write: float | None = 5.0
    write_files: float | None = 30.0
    read: float | None = 10.0


class AiohttpRequest(BaseRequest):
    """The transport. `proxy` is an address such as `http://host:port`."""

    def __init__(
        self,
        time_outs: TimeOuts | None = None,
        *,
        connections: int = CONNECTIONS,
        proxy: str | None = None,
    ) -> None:
        self._time_outs = time_outs or TimeOuts()
        self._connections = connections
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer when a call does not say otherwise."""
        return self._time_outs.read

    async def initialize(self) -> None:
        """Open the pool of connections; once is enough."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=KEEP_ALIVE_SECONDS, ttl_dns_cache=60
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Parse an answer; unlike the inherited one, never log what could not be read."""
        try:
            parsed = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise TelegramError("Invalid server response") from None
        if not isinstance(parsed, dict):
            raise TelegramError("Invalid server response")
        return parsed

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; returns status and body.

        Raises NotSent, TimedOut or NetworkError as `OUTCOMES` says.
        """
        if self._session is None:
            raise NotSent("the transport is closed")
        usual = self._time_outs
        has_files = request_data is not None and request_data.contains_files
        time_out = _client_timeout(
            read=_chosen(read_timeout, usual.read),
            write=_chosen(write_timeout, usual.write_files if has_files else usual.write),
            connect=_chosen(connect_timeout, usual.connect),
            pool=_chosen(pool_timeout, usual.pool),
        )
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=None if has_files or request_data is None else _JSON,
                timeout=time_out,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                body = await response.read()
        except (aiohttp.ClientError, OSError) as error:
            # `from None`: the words of some of aiohttp's errors are the address.
            raise translated(error) from None
        status = _status(response.status, body)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise TooManyRequests(_seconds_asked(body))
        return status, body


_JSON: Final[Mapping[str, str]] = {"Content-Type": "application/json"}
_WELL: Final = b'{"ok":true,"result":'


def _status(status: int, body: bytes) -> int:
    """Return what Telegram says in its answer; NetworkError when it is not Telegram that answers.

    A proxy or a page of a provider may refuse with any status: then nobody has blocked us.
    """
    if status == HTTPStatus.OK and body.startswith(_WELL):
        return status
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    match answer:
        case {"ok": True, "result": _}:
            return HTTPStatus.OK
        case {"ok": False, "error_code": int(code)} if code >= HTTPStatus.BAD_REQUEST:
            return code
        case _ if status == HTTPStatus.TOO_MANY_REQUESTS:
            return status
        case _:
            raise NetworkError(f"no answer of Telegram's ({status})")


def _seconds_asked(body: bytes) -> float:
    """Return for how long a 429 asks to wait, in seconds; 1 when it does not say."""
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    match answer:
        case {"parameters": {"retry_after": int(seconds) | float(seconds)}} if seconds > 0:
            return float(seconds)
        case _:
            return 1.0


def _chosen(given: object, usual: float | None) -> float | None:
    """Return the seconds a call asks for: a number, None for ever, anything else is the usual."""
    return given if given is None or isinstance(given, (int, float)) else usual


@lru_cache(maxsize=16)  # there are few kinds of calls
def _client_timeout(
    *, read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """Say in aiohttp's words how long each part may take; None is as long as it likes."""
    parts = (pool, connect, write, read)
    known = [part for part in parts if part is not None]
    before = [part for part in (pool, connect) if part is not None]
    return aiohttp.ClientTimeout(
        total=sum(known) if len(known) == len(parts) else None,
        connect=sum(before) if len(before) == len(parts[:2]) else None,
        sock_connect=connect,
        # aiohttp starts this clock when the body begins to leave, so an upload counts in it.
        sock_read=None if read is None or write is None else read + write,
    )


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        return json.dumps(data.parameters).encode()
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
