"""Privacy: what is kept and why, all of it as a file, and all of it erased."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.runner import Runner
from bot.domain.wall_clock import day_in
from bot.telegram.incoming import Form
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import coaching, retaining
from bot.usecases import privacy as use
from bot.usecases.ports import UnitOfWork
from bot.words import Say, word_key
from handlers.conversation import Conversation, Door, Guest

NAME = "privacy"
VISITS = 5  # the newest that are shown; the file has them all
EXPORT = "export"  # the recipe of the file: `export:<runner id>`


@dataclass(frozen=True, slots=True)
class Privacy:
    """`/privacy`, `/mijngegevens` and `/verwijder`: also for who never finished the start."""

    door: Door
    months: int  # how long anything is kept

    def conversation(self) -> Conversation:
        """Return its commands and buttons."""
        commands = {
            "privacy": self.door.anybody(self.show),
            "my_data": self.door.anybody(self.my_data),
            "erase": self.door.anybody(self.erase_asked),
        }
        return Conversation(NAME, commands, self.door.anybody(self.tapped))

    def show(self, uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """What, why, how long, who; what this runner agreed to, who looked, and what he can do."""
        say, runner = guest.say, guest.runner
        if runner is None:
            return [Reply(guest.chat, self._text(say), say("privacy-title"))]
        lines = [self._text(say), *_agreed(uow, runner, say), _looked(uow, runner, say)]
        buttons = [Button(say("privacy-my-data"), data(NAME, "my_data"))]
        if coaching.sharing(uow, runner) is not None:
            buttons.append(Button(say("privacy-stop-sharing"), data(NAME, "stop")))
        buttons.append(Button(say("privacy-erase"), data(NAME, "erase")))
        keyboard: Keyboard = tuple((button,) for button in buttons)
        text = "\n\n".join(lines)
        return [self._screen(guest, text, keyboard, title=say("privacy-title"))]

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
        counted = in_words(use.counts(uow, guest.runner), say)
        yes = Button(say("erase-yes"), data(NAME, "erase", "yes"))
        no = Button(say("erase-no"), data(NAME, "erase", "no"))
        ask = say("erase-ask", counts=counted)
        return [self._screen(guest, ask, ((yes,), (no,)))]

    def tapped(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """A button of these screens."""
        match guest.parts:
            case ("my_data",):
                return self.my_data(uow, guest, now)
            case ("erase", *sure):
                return self._erase(uow, guest, sure, now)
            case ("keep",) if guest.runner is not None:
                retaining.stay(uow, guest.runner, now)
                return [self._screen(guest, guest.say("retention-kept"))]
            case ("stop", *sure):
                stop = self._stop if sure == ["yes"] else self._stop_asked
                return stop(uow, guest, now)
            case _:
                return self.show(uow, guest, now)

    def _erase(self, uow: UnitOfWork, guest: Guest, sure: list[str], now: datetime) -> list[Reply]:
        if sure == ["no"]:
            return [self._screen(guest, guest.say("erase-kept"))]
        if sure != ["yes"]:
            return self.erase_asked(uow, guest, now)
        if guest.runner is None:
            # A second tap: it is done already.
            return [_nothing_kept(guest)]
        use.erase(uow, guest.runner)
        # Not in a slot: its row would outlive what was erased.
        return [self._screen(guest, guest.say("erase-done"))]

    def _stop_asked(self, uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """Ask once before the sharing ends."""
        say = guest.say
        shares = None if guest.runner is None else coaching.sharing(uow, guest.runner)
        if shares is None:
            return [self._screen(guest, say("coach-none"))]
        yes = Button(say("coach-stop-yes"), data(NAME, "stop", "yes"))
        no = Button(say("coach-stop-no"), data(NAME, "show"))
        ask = say("coach-stop-ask", coach=shares.coach.name)
        return [self._screen(guest, ask, ((yes,), (no,)))]

    def _stop(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        stopped = guest.runner is not None and coaching.withdraw(uow, guest.runner, now)
        return [self._screen(guest, guest.say("coach-stopped" if stopped else "coach-none"))]

    def _text(self, say: Say) -> str:
        return say("privacy-text", months=self.months)

    def _screen(
        self, guest: Guest, text: str, keyboard: Keyboard = (), *, title: str = ""
    ) -> Reply:
        """Return a screen in the place of the one that was tapped; a new message for a command."""
        tapped = guest.incoming.form is Form.BUTTON
        edits = guest.incoming.message_id if tapped else None
        return Reply(guest.chat, text, title=title, keyboard=keyboard, edits=edits)


def in_words(counts: tuple[use.Count, ...], say: Say) -> str:
    """Return `12 antwoorden, 4 zinnen en 2 loopjes`; what has no name is counted together."""
    named = [one for one in counts if say.has(word_key("erase-count", one.kind))]
    others = sum(one.rows for one in counts if one not in named)
    counted = [say(word_key("erase-count", one.kind), count=one.rows) for one in named]
    words = [say("erase-count-profile"), *counted]
    if others:
        words.append(say("erase-count-others", count=others))
    return say.all_of(words)


def _agreed(uow: UnitOfWork, runner: Runner, say: Say) -> list[str]:
    """Return when this runner agreed, and to which version of the text."""
    consent = uow.runners.consent(runner.id)
    if consent is None:
        return []
    day = say.short_date(day_in(runner.timezone, consent.given_at))
    return [say("privacy-agreed", day=day, version=consent.version)]


def _looked(uow: UnitOfWork, runner: Runner, say: Say) -> str:
    """Return who looked when, the newest first."""
    zone = ZoneInfo(runner.timezone)
    visits = coaching.visits(uow, runner, VISITS)
    if not visits:
        return say("privacy-not-looked")
    times = [f"{one.coach_name}, {say.day_and_time(one.at.astimezone(zone))}" for one in visits]
    return say("privacy-looked", times="; ".join(dict.fromkeys(times)))


def _nothing_kept(guest: Guest) -> Reply:
    return Reply(guest.chat, guest.say("privacy-nothing-kept"))
