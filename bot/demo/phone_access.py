"""Who may use the phone: the page itself, on this machine, and nobody else's page.

And who may use the Bot API beside it: the bot, which is no browser.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = frozenset({"GET", "HEAD"})


def _plain_host(host: str) -> bool:
    """Tell whether a host is an address or localhost: another name may be a rebound one."""
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost":
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def refused(request: Request) -> Response | None:
    """Return a 403 for a request that does not come from the page itself, else None."""
    host = request.headers.get("host", "")
    own = _plain_host(host)
    if own and request.method not in SAFE:
        site = request.headers.get("sec-fetch-site")
        origin = request.headers.get("origin")
        own = origin == f"{request.url.scheme}://{host}" and site in {None, "same-origin"}
    return None if own else Response("Forbidden", 403, media_type="text/plain")


def is_a_page(request: Request) -> bool:
    """Whether a browser asks: the demo's token is known, and any page could send a form to it."""
    told = {"origin", "sec-fetch-site"} & set(request.headers)
    return bool(told) or not _plain_host(request.headers.get("host", ""))


def guarded(response: Response) -> Response:
    """Put the headers on that keep the page to itself."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
