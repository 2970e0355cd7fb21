"""`/opbouw`: how many minutes now, what comes next, and why. Only one stage back is a tap."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.build_up import BuildUp, Step
from bot.domain.form_tables import Guards
from bot.domain.runner import Safety, Standing
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import building
from bot.usecases.building import BuildRules
from bot.usecases.ports import UnitOfWork
from bot.words import word_key
from handlers.conversation import Conversation, Door, Known

NAME = "build_up"
UNSAID = frozenset({"first", "top"})
"""Where nothing is said of a next step: before the first run, and at the last stage."""


@dataclass(frozen=True, slots=True)
class BuildUpRoom:
    """The dose in words."""

    door: Door
    rules: BuildRules
    guards: Guards

    def conversation(self) -> Conversation:
        """Return its command and buttons."""
        begin = self.door.known(self.begin)
        return Conversation(NAME, {"buildup": begin}, self.door.known(self.tapped))

    def begin(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """Where he stands, in a new message."""
        uow.outbox.forget_slot(known.chat, NAME)
        return [self._page(uow, known, now)]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """*Liever korter*, asked once. The minutes on the button make a second tap harmless."""
        match known.parts:
            case ("shorter",) if self._can_go_back(known):
                return [self._asked(known)]
            case ("shorter", minutes) if minutes == str(known.runner.stage):
                runner = building.shorter(uow, known.runner, int(minutes), now, self.rules)
                return [self._page(uow, Known(known.incoming, known.say, runner), now)]
            case _:
                return [self._page(uow, known, now)]

    def _page(self, uow: UnitOfWork, known: Known, now: datetime) -> Reply:
        say, dose = known.say, building.dose_of(uow, known.runner, now, self.rules)
        lines = [*self._lines(known, dose)]
        if dose.cap is not None:
            lines.append(say("build-up-cap", minutes=dose.cap))
        keyboard: Keyboard = ()
        if dose.step is not None:
            lines.append(say("build-up-source"))
            if self._can_go_back(known):
                keyboard = ((Button(say("build-up-shorter"), data(NAME, "shorter")),),)
        text = "\n\n".join(lines)
        return Reply(known.chat, text, title=say("build-up-title"), keyboard=keyboard, slot=NAME)

    def _lines(self, known: Known, dose: building.Dose) -> Iterator[str]:
        say, runner, step = known.say, known.runner, dose.step
        if runner.safety is Safety.TALK_FIRST:
            yield say("build-up-talk-first")
        elif step is None:
            guards = self.guards
            yield say("build-up-none", short=guards.minutes_short, long=guards.minutes_long)
            if runner.standing is Standing.TRAINING:
                yield say("build-up-training")
        else:
            yield " ".join(_step(known, self._scheme, step, dose.moved))
            if runner.standing is Standing.BURN_OUT:
                yield say("build-up-burn-out")

    def _asked(self, known: Known) -> Reply:
        say, stage = known.say, known.runner.stage
        yes = Button(say("build-up-shorter-yes"), data(NAME, "shorter", str(stage)))
        no = Button(say("build-up-shorter-no"), data(NAME, "page"))
        text = say("build-up-shorter-ask", minutes=self._scheme.below(stage))
        title = say("build-up-title")
        return Reply(known.chat, text, title=title, keyboard=((yes, no),), slot=NAME)

    def _can_go_back(self, known: Known) -> bool:
        stage = known.runner.stage
        return self._scheme.below(stage) < stage

    @property
    def _scheme(self) -> BuildUp:
        return self.rules.scheme


def _step(known: Known, scheme: BuildUp, step: Step, moved: str) -> Iterator[str]:
    """Return the stage and how it came, the next one, and why, sentence by sentence."""
    say, minutes = known.say, step.stage.minutes
    number, stages = scheme.number(minutes), len(scheme.stages)
    yield say("build-up-now", number=number, stages=stages, minutes=minutes)
    if moved:
        yield say(word_key("build-up-why", moved))
    above = scheme.above(minutes)
    if above is not None and step.earliest is not None and step.why not in UNSAID:
        yield say("build-up-next", minutes=above, date=say.date(step.earliest))
    yield say(word_key("build-up-why", step.why), count=step.missing)
