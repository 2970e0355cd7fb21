"""What surrounds every answer: headers that a browser obeys, and no request from another page."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class Guards:
    """Adds the headers to every answer, and refuses what another page sends."""

    def __init__(self, app: ASGIApp, own_netloc: str) -> None:
        self._app = app
        self._own_netloc = own_netloc

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

        asked = Headers(scope=scope)
        if scope["method"] in _SAFE or comes_from_own_page(asked, self._own_netloc):
            await self._app(scope, receive, with_headers)
        else:
            refusal = PlainTextResponse("This request came from another page.", status_code=403)
            await refusal(scope, receive, with_headers)


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
