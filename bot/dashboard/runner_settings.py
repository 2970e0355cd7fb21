"""What a coach sets for one of his runners: one form, saved whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from bot.dashboard.door import Here, NotFoundError, Visitor
from bot.dashboard.his_runner import RunnerId, visit
from bot.dashboard.rendering import Frame, render
from bot.domain.card import Activity
from bot.domain.form_tables import RunForm
from bot.domain.guidance import Guidance
from bot.domain.runner import Runner
from bot.domain.wall_clock import at
from bot.usecases import guiding
from bot.usecases.coach_rules import CoachRules
from bot.usecases.guiding import Limits
from bot.usecases.ports import Coach, UnitOfWork
from bot.words import Say, word_key

router = APIRouter()

LOG_NAME = "settings"
CAPS = range(10, 91)
"""Minutes that a coach can set at most: less is no run, more no calm one (ours)."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was filled in: bare texts, so that nothing typed is lost on a mistake."""

    cap: str = ""
    pinned: str = ""
    forbidden: frozenset[str] = frozenset()
    cue: str = ""
    learning: bool = False
    stage: str = ""
    stage_was: str = ""
    day: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What could not be taken, in words, by field."""

    cap: str = ""
    forms: str = ""
    talk: str = ""

    @property
    def anything(self) -> bool:
        """Whether there is a mistake."""
        return bool(self.cap or self.forms or self.talk)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what is sent, and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The context of the template. `stages`: none for who does not build up."""

    runner_id: str
    name: str
    filled: Filled
    wrong: Wrong
    saved: bool
    forms: Sequence[Option]
    cues: Sequence[Option]
    stages: Sequence[Option]


@router.get("/runners/{runner_id}/settings")
async def settings(here: Here, runner_id: RunnerId, saved: str = "") -> Response:
    """The form, as things stand."""
    return await _show(here, runner_id, saved=saved == "yes")


@router.post("/runners/{runner_id}/settings")
async def save(
    here: Here,
    runner_id: RunnerId,
    cap: Annotated[str, Form()] = "",
    pinned: Annotated[str, Form()] = "",
    forbidden: Annotated[list[str] | None, Form()] = None,
    cue: Annotated[str, Form()] = "",
    learning: Annotated[str, Form()] = "",
    stage: Annotated[str, Form()] = "",
    stage_was: Annotated[str, Form()] = "",
    day: Annotated[str, Form()] = "",
    time: Annotated[str, Form()] = "",
) -> Response:
    """Save what was filled in; with a mistake nothing is saved, and it stays as it was typed."""
    chosen = frozenset(forbidden or ())
    filled = Filled(
        cap.strip(), pinned, chosen, cue, learning == "yes", stage, stage_was, day.strip(), time
    )
    coach, now, rules = here.coach, here.dashboard.clock.now(), here.dashboard.rules
    read = Reading(filled, coach, rules, here.say, now)
    wrong = read.wrong
    if wrong.anything:
        return await _show(here, runner_id, filled=filled, wrong=wrong)
    if not await here.write(lambda uow: read.store(uow, runner_id)):
        raise NotFoundError
    return RedirectResponse(f"/runners/{runner_id}/settings?saved=yes", status_code=303)


@dataclass(frozen=True, slots=True)
class Reading:
    """The filled-in form, understood: what each field says, or why it cannot be taken."""

    filled: Filled
    coach: Coach
    rules: CoachRules
    say: Say
    now: datetime

    @property
    def wrong(self) -> Wrong:
        """Return what cannot be taken."""
        say, filled = self.say, self.filled
        cap = filled.cap == "" or filled.cap in map(str, CAPS)
        both = filled.pinned != "" and filled.pinned in filled.forbidden
        return Wrong(
            cap="" if cap else say("settings-cap-wrong", low=CAPS.start, high=CAPS.stop - 1),
            forms=say("settings-forms-wrong") if both else "",
            talk=self._talk_wrong(),
        )

    def store(self, uow: UnitOfWork, runner_id: str) -> bool:
        """Store all of it in this transaction; False when they do not share."""
        coach, filled, now = self.coach, self.filled, self.now
        build = self.rules.build
        if not guiding.limit(uow, coach, runner_id, self.limits, now, build):
            return False
        guiding.appoint(uow, coach, runner_id, self.talk, now)
        # Only a stage that he changed: the form may be older than the runner's last step.
        stages = {str(minutes) for minutes in build.scheme.stages}
        if filled.stage != filled.stage_was and filled.stage in stages:
            guiding.set_stage(uow, coach, runner_id, int(filled.stage), now, build)
        return True

    @property
    def limits(self) -> Limits:
        """Return the limits; a form or cue that nobody defined is none."""
        filled, keys = self.filled, {form.key for form in _run_forms(self.rules)}
        return Limits(
            cap=int(filled.cap) if filled.cap else None,
            pinned=filled.pinned if filled.pinned in keys else None,
            forbidden=filled.forbidden & keys,
            cue=filled.cue if filled.cue in self.rules.forms.cues() else None,
            learning=filled.learning,
        )

    @property
    def talk(self) -> datetime | None:
        """Return the next talk; None: nothing was agreed. ValueError: not a day and a time."""
        if not self.filled.day and not self.filled.time:
            return None
        day, wall = date.fromisoformat(self.filled.day), time.fromisoformat(self.filled.time)
        return at(day, wall.replace(tzinfo=None), ZoneInfo(self.coach.timezone))

    def _talk_wrong(self) -> str:
        try:
            talk = self.talk
        except (ValueError, OverflowError):
            return self.say("settings-talk-half")
        past = talk is not None and talk <= self.now
        return self.say("settings-talk-past") if past else ""


def _run_forms(rules: CoachRules) -> list[RunForm]:
    return [form for form in rules.forms.forms if form.activity is Activity.RUN]


def _read(uow: UnitOfWork, coach: Coach, runner_id: str) -> tuple[Runner, Guidance] | None:
    line = uow.views.line(coach.id, runner_id)
    return None if line is None else (line.runner, uow.guiding.guidance(runner_id))


async def _show(
    here: Visitor,
    runner_id: str,
    *,
    filled: Filled | None = None,
    wrong: Wrong | None = None,
    saved: bool = False,
) -> Response:
    coach, now = here.coach, here.dashboard.clock.now()
    found = await here.read(lambda uow: _read(uow, coach, runner_id))
    again = saved or wrong is not None
    if found is None or not await here.write(
        lambda uow: visit(uow, coach, runner_id, LOG_NAME, now, again=again)
    ):
        raise NotFoundError
    runner, guidance = found
    stored = filled_of(guidance, runner, ZoneInfo(coach.timezone), now)
    page = _page(runner, filled or stored, wrong or Wrong(), here, saved=saved)
    title = here.say("settings-title-of", name=page.name)
    frame = Frame(here.say, title, coach.name, "runners")
    return here.greet(render("runner_settings.html", frame, page, 422 if wrong else 200))


def filled_of(guidance: Guidance, runner: Runner, zone: ZoneInfo, now: datetime) -> Filled:
    """Return the form as things stand."""
    talk = guidance.next_talk(now)
    local = None if talk is None else talk.astimezone(zone)
    return Filled(
        cap="" if guidance.cap is None else str(guidance.cap),
        pinned=guidance.pinned or "",
        forbidden=guidance.forbidden,
        cue=guidance.cue or "",
        learning=guidance.learning,
        stage=str(runner.stage),
        stage_was=str(runner.stage),
        day="" if local is None else local.date().isoformat(),
        time="" if local is None else local.strftime("%H:%M"),
    )


def _page(
    runner: Runner, filled: Filled, wrong: Wrong, here: Visitor, *, saved: bool
) -> SettingsPage:
    rules, say = here.dashboard.rules, here.say
    stages = rules.build.scheme.stages if runner.builds_up else ()
    return SettingsPage(
        runner_id=runner.id,
        name=runner.first_name,
        filled=filled,
        wrong=wrong,
        saved=saved,
        forms=[Option(one.key, say(word_key("form", one.key))) for one in _run_forms(rules)],
        cues=[Option(one, say(word_key("cue", one))) for one in rules.forms.cues()],
        stages=[Option(str(one), say.minutes(one, one)) for one in stages],
    )
