"""What surrounds every answer: headers that a browser obeys, and no request from another page."""

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.dashboard.bodies import Bodies, BodyError

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""`data:` for images: Pico draws its arrows and ticks so."""

HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class HttpGuards:
    """Adds the headers to every answer, and refuses what another page sends, or too much."""

    def __init__(self, app: ASGIApp, own_netloc: str) -> None:
        self._app = app
        self._own_netloc = own_netloc
        self._bodies = Bodies()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            if scope["method"] not in _SAFE:
                receive = await self._taken(scope, receive)
        except BodyError as error:
            await _refusal(error.status)(scope, receive, with_headers)
        else:
            await self._app(scope, receive, with_headers)

    async def _taken(self, scope: Scope, receive: Receive) -> Receive:
        """Return what hands on the body of a request that changes something."""
        if not comes_from_own_page(Headers(scope=scope), self._own_netloc):
            raise BodyError(HTTPStatus.FORBIDDEN)
        return await self._bodies.taken(receive)


def _refusal(status: HTTPStatus) -> Response:
    """Return the answer to what is not looked at, and let go of the connection."""
    words = (
        "This request came from another page." if status == HTTPStatus.FORBIDDEN else status.phrase
    )
    return PlainTextResponse(words, status, headers={"Connection": "close"})


def comes_from_own_page(headers: Headers, own_netloc: str) -> bool:
    """Whether a browser says that one of our own pages sent this.

    `Origin: null` is what browsers send for a form of a page with `no-referrer`; then only
    `Sec-Fetch-Site` vouches. A request with neither header is refused: no browser sends that.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    ours = {own_netloc, headers.get("host", own_netloc)}
    if site is not None:
        from_us = origin in {None, "null"} or urlsplit(origin).netloc in ours
        return site == "same-origin" and from_us
    return origin is not None and urlsplit(origin).netloc == own_netloc
