"""`/gelopen`: a run that was done without the bot, today or on an earlier day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.run import RAN_STATES, Run
from bot.domain.wall_clock import day_in
from bot.ids import is_id, new_id
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import reflecting, running, stopping
from bot.usecases.ports import UnitOfWork
from bot.usecases.running import RunRules
from handlers import questions, run
from handlers.conversation import Conversation, Door, Known, asked_slot, rows

NAME = "ran"
DAYS = {"today": 0, "yesterday": 1}
EARLIER = range(2, 8)  # days ago; the buttons say the date
RECENT = 5  # runs looked at to know a second tap


@dataclass(frozen=True, slots=True)
class Ran:
    """Asks which day it was, keeps the run, asks its one sentence."""

    door: Door
    rules: RunRules
    running: run.Run

    def conversation(self) -> Conversation:
        """Return its command and buttons."""
        begin = self.door.known(self.begin)
        return Conversation(
            NAME, {"ran": begin}, self.door.known(self.tapped), asked={f"{NAME}:": self.asked}
        )

    def begin(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """During a run this is *Ik ben terug*; else which day it was (or `/gelopen gisteren`)."""
        going_on = running.running(uow, known.runner)
        if going_on is not None:
            return self.running.came_back(uow, known, going_on, now)
        asked = new_id(now)
        word = questions.typed_word(tuple(DAYS), NAME, known.say, known.incoming.text)
        if word is not None:
            return self._keep(uow, known, asked, DAYS[word], now)
        return [self._which_day(known, asked)]

    def asked(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """A typed day. None: it is none, or the day was told already."""
        word = questions.typed_word(tuple(DAYS), NAME, known.say, known.incoming.text)
        slot = asked_slot(uow, known, now).removeprefix(f"{NAME}:")
        if word is None or _added_since(uow, known, slot) is not None:
            return None
        return self._keep(uow, known, slot, DAYS[word], now)

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A day."""
        match known.parts:
            case (asked, *_) if not is_id(asked):  # forged: it would stand in a slot, to be read
                return self.begin(uow, known, now)
            case (asked, "earlier"):
                return [self._earlier(known, asked, now)]
            case (asked, days) if days in {str(n) for n in (*DAYS.values(), *EARLIER)}:
                return self._keep(uow, known, asked, int(days), now)
            case (asked, *_):
                return [self._which_day(known, asked)]
            case _:
                return self.begin(uow, known, now)

    def _keep(
        self, uow: UnitOfWork, known: Known, asked: str, days: int, now: datetime
    ) -> list[Reply]:
        if running.running(uow, known.runner) is not None:
            # An older message of this kind: now he is on his way.
            return self.running.still_out(uow, known)
        known_run = _added_since(uow, known, asked)
        if known_run is None:
            stopping.close_open(uow, known.runner, now, self.rules)
            reflecting.add_run(uow, known.runner, days, now)
        elif uow.runs.sentence(known_run.id) is not None:
            return []
        return [Reply(known.chat, known.say("ran-ask-sentence"), slot=f"{NAME}:{asked}")]

    def _which_day(self, known: Known, asked: str) -> Reply:
        say = known.say
        near = [Button(say(f"ran-{day}"), data(NAME, asked, str(ago))) for day, ago in DAYS.items()]
        earlier = Button(say("ran-earlier"), data(NAME, asked, "earlier"))
        keyboard: Keyboard = (tuple(near), (earlier,))
        return Reply(known.chat, say("ran-which-day"), keyboard=keyboard, slot=f"{NAME}:{asked}")

    def _earlier(self, known: Known, asked: str, now: datetime) -> Reply:
        say = known.say
        today = day_in(known.runner.timezone, now)
        days = [
            Button(say.date(today - timedelta(days=ago)), data(NAME, asked, str(ago)))
            for ago in EARLIER
        ]
        back = Button(say("button-back"), data(NAME, asked, "day"))
        keyboard = (*rows(days, 1), (back,))
        return Reply(known.chat, say("ran-which-day"), keyboard=keyboard, slot=f"{NAME}:{asked}")


def _added_since(uow: UnitOfWork, known: Known, asked: str) -> Run | None:
    """Return the run that this question led to already: ids sort by time, a second tap is none."""
    for earlier in uow.runs.latest(known.runner.id, RECENT):
        by_hand = earlier.started_at is None and earlier.state in RAN_STATES
        if by_hand and earlier.id > asked:
            return earlier
    return None
