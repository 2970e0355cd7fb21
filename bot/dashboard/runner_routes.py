"""The addresses of one runner's page: opening it, and what is read or written on it."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from bot.dashboard.door import Here, NotFoundError, Visitor
from bot.dashboard.his_runner import Again, Id, RunnerId
from bot.dashboard.runner_page import SHOWN, Typed, show
from bot.ids import is_id
from bot.usecases import guiding, messaging
from bot.usecases.messaging import NotSharing, Unfit
from bot.usecases.ports import UnitOfWork

router = APIRouter()

SECTIONS = {"message": "messages", "note": "notes"}
"""Where a field stands on the page, when it has another name."""

Text = Annotated[str, Form(max_length=100_000)]
"""What somebody typed; how much of it fits is said kindly, on the page."""


@router.get("/runners/{runner_id}")
async def runner(here: Here, runner_id: RunnerId, again: Again, before: str = "") -> Response:
    """One runner; `before`: the runs before this one."""
    return await show(here, runner_id, again=again, before=before if is_id(before) else "")


@router.post("/runners/{runner_id}/messages")
async def write(here: Here, runner_id: RunnerId, text: Text = "") -> Response:
    """A message to this runner: it arrives outside runs and quiet hours."""
    coach, now = here.coach, here.dashboard.clock.now()
    found = await here.write(lambda uow: messaging.write(uow, coach, runner_id, text, now))
    return await _answer(here, runner_id, found, "message", text, messaging.MOST)


@router.post("/runners/{runner_id}/line")
async def leave_line(here: Here, runner_id: RunnerId, text: Text = "") -> Response:
    """One line that waits for his next card; nothing takes it back."""
    coach = here.coach
    found = await here.write(lambda uow: guiding.leave_line(uow, coach, runner_id, text))
    return await _answer(here, runner_id, found, "line", text, guiding.LINE_MOST)


@router.post("/runners/{runner_id}/notes")
async def write_note(here: Here, runner_id: RunnerId, text: Text = "") -> Response:
    """A new note."""
    coach, now = here.coach, here.dashboard.clock.now()
    found = await here.write(lambda uow: guiding.write_note(uow, coach, runner_id, text, now))
    return await _answer(here, runner_id, found, "note", text, guiding.NOTE_MOST)


@router.post("/runners/{runner_id}/notes/{note_id}")
async def change_note(here: Here, runner_id: RunnerId, note_id: Id, text: Text = "") -> Response:
    """Another text for a note of his own."""
    coach = here.coach
    found = await here.write(lambda uow: guiding.change_note(uow, coach, runner_id, note_id, text))
    return await _answer(here, runner_id, found, note_id, text, guiding.NOTE_MOST)


@router.post("/runners/{runner_id}/notes/{note_id}/delete")
async def delete_note(here: Here, runner_id: RunnerId, note_id: Id) -> Response:
    """A note of his own is gone."""
    coach = here.coach
    found = await here.write(lambda uow: guiding.delete_note(uow, coach, runner_id, note_id))
    return await _answer(here, runner_id, found, "note")


@router.post("/runners/{runner_id}/read")
async def mark_read(
    here: Here,
    runner_id: RunnerId,
    run: Annotated[list[Id], Form(min_length=1, max_length=SHOWN)],
    then: Annotated[str, Form()] = "",
) -> Response:
    """These summaries are read; only those of a runner of his own are marked."""
    coach, now = here.coach, here.dashboard.clock.now()

    def job(uow: UnitOfWork) -> bool:
        if not messaging.shares(uow, coach.id, runner_id):
            return False
        uow.reading.mark_read(coach.id, run, now)
        return True

    if not await here.write(job):
        raise NotFoundError
    if then == "stay":
        return Response(status_code=204)
    return RedirectResponse("/" if then == "today" else f"/runners/{runner_id}", status_code=303)


async def _answer(
    here: Visitor, runner_id: str, found: object, field: str, text: str = "", most: int = 0
) -> Response:
    """Go back to the page; or show it with what was typed, and why it could not be taken."""
    if isinstance(found, NotSharing) or found is False:
        raise NotFoundError
    if isinstance(found, Unfit):
        why = here.say("runner-too-long", most=most) if text.strip() else here.say("runner-empty")
        return await show(here, runner_id, again=True, typed=Typed(field, text, why))
    return RedirectResponse(f"/runners/{runner_id}#{SECTIONS.get(field, field)}", status_code=303)
