"""The application: its routes, its guards, and a kind page for whatever goes wrong."""

from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from bot.dashboard import (
    attention_page,
    doors,
    export_routes,
    invite_page,
    reaction_routes,
    runner_routes,
    runner_settings,
    runners_page,
    settings_page,
    streaming,
    talk_page,
    today_page,
)
from bot.dashboard.door import Dashboard, NotFoundError, NotSignedInError, dashboard_of
from bot.dashboard.doors import Notice, say_to, signed_out
from bot.dashboard.guards import HEADERS, HttpGuards
from bot.dashboard.rendering import STATIC, Frame, LongLivedFiles, render, static_path

_log = structlog.get_logger(__name__)

# A page is a module with a router; one that is for the menu has a line in navigation.py too.
_PARTS = (
    today_page,
    attention_page,
    reaction_routes,
    runners_page,
    runner_routes,
    invite_page,
    settings_page,
    runner_settings,
    talk_page,
    export_routes,
    doors,
    streaming,
)


def create_app(dashboard: Dashboard) -> FastAPI:
    """Return the coach's pages. The caller ends open streams with `dashboard.live.stop()`.

    Mount it beside other applications, not around them: its guards refuse every POST that does not
    come from a page of its own.
    """
    # No redirect to an address with or without a slash: it would name whatever Host was asked for.
    app = FastAPI(
        title="Lichter", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    app.state.dashboard = dashboard
    for part in _PARTS:  # `include_router` would build all of them again, at the first page
        app.router.routes.extend(part.router.routes)
    # Only files are compressed: a compressed page with secrets in it can be guessed at by its size.
    app.mount(static_path(), GZipMiddleware(LongLivedFiles(directory=STATIC)), name="static")
    app.add_exception_handler(NotSignedInError, _not_signed_in)
    app.add_exception_handler(NotFoundError, _missing)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(HttpGuards, own_netloc=dashboard.netloc)
    return app


async def _not_signed_in(request: Request, _error: Exception) -> Response:
    response = signed_out(say_to(request), dashboard_of(request).bot_name, HTTPStatus.UNAUTHORIZED)
    if "hx-request" in request.headers:
        response.headers["HX-Refresh"] = "true"  # the whole page, not a part of it
    return response


async def _missing(request: Request, _error: Exception) -> Response:
    return _notice(request, "missing", HTTPStatus.NOT_FOUND)


async def _unfit(request: Request, error: Exception) -> Response:
    """Answer an address that can be nobody's, or a form that no page of ours sends."""
    wrong = error.errors() if isinstance(error, RequestValidationError) else ()
    if any(one["loc"][0] == "path" for one in wrong):
        return await _missing(request, error)
    return _notice(request, "unfit", HTTPStatus.UNPROCESSABLE_ENTITY)


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    return _notice(request, "missing", status)


async def _broken(request: Request, error: Exception) -> Response:
    # Neither the address nor the message: they may hold what is nobody's business.
    _log.error("page_failed", error=type(error).__name__)
    response = _notice(request, "broken", HTTPStatus.INTERNAL_SERVER_ERROR)
    response.headers.update(HEADERS)  # this answer is made outside the guards
    return response


def _notice(request: Request, what: str, status: int) -> Response:
    say = say_to(request)
    notice = Notice(say(f"dashboard-{what}-text"), "/", say("dashboard-home"))
    return render("notice.html", Frame(say, say(f"dashboard-{what}-title")), notice, status)
