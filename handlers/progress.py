"""Looking back: one picture of tension before and after, its numbers as text, and the sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.looking_back import WEEKS, Felt
from bot.domain.wall_clock import day_in
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import looking_back as use
from bot.usecases.looking_back import Progress
from bot.usecases.ports import UnitOfWork
from bot.words import Say
from handlers.conversation import Conversation, Door, Known

NAME = "progress"
PICTURE = "progress"  # the recipe of the picture: `progress:<runner id>:<today>`
NEWEST = 8  # times whose numbers stand in the caption: with the weeks it stays under 70 words


@dataclass(frozen=True, slots=True)
class LookingBack:
    """`/voortgang`."""

    door: Door

    def conversation(self) -> Conversation:
        """Return its command and buttons."""
        show = self.door.known(self.show)
        return Conversation(NAME, {"progress": show}, show)

    def show(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """The picture, in a new message."""
        today = day_in(known.runner.timezone, now)
        found = use.progress(uow, known.runner, today)
        sentences = Button(known.say("progress-sentences"), data("diary", "new"))
        keyboard: Keyboard = ((sentences,),)
        if not found.times:
            return [self._nothing(uow, known, keyboard)]
        recipe = f"{PICTURE}:{known.runner.id}:{today.isoformat()}"
        text, title = caption(found, known.say), known.say("progress-title")
        return [Reply(known.chat, text, title=title, keyboard=keyboard, attachment=recipe)]

    def _nothing(self, uow: UnitOfWork, known: Known, keyboard: Keyboard) -> Reply:
        if uow.runs.sentences(known.runner.id, 1):
            text = known.say("progress-none-lately", count=WEEKS)
            return Reply(known.chat, text, keyboard=keyboard)
        return Reply(known.chat, known.say("progress-none"))


def caption(found: Progress, say: Say) -> str:
    """Return the numbers of the picture in words: for who cannot see it, and for who likes them."""
    said = [one for one in reversed(found.times) if one.before or one.after][:NEWEST]
    weeks = " · ".join(say.number(len(week.times)) for week in found.weeks)
    lines = [say("progress-weeks", weeks=weeks), say("progress-only-looking")]
    if said:
        lines.insert(0, say("progress-tensions", times=_tensions(said, say)))
    return "\n\n".join(lines)


def _tensions(said: Sequence[Felt], say: Say) -> str:
    return "; ".join(
        f"{_day(one.day, say)} {_number(one.before)} → {_number(one.after)}" for one in said
    )


def _day(day: date, say: Say) -> str:
    return say.day_and_month(day)


def _number(tension: int | None) -> str:
    return "?" if tension is None else str(tension)
