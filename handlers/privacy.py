"""Privacy: what is kept and why, all of it as a file, and all of it erased."""

from dataclasses import dataclass
from datetime import datetime

from bot.telegram.incoming import Form
from bot.telegram.reply import Button, Keyboard, Reply
from bot.usecases import privacy as use
from bot.usecases.ports import UnitOfWork
from bot.words import Say, word_key
from handlers.conversation import Conversation, Door, Guest, data

NAME = "privacy"
SLOT = "privacy"
EXPORT = "export"  # the recipe of the file: `export:<runner id>`


@dataclass(frozen=True, slots=True)
class Privacy:
    """`/privacy`, `/mijngegevens` and `/verwijder`: also for who never finished the start."""

    door: Door

    def conversation(self) -> Conversation:
        """Return its commands and buttons."""
        commands = {
            "privacy": self.door.anybody(self.show),
            "my_data": self.door.anybody(self.my_data),
            "erase": self.door.anybody(self.erase_asked),
        }
        return Conversation(NAME, commands, self.door.anybody(self.tapped))

    def show(self, _uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """What, why, how long, who, and what one can do about it."""
        say = guest.say
        keyboard: Keyboard = ()
        if guest.runner is not None:
            mine = Button(say("privacy-my-data"), data(NAME, "my_data"))
            erase = Button(say("privacy-erase"), data(NAME, "erase"))
            keyboard = ((mine,), (erase,))
        return [Reply(guest.chat, say("privacy-text"), say("privacy-title"), keyboard=keyboard)]

    def my_data(self, _uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """All that is stored, as a file."""
        if guest.runner is None:
            return [_nothing_kept(guest)]
        recipe = f"{EXPORT}:{guest.runner.id}"
        return [Reply(guest.chat, guest.say("my-data-here"), attachment=recipe)]

    def erase_asked(self, uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """Say what would be erased, and ask once."""
        if guest.runner is None:
            return [_nothing_kept(guest)]
        say = guest.say
        if guest.incoming.form is not Form.BUTTON:
            uow.outbox.forget_slot(guest.chat, SLOT)
        counted = in_words(use.counts(uow, guest.runner), say)
        yes = Button(say("erase-yes"), data(NAME, "erase", "yes"))
        no = Button(say("erase-no"), data(NAME, "erase", "no"))
        ask = say("erase-ask", counts=counted)
        return [Reply(guest.chat, ask, keyboard=((yes,), (no,)), slot=SLOT)]

    def tapped(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """A button of these screens."""
        match guest.parts:
            case ("my_data",):
                return self.my_data(uow, guest, now)
            case ("erase",):
                return self.erase_asked(uow, guest, now)
            case ("erase", "no"):
                return [Reply(guest.chat, guest.say("erase-kept"), slot=SLOT)]
            case ("erase", "yes"):
                return self._erase(uow, guest)
            case _:
                return self.show(uow, guest, now)

    def _erase(self, uow: UnitOfWork, guest: Guest) -> list[Reply]:
        if guest.runner is None:
            # A second tap: it is done already.
            return [_nothing_kept(guest)]
        use.erase(uow, guest.runner)
        # Not in a slot: its row would outlive what was erased.
        return [Reply(guest.chat, guest.say("erase-done"), edits=guest.incoming.message_id)]


def in_words(counts: tuple[use.Count, ...], say: Say) -> str:
    """Return `12 antwoorden, 4 zinnen en 2 loopjes`; what has no name is counted together."""
    named = [one for one in counts if say.has(word_key("erase-count", one.kind))]
    others = sum(one.rows for one in counts if one not in named)
    counted = [say(word_key("erase-count", one.kind), count=one.rows) for one in named]
    words = [say("erase-count-profile"), *counted]
    if others:
        words.append(say("erase-count-others", count=others))
    return say.all_of(words)


def _nothing_kept(guest: Guest) -> Reply:
    return Reply(guest.chat, guest.say("privacy-nothing-kept"))
