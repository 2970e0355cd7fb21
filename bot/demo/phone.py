"""The phone in the browser: pages, a small JSON API, and a stream of what happens.

`phone_routes` is what `serving(..., more=...)` takes.
"""

import asyncio
import json
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.demo.people import Person
from bot.demo.phone_access import guarded, refused
from bot.demo.phone_deeds import do, send_file
from bot.demo.phone_telling import (
    told_conversation,
    told_happening,
    told_held,
    told_person,
)
from bot.demo.stage import STEPS, Stage
from bot.demo.standin import Standin
from bot.demo.wire import ApiError, JsonObject, as_object, as_text, parse_json

HERE = Path(__file__).parent
BREATH = 15.0  # seconds between signs of life on a quiet stream
INLINE = frozenset({"image/png", "image/jpeg", "image/webp"})
Endpoint = Callable[[Request], Awaitable[Response]]
TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)


@cache
def words() -> dict[str, dict[str, str]]:
    """Return the page's own words by language; the first language is the usual one."""
    with (HERE / "phone_words.toml").open("rb") as file:
        return tomllib.load(file)


def own(endpoint: Endpoint) -> Endpoint:
    """Let only the page itself in, and put its headers on."""

    async def inside(request: Request) -> Response:
        return guarded(refused(request) or await endpoint(request))

    return inside


@dataclass(frozen=True, slots=True)
class Page:
    """What the template needs."""

    language: str
    other: str
    words: dict[str, str]
    words_json: str
    person: int | None
    zone: str
    bot_name: str
    bot_username: str


@dataclass(frozen=True, slots=True)
class Phone:
    """The phone of everybody in the stand-in. `zone` is the IANA zone in which it tells time."""

    standin: Standin
    stage: Stage
    coaches: Collection[int] = ()
    zone: str = "Europe/Amsterdam"

    def _person(self, request: Request) -> Person | None:
        raw: str = request.path_params.get("person", "")
        everybody = self.standin.people.values()
        return next((one for one in everybody if str(one.id) == raw), None)

    async def page(self, request: Request) -> Response:
        """Show the list of people, or one person's chat."""
        person = self._person(request)
        if person is None and "person" in request.path_params:
            return HTMLResponse("Not found", 404)
        languages = list(words())
        spoken = person.account.language_code if person is not None else None
        language = request.query_params.get("lang") or spoken or languages[0]
        language = language if language in words() else languages[0]
        page = Page(
            language=language,
            other=next(one for one in languages if one != language),
            words=words()[language],
            words_json=json.dumps(words()[language]),
            person=person.id if person is not None else None,
            zone=self.zone,
            bot_name=self.standin.name,
            bot_username=self.standin.username,
        )
        return HTMLResponse(TEMPLATES.get_template("phone.html").render(page=page))

    async def people(self, _: Request) -> Response:
        """List everybody."""
        everybody = self.standin.people.values()
        lines = [told_person(one, coach=one.id in self.coaches) for one in everybody]
        return JSONResponse({"people": lines, "next": len(self.standin.world.history)})

    async def conversation(self, request: Request) -> Response:
        """Tell one chat."""
        person = self._person(request)
        if person is None:
            return _gone()
        return JSONResponse(told_conversation(self.standin.world, person))

    async def deed(self, request: Request) -> Response:
        """Let a person do something; see `phone_deeds`."""
        person = self._person(request)
        if person is None:
            return _gone()
        try:
            if request.path_params["deed"] == "sends":
                async with request.form(max_files=1) as form:
                    await send_file(person, form.get("file"), as_text(str(form.get("text") or "")))
            else:
                do(person, request.path_params["deed"], await _body(request))
        except (ApiError, LookupError, ValueError):
            return JSONResponse({"ok": False}, 400)
        return JSONResponse({"ok": True})

    async def events(self, request: Request) -> Response:
        """Stream what happens from the number that the page has seen last."""
        seen = _number(request.headers.get("last-event-id", ""))
        first = _number(request.query_params.get("next", "0")) if seen is None else seen + 1
        return StreamingResponse(self._stream(first or 0), media_type="text/event-stream")

    async def _stream(self, number: int) -> AsyncIterator[str]:
        world = self.standin.world
        if number > len(world.history):  # the page remembers an earlier start of the demo
            yield "event: anew\ndata: {}\n\n"
            number = len(world.history)
        yield ": hello\n\n"
        while not self.standin.closing.is_set():
            for one in world.history[number:]:
                told = json.dumps(told_happening(world, one))
                yield f"id: {one.number}\ndata: {told}\n\n"
                number = one.number + 1
            try:
                async with asyncio.timeout(BREATH):
                    while number == len(world.history) and not self.standin.closing.is_set():
                        await world.bell.wait()
            except TimeoutError:
                yield ": still here\n\n"

    async def file(self, request: Request) -> Response:
        """Give a file; only pictures open in the page, all else is saved."""
        media = self.standin.world.files.find(request.path_params["file"])
        if media is None:
            return _gone()
        if media.mime in INLINE:
            return Response(media.content, media_type=media.mime)
        safe = "".join(c for c in media.name if c.isascii() and (c.isalnum() or c in ".-_"))
        response = Response(media.content, media_type="application/octet-stream")
        response.headers["Content-Disposition"] = f'attachment; filename="{safe or "file"}"'
        return response

    async def show_stage(self, _: Request) -> Response:
        """Tell the clock, what is held back, and where the dashboard is."""
        return await self._told_stage()

    async def move_stage(self, request: Request) -> Response:
        """Move the clock forward."""
        step = as_text((await _body(request)).get("step"))
        if step not in STEPS:
            return _gone()
        await self.stage.forward(step)
        return await self._told_stage()

    async def _told_stage(self) -> Response:
        return JSONResponse(
            {
                "now": self.stage.now().isoformat(),
                "held": told_held(await self.stage.held()),
                "dashboard": self.stage.dashboard_url(),
            }
        )


async def _body(request: Request) -> JsonObject:
    try:
        return as_object(parse_json(await request.body()))
    except ValueError:
        return {}


def _number(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def _gone() -> Response:
    return JSONResponse({"ok": False}, 404)


def phone_routes(
    standin: Standin,
    stage: Stage,
    *,
    coaches: Collection[int] = (),
    zone: str = "Europe/Amsterdam",
) -> Sequence[BaseRoute]:
    """Return the routes of the phone: `/phone`, `/phone/<person>` and what they need."""
    phone = Phone(standin, stage, coaches, zone)
    api = "/phone/api"
    return (
        Mount("/phone/static", StaticFiles(directory=HERE / "static")),
        Route(f"{api}/people", own(phone.people)),
        Route(f"{api}/events", own(phone.events)),
        Route(f"{api}/stage", own(phone.show_stage), methods=["GET"]),
        Route(f"{api}/stage", own(phone.move_stage), methods=["POST"]),
        Route(f"{api}/people/{{person}}", own(phone.conversation)),
        Route(f"{api}/people/{{person}}/{{deed}}", own(phone.deed), methods=["POST"]),
        Route("/phone/file/{file}", own(phone.file)),
        Route("/phone", own(phone.page)),
        Route("/phone/{person}", own(phone.page)),
    )
