"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from bot.demo.phone_access import is_a_page
from bot.demo.standin import Answer, Standin
from bot.demo.wire import (
    ApiError,
    Json,
    Params,
    Upload,
    as_object,
    bad_request,
    parse_json,
    read_params,
)

# Drops the connection of the client at this address, without a word.
Drop: TypeAlias = Callable[[tuple[str, int]], None]


class Dropped(Response):
    """No answer: the connection goes, as when a cable is pulled."""

    def __init__(self, drop: Drop) -> None:
        super().__init__()
        self._drop = drop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Drop the connection and wait until the server has noticed."""
        del send
        host, port = scope["client"]
        self._drop((host, port))
        while (await receive())["type"] != "http.disconnect":
            pass


async def _params(request: Request) -> Params:
    raw: dict[str, Json] = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        body = await request.body()
        try:
            raw.update(as_object(parse_json(body)) if body else {})
        except ValueError:
            raise bad_request("can't parse JSON object") from None
    elif kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        async with request.form(max_files=20) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or name, mime, await value.read())
                else:
                    raw[name] = value
    return read_params(raw, files)


@dataclass(frozen=True, slots=True)
class BotApi:
    """The two doors of the Bot API."""

    standin: Standin
    drop: Drop

    async def call(self, request: Request) -> Response:
        """Take a method call."""
        if is_a_page(request):
            return _refused(ApiError(403, "Forbidden: a page asks"))
        path = request.path_params
        try:
            params = await _params(request)
        except ClientDisconnect:
            return Response(status_code=400)
        except ApiError as error:
            return _refused(error)
        return self._respond(await self.standin.handle(path["token"], path["method"], params))

    async def file(self, request: Request) -> Response:
        """Give a file."""
        if is_a_page(request):
            return _refused(ApiError(403, "Forbidden: a page asks"))
        if self.standin.faults.outage is not None:
            return Dropped(self.drop)
        if request.path_params["token"] != self.standin.token:
            return _refused(ApiError(401, "Unauthorized"))
        media = self.standin.world.files.find(request.path_params["path"].rpartition("/")[2])
        if media is None:
            return _refused(ApiError(404, "Not Found"))
        return Response(media.content, media_type=media.mime)

    def _respond(self, answer: Answer) -> Response:
        if answer.body is None:
            return Dropped(self.drop)
        if isinstance(answer.body, Mapping):
            return JSONResponse(answer.body, answer.status)
        return PlainTextResponse(str(answer.body), answer.status, media_type="text/html")


def _refused(error: ApiError) -> Response:
    return JSONResponse(error.answer(), error.code)


def bot_routes(standin: Standin, drop: Drop) -> Sequence[BaseRoute]:
    """Return the routes of the Bot API."""
    api = BotApi(standin, drop)
    return (
        Route("/bot{token}/{method}", api.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", api.file, methods=["GET"]),
    )
