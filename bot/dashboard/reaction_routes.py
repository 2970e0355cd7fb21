"""❤ or 👀 on a runner's own sentence, and taking it back."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from bot.dashboard.door import Here, NotFoundError
from bot.dashboard.his_runner import Id, RunnerId
from bot.ids import is_id
from bot.usecases import messaging
from bot.usecases.ports import UnitOfWork

router = APIRouter()

Reaction = Annotated[str, Form(pattern=f"^({'|'.join(('', *messaging.REACTIONS))})$")]
"""One of them; empty is none."""


@router.post("/runners/{runner_id}/reaction")
async def react(
    here: Here,
    runner_id: RunnerId,
    run: Annotated[Id, Form()],
    reaction: Reaction = "",
    then: Annotated[str, Form()] = "",
) -> Response:
    """React to a sentence; empty takes it back. One that is no longer shared: the page says so.

    `then`: `today`, or the runner's page, there with the id of a run the runs before it.
    """
    coach, now = here.coach, here.dashboard.clock.now()

    def job(uow: UnitOfWork) -> bool:
        messaging.react(uow, coach, runner_id, run, reaction or None, now)
        return messaging.shares(uow, coach.id, runner_id)

    if not await here.write(job):
        raise NotFoundError
    older = f"?before={then}" if is_id(then) else ""
    path = "/" if then == "today" else f"/runners/{runner_id}{older}"
    return RedirectResponse(path, status_code=303)
