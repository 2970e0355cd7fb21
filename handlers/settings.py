"""Settings: one message, edited in place, with the way to all that is not in the menu."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.runner import Safety, Sharing
from bot.places import zones_of_places
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import pausing, reflecting
from bot.usecases import preferences as use
from bot.usecases.ports import UnitOfWork
from bot.usecases.preferences import Replan
from bot.words import Say, Words
from handlers import questions
from handlers.conversation import Conversation, Door, Known, KnownStep, rows

NAME = "settings"
SLOT = "settings"
LANGUAGE = "settings_language"  # the slot of the question which language
ZONE = "settings_zone"  # the slot of the question where he is: the next text answers it


@dataclass(frozen=True, slots=True)
class Settings:
    """`/instellingen`, and `/instellingen <city>` for the time zone."""

    door: Door
    words: Words
    replan: Replan
    pause: KnownStep
    cities: Mapping[str, str]  # city → zone, beside the cities that zones are named after
    zone_at: Callable[[float, float], str | None]  # of a latitude and a longitude, in degrees

    def conversation(self) -> Conversation:
        """Return its command and buttons."""
        begin = self.door.known(self.begin)
        tapped, asked = self.door.known(self.tapped), {ZONE: self.typed, LANGUAGE: self.spoken}
        return Conversation(NAME, {"settings": begin}, tapped, asked=asked)

    def begin(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """All settings in a new message; with a city behind it, the time zone of that city."""
        uow.outbox.forget_slot(known.chat, SLOT)
        typed = known.incoming.text.strip()
        if not typed:
            return [_home(known, now)]
        zone = zone_named(typed, known.say, self.cities)
        if zone is None:
            return [_zones(known, known.say("settings-zone-unknown"))]
        return [self._live_in(uow, known, zone, now)]

    def typed(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """A city. None: it is none, and something else is open."""
        zone = zone_named(known.incoming.text, known.say, self.cities)
        if zone is None:
            if uow.runs.open_run(known.runner.id) is not None:
                return None
            return [_zones(known, known.say("settings-zone-unknown"))]
        return [self._live_in(uow, known, zone, now)]

    def spoken(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """The name of a language. None: it is none, and goes its way."""
        language = self.words.named(known.incoming.text)
        if language is None:
            return None
        uow.outbox.forget_slot(known.chat, SLOT)
        return [self._set(uow, known, ("language", language), now)]

    def located(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A place shared once: its zone is kept, the place is not."""
        incoming = known.incoming
        if incoming.latitude is None or incoming.longitude is None:
            return [_zones(known, known.say("settings-zone-unknown"))]
        zone = self.zone_at(incoming.latitude, incoming.longitude)
        if zone is None:
            return [_zones(known, known.say("settings-zone-unknown"))]
        uow.outbox.forget_slot(known.chat, SLOT)
        return [self._live_in(uow, known, zone, now)]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A setting, or a value for it."""
        match known.parts:
            case ("pause",):
                return self.pause(uow, known, now)
            case ("language",):
                return [replace(self._languages(known), edits=known.incoming.message_id)]
            case ("zone",):
                asked = _zones(known, known.say("settings-zone-ask"))
                return [replace(asked, edits=known.incoming.message_id)]
            case ("sharing",):
                return [_sharing(known)]
            case (what, value):
                return [self._set(uow, known, (what, value), now)]
            case _:
                return [_home(known, now)]

    def _set(self, uow: UnitOfWork, known: Known, wish: tuple[str, str], now: datetime) -> Reply:
        """Set what a button says; a value that no button has changes nothing."""
        runner = known.runner
        match wish:
            case ("language", value) if value in self.words.languages:
                runner = use.speak(uow, runner, value)
            case ("zone", value) if value in zones_of_places():
                return self._live_in(uow, known, value, now)
            case ("sharing", value) if value in set(Sharing):
                reflecting.always(uow, runner, Sharing(value))
                runner = uow.runners.by_id(runner.id) or runner
            case ("breath", "forced" | "easy" as value):
                runner = use.breathe(uow, runner, forced=value == "forced")
            case ("learning", "on" | "off" as value):
                runner = use.lean(uow, runner, on=value == "on")
            case ("own_words", "on" | "off" as value):
                runner = use.recall(uow, runner, on=value == "on")
            case ("nudges", "on" | "off" as value):
                runner = use.nudges(uow, runner, now, self.replan, on=value == "on")
            case _:
                pass
        return _home(Known(known.incoming, self.words.of(runner.language), runner), now)

    def _live_in(self, uow: UnitOfWork, known: Known, zone: str, now: datetime) -> Reply:
        runner = use.live_in(uow, known.runner, zone, now, self.replan)
        return _home(Known(known.incoming, known.say, runner), now)

    def _languages(self, known: Known) -> Reply:
        buttons = [
            Button(
                _marked(known.say, self.words.name(language), language == known.say.language),
                data(NAME, "language", language),
            )
            for language in self.words.languages
        ]
        keyboard = (*rows(buttons, 2), _back(known))
        ask = known.say("settings-language-ask")
        return Reply(known.chat, ask, keyboard=keyboard, slot=LANGUAGE)


def zone_named(typed: str, say: Say, more: Mapping[str, str]) -> str | None:
    """Return the zone that somebody typed: its name, or a city in it. `more`: city → zone."""
    wanted = questions.simplified(typed)
    zones = sorted(zones_of_places())
    exact = {questions.simplified(zone): zone for zone in zones}
    cities = {questions.simplified(zone.rsplit("/", 1)[-1]): zone for zone in zones}
    translated = {questions.simplified(say.city(zone)): zone for zone in zones}
    others = {questions.simplified(city): zone for city, zone in more.items()}
    found = exact.get(wanted) or translated.get(wanted) or cities.get(wanted)
    return found or others.get(wanted)


def _home(known: Known, now: datetime) -> Reply:
    say, runner = known.say, known.runner
    here = say.time(now.astimezone(ZoneInfo(runner.timezone)))
    lines = (
        say("settings-zone-now", city=say.city(runner.timezone), time=here),
        say(f"settings-sharing-now-{runner.sharing}"),
        say("settings-breath-now-forced" if runner.forced_breath else "settings-breath-now-easy"),
        _nudges_now(known, now),
        say("settings-learning-now-on" if runner.learning else "settings-learning-now-off"),
        say("settings-own-words-now-on" if runner.own_words else "settings-own-words-now-off"),
    )
    title = say("settings-title")
    return Reply(known.chat, "\n".join(lines), title, keyboard=_choices(known), slot=SLOT)


def _nudges_now(known: Known, now: datetime) -> str:
    """Say whether nudges come: a pause is told where they would otherwise."""
    say, runner = known.say, known.runner
    until = pausing.paused_until(runner, now)
    if runner.nudges_off or until is None:
        return say("settings-nudges-now-off" if runner.nudges_off else "settings-nudges-now-on")
    return say("settings-nudges-now-paused", date=say.date(until))


def _choices(known: Known) -> Keyboard:
    say, runner = known.say, known.runner
    breath = "easy" if runner.forced_breath else "forced"
    nudges = "on" if runner.nudges_off else "off"
    learning = "off" if runner.learning else "on"
    own_words = "off" if runner.own_words else "on"
    discussed = Button(say("safety-discussed"), data("start", "safety", Safety.DISCUSSED))
    return (
        *(((discussed,),) if runner.safety is Safety.TALK_FIRST else ()),
        (
            Button(say("settings-language"), data(NAME, "language")),
            Button(say("settings-zone"), data(NAME, "zone")),
        ),
        (Button(say("settings-sharing"), data(NAME, "sharing")),),
        (Button(say(f"settings-breath-{breath}"), data(NAME, "breath", breath)),),
        (Button(say(f"settings-nudges-{nudges}"), data(NAME, "nudges", nudges)),),
        (Button(say(f"settings-learning-{learning}"), data(NAME, "learning", learning)),),
        (Button(say(f"settings-own-words-{own_words}"), data(NAME, "own_words", own_words)),),
        (
            Button(say("settings-pause"), data(NAME, "pause")),
            Button(say("settings-coach"), data("coach", "show")),
        ),
        (
            Button(say("settings-privacy"), data("privacy", "show")),
            Button(say("settings-erase"), data("privacy", "erase")),
        ),
    )


def _zones(known: Known, text: str) -> Reply:
    say = known.say
    buttons = [
        Button(
            _marked(say, say.city(zone), zone == known.runner.timezone), data(NAME, "zone", zone)
        )
        for zone in say.listed("settings-zones")
    ]
    return Reply(known.chat, text, keyboard=(*rows(buttons, 2), _back(known)), slot=ZONE)


def _sharing(known: Known) -> Reply:
    say = known.say
    choices = tuple(
        (
            Button(
                _marked(say, say(f"settings-share-{choice}"), choice is known.runner.sharing),
                data(NAME, "sharing", choice),
            ),
        )
        for choice in Sharing
    )
    text = say("settings-sharing-ask")
    return Reply(known.chat, text, keyboard=(*choices, _back(known)), slot=SLOT)


def _back(known: Known) -> tuple[Button]:
    return (Button(known.say("button-back"), data(NAME, "home")),)


def _marked(say: Say, label: str, chosen: bool) -> str:  # noqa: FBT001  a fact about the label
    return say("chosen", option=label) if chosen else label
