"""*Instellingen*: what a coach sets for himself, where he is signed in, whom he looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from bot.dashboard.door import Here, Visitor
from bot.dashboard.doors import goodbye
from bot.dashboard.his_runner import Id
from bot.dashboard.rendering import Frame, render
from bot.dashboard.settings_form import Filled, filled, filled_of, understood, zones_by_city
from bot.usecases import coach_settings as use
from bot.usecases import signing_in
from bot.usecases.coach_settings import Looked, Wishes
from bot.usecases.ports import Session, Tells
from bot.words import word_key

router = APIRouter()

LOOKS = 50
WRONG = 422


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that is signed in, in words. `here`: the one that this page is shown in."""

    session_id: str
    since: str
    seen: str
    own: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at a runner, in words."""

    name: str
    when: str
    page: str


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The context of the template. `wrong`: field → what is not right about it, in words."""

    form: Filled
    wrong: Mapping[str, str]
    saved: bool
    languages: Sequence[tuple[str, str]]
    zones: Sequence[tuple[str, str]]
    tells: Sequence[tuple[str, str]]
    most_days: int
    devices: Sequence[Device]
    visits: Sequence[Visit]


@router.get("/settings")
async def settings(here: Here) -> Response:
    """All settings."""
    return await _page(here, filled_of(here.coach, here.dashboard.clock.now()))


@router.get("/settings/saved")
async def saved(here: Here) -> Response:
    """The same page, which says that all is kept."""
    return await _page(here, filled_of(here.coach, here.dashboard.clock.now()), saved=True)


@router.post("/settings")
async def change(here: Here, form: Annotated[Filled, Depends(filled)]) -> Response:
    """Keep what was filled in, or say what is not right; nothing is kept of a half right form."""
    now, words = here.dashboard.clock.now(), here.dashboard.words
    match understood(form, words, now):
        case Wishes() as wishes:
            coach_id = here.coach.id
            await here.write(lambda uow: use.wish(uow, coach_id, wishes))
            return here.greet(RedirectResponse("/settings/saved", status_code=303))
        case mistakes:
            wrong = {field: here.say(key) for field, key in mistakes.items()}
            return await _page(here, form, wrong=wrong)


@router.post("/settings/devices/{session_id}/out")
async def sign_out(here: Here, session_id: Id) -> Response:
    """End one of his own sessions; of another's nothing ends."""
    if session_id == here.session.id:
        return await goodbye(here)
    await here.write(lambda uow: signing_in.sign_out(uow, here.coach, session_id))
    return here.greet(RedirectResponse("/settings#devices", status_code=303))


@router.post("/settings/devices/out")
async def sign_out_everywhere(here: Here) -> Response:
    """End all his sessions, this one too."""
    await here.write(lambda uow: uow.coaches.end_sessions(here.coach.id))
    return await goodbye(here)


async def _page(
    here: Visitor, form: Filled, *, wrong: Mapping[str, str] | None = None, saved: bool = False
) -> Response:
    coach, say, words = here.coach, here.say, here.dashboard.words
    machine_now = here.dashboard.clock.machine_now()
    sessions, looked = await here.read(
        lambda uow: (use.sign_ins(uow, coach, machine_now), use.looks(uow, coach, LOOKS))
    )
    page = SettingsPage(
        form=form,
        wrong=wrong or {},
        saved=saved,
        languages=[(code, words.name(code)) for code in words.languages],
        zones=zones_by_city(),
        tells=[(one.value, say(f"coach-settings-tells-{one.value}")) for one in Tells],
        most_days=use.LONGEST_REPLY,
        devices=[_device(here, one) for one in sessions],
        visits=[_visit(here, one) for one in looked],
    )
    frame = Frame(say, say("coach-settings-title"), coach.name, "settings", "/settings")
    return here.greet(render("settings.html", frame, page, WRONG if wrong else 200))


def _device(here: Visitor, session: Session) -> Device:
    return Device(
        session_id=session.id,
        since=_when(here, session.created_at),
        seen=_when(here, session.last_seen_at),
        own=session.trusted,
        here=session.id == here.session.id,
    )


def _visit(here: Visitor, looked: Looked) -> Visit:
    say, key = here.say, word_key("coach-settings-looked", looked.page)
    return Visit(
        name=looked.name or say("coach-settings-looked-nobody"),
        when=_when(here, looked.at),
        page=say(key) if say.has(key) else "",
    )


def _when(here: Visitor, moment: datetime) -> str:
    return here.say.day_and_time(moment.astimezone(ZoneInfo(here.coach.timezone)))
