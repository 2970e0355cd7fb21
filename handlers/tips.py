"""Reading: short cards per subject, one at a time, and one that fits how it is now."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.tips import Shelf, Tip
from bot.telegram.incoming import Form
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import reading
from bot.usecases.ports import UnitOfWork
from bot.usecases.reading import ReadingRules
from bot.words import word_key
from handlers.conversation import Conversation, Door, Known, rows

NAME = "tips"
WIDTH = 2  # subjects beside each other


@dataclass(frozen=True, slots=True)
class TipRoom:
    """`/tips`. It keeps no state: each button says which card it is about."""

    door: Door
    rules: ReadingRules

    def conversation(self) -> Conversation:
        """Return its command and buttons."""
        return Conversation(
            NAME, {"tips": self.door.known(self.begin)}, self.door.known(self.tapped)
        )

    def begin(self, _uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply]:
        """The subjects, in a new message."""
        return [self._subjects(known)]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A subject, a card, or the card that fits; in the message that was tapped."""
        shelf = self._shelf(known)
        match known.parts:
            case ("begin",):  # a button elsewhere: that message stays as it is
                return self.begin(uow, known, now)
            case ("mine",):
                return [self._mine(uow, known, shelf, now)]
            case ("subject", subject) if cards := shelf.of_subject(subject):
                return [self._card(known, shelf, cards[0])]
            case ("card", tip_id) if tip := shelf.card(tip_id):
                return [self._card(known, shelf, tip)]
            case ("all",):
                return [self._subjects(known)]
            case _:
                return [self._subjects(known, first=known.say("tips-gone"))]

    def _shelf(self, known: Known) -> Shelf:
        return self.rules.tips.shelf(known.say.language, self.door.words.fallback)

    def _mine(self, uow: UnitOfWork, known: Known, shelf: Shelf, now: datetime) -> Reply:
        found = reading.for_me(uow, known.runner, shelf, now, self.rules)
        if found is None:
            return self._subjects(known)
        because = known.say(word_key("tips-because", found.signal))
        return self._card(known, shelf, found.tip, because=because)

    def _subjects(self, known: Known, *, first: str = "") -> Reply:
        say, shelf = known.say, self._shelf(known)
        buttons = [
            Button(say(word_key("tips-subject", subject)), data(NAME, "subject", subject))
            for subject in self.rules.tips.rules.subjects
            if shelf.of_subject(subject)
        ]
        mine = Button(say("tips-mine"), data(NAME, "mine"))
        text = f"{first}\n\n{say('tips-pick')}" if first else say("tips-pick")
        keyboard: Keyboard = ((mine,), *rows(buttons, WIDTH))
        return Reply(
            known.chat, text, title=say("tips-title"), keyboard=keyboard, edits=_tapped_on(known)
        )

    def _card(self, known: Known, shelf: Shelf, tip: Tip, *, because: str = "") -> Reply:
        """Return one card; what is under it leads to the next, to all, or to one that fits."""
        say = known.say
        following = shelf.after(tip)
        turn = [Button(say("button-back"), data(NAME, "all"))]
        if following is not None:
            turn.append(Button(say("tips-next"), data(NAME, "card", following.id)))
        mine = Button(say("tips-mine"), data(NAME, "mine"))
        text = f"{tip.text}\n\n{because}" if because else tip.text
        return Reply(
            known.chat,
            text,
            title=tip.title,
            keyboard=(tuple(turn), (mine,)),
            edits=_tapped_on(known),
        )


def _tapped_on(known: Known) -> int | None:
    """Return the message to edit: the one with the button. A command gets a new message."""
    if known.incoming.form is not Form.BUTTON or known.parts == ("begin",):
        return None
    return known.incoming.message_id
