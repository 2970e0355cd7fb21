"""The stream that tells an open page that there is news."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query
from starlette.responses import StreamingResponse

from bot.dashboard.door import Here, Visitor
from bot.usecases import signing_in

router = APIRouter()

_LARGEST = 2**63 - 1
_MOST_DIGITS = len(str(_LARGEST))  # Python makes no number of thousands of them


@router.get("/live")
async def live(
    here: Here,
    seen: Annotated[int | None, Query(ge=0, le=_LARGEST)] = None,
    last_event_id: Annotated[str, Header(max_length=_MOST_DIGITS)] = "",
) -> StreamingResponse:
    """Say `news` whenever the coach's version is not what the page shows.

    After a broken connection the browser says what it saw last, so the page catches up by itself.
    """
    last = int(last_event_id) if last_event_id.isdecimal() else seen
    return StreamingResponse(
        _events(here, last),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _events(here: Visitor, seen: int | None) -> AsyncIterator[str]:
    yield ": here\n\n"  # the headers leave with these bytes: the page now knows that it is live
    async for version in here.dashboard.live.versions(here.coach.id, seen):
        if version is not None:
            yield f"event: news\nid: {version}\ndata: \n\n"
        elif await _still_holds(here):
            yield ": still here\n\n"
        else:
            # The page asks for itself again, and is told that nobody is signed in.
            yield "event: news\ndata: \n\n"
            return


async def _still_holds(here: Visitor) -> bool:
    now = here.dashboard.clock.machine_now()
    found = await here.read(lambda uow: signing_in.session_of(uow, here.token, now))
    return found is not None
