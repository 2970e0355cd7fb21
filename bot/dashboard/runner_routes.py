"""The addresses of one runner's page."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from bot.dashboard import runner_page
from bot.dashboard.door import Here, NotFoundError
from bot.dashboard.rendering import Frame, render
from bot.ids import is_id
from bot.usecases import messaging

router = APIRouter()


@router.get("/runners/{runner_id}")
async def runner(here: Here, runner_id: str) -> Response:
    """One runner. Opening the page is written in the access log that the runner can read."""
    coach, now = here.coach, here.dashboard.clock.now()
    if not is_id(runner_id):
        raise NotFoundError

    found = await here.read(lambda uow: runner_page.read_page(uow, coach, runner_id))
    if found is None:
        raise NotFoundError
    # Written before anything is shown, in a job of its own: showing itself never writes.
    await here.write(lambda uow: runner_page.log_visit(uow, coach, runner_id, now, again=here.live))
    if not here.live:
        await here.write(lambda uow: uow.messages.read_thread(coach.id, runner_id, now))
    page = await runner_page.page_of(found, coach, here.say, now)
    path = f"/runners/{runner_id}"
    frame = Frame(here.say, page.name, coach.name, "runners", path, found.version)
    return here.greet(render("runner.html", frame, page))


@router.post("/runners/{runner_id}/messages")
async def write(
    here: Here, runner_id: str, text: Annotated[str, Form(max_length=messaging.MOST)]
) -> Response:
    """A message to this runner: it arrives outside runs and quiet hours."""
    coach, now = here.coach, here.dashboard.clock.now()
    if not is_id(runner_id):
        raise NotFoundError
    found = await here.write(lambda uow: messaging.write(uow, coach, runner_id, text, now))
    if isinstance(found, messaging.NotSharing):
        raise NotFoundError
    return RedirectResponse(f"/runners/{runner_id}#messages", status_code=303)


@router.post("/runners/{runner_id}/read")
async def mark_read(
    here: Here,
    runner_id: str,
    run: Annotated[list[str], Form(max_length=runner_page.LIMIT)],
    then: Annotated[str, Form()] = "",
) -> Response:
    """These summaries are read; only those of a runner of his own are marked."""
    coach, now = here.coach, here.dashboard.clock.now()
    if not is_id(runner_id):
        raise NotFoundError
    found = await here.read(lambda uow: runner_page.read_page(uow, coach, runner_id))
    if found is None:
        raise NotFoundError
    own = {summary.run_id for summary in found.page.summaries}.intersection(run)
    await here.write(lambda uow: uow.reading.mark_read(coach.id, sorted(own), now))
    if then == "stay":
        return Response(status_code=204)
    return RedirectResponse("/" if then == "today" else f"/runners/{runner_id}", status_code=303)
