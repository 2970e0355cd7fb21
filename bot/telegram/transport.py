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

from bot.telegram.answers import Answered, seconds_asked, status_of

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
        self.date = ""  # when Telegram gave its last answer, as it says so

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
        usual = self._time_outs
        has_files = request_data is not None and request_data.contains_files
        time_out = _client_timeout(
            read=_chosen(read_timeout, usual.read),
            write=_chosen(write_timeout, usual.write_files if has_files else usual.write),
            connect=_chosen(connect_timeout, usual.connect),
            pool=_chosen(pool_timeout, usual.pool),
        )
        headers = None if has_files or request_data is None else _JSON
        return await self._exchange(method, url, _body(request_data), headers, time_out)

    async def post_ready(self, url: str, body: bytes) -> object:
        """Post parameters that are JSON already and return the result; raises as `post` does.

        It costs a quarter less: `post` wants an object for each parameter, and writes JSON anew.
        """
        usual = self._time_outs
        time_out = _client_timeout(
            read=usual.read, write=usual.write, connect=usual.connect, pool=usual.pool
        )
        status, answer = await self._exchange("POST", url, body, _JSON, time_out)
        if status != HTTPStatus.OK:  # python-telegram-bot says which error this is
            return await Answered(status, answer).post(url)
        return self.parse_json_payload(answer)["result"]

    async def _exchange(
        self,
        method: str,
        url: str,
        body: bytes | aiohttp.FormData | None,
        headers: Mapping[str, str] | None,
        time_out: aiohttp.ClientTimeout,
    ) -> tuple[int, bytes]:
        """Make one request, as `do_request` says."""
        if self._session is None:
            raise NotSent("the transport is closed")
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=time_out,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                answer = await response.read()
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody knows what arrived
            # `from None`: the words of some of aiohttp's errors are the address.
            raise translated(error) from None
        status = status_of(response.status, answer)
        self.date = response.headers.get("Date", "")
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise TooManyRequests(seconds_asked(answer))
        return status, answer


_JSON: Final[Mapping[str, str]] = {"Content-Type": "application/json"}


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
