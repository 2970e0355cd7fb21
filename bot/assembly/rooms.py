"""Content and words in, all conversations out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import content
from bot.clock import Clock
from bot.daylight import is_light, latitude
from bot.domain.patterns import PatternRules
from bot.domain.runner import Runner
from bot.domain.safety import in_body, in_crisis
from bot.due.retention import Retention
from bot.messages import Messages
from bot.places import zone_at
from bot.telegram.lanes import Apologise
from bot.telegram.menu import MenuCommand, Profile
from bot.telegram.reply import Reply
from bot.telegram.routing import Routes
from bot.usecases import planning
from bot.usecases.building import BuildRules
from bot.usecases.coach_rules import CoachRules
from bot.usecases.nudging import NudgeRules
from bot.usecases.planning import PlanRules
from bot.usecases.ports import Database, UnitOfWork
from bot.usecases.preferences import Replan
from bot.usecases.reading import ReadingRules
from bot.usecases.running import RunRules
from bot.usecases.situating import CheckInRules
from bot.words import Words
from content.library import Library, load
from handlers.asking_again import AskingAgain
from handlers.build_up import BuildUpRoom
from handlers.check_in import CheckIn
from handlers.coach import CoachRoom
from handlers.coach_letter import CoachLetter
from handlers.coach_screens import invitation
from handlers.conversation import Door, Guest
from handlers.diary import Diary
from handlers.help import Help, help_card
from handlers.letter import Letter
from handlers.loose import Loose
from handlers.nudge import NudgeRoom
from handlers.pause import Pause
from handlers.plan import Plan
from handlers.privacy import Privacy
from handlers.progress import LookingBack
from handlers.ran import Ran
from handlers.red_flag import RedFlag, typed_card
from handlers.reflection import Reflection
from handlers.register import Register
from handlers.run import Run
from handlers.settings import Settings
from handlers.start import Start
from handlers.tips import TipRoom
from handlers.welcome import Welcome

CONTENT = Path(content.__file__).parent


@dataclass(frozen=True, slots=True)
class House:
    """What everything is made from: content, words, clock, and the addresses of this Lichter.

    `zones`: language → the time zone to begin with; `zone` is that of all other languages.
    """

    library: Library
    words: Words
    clock: Clock
    language: str
    zones: dict[str, str]
    zone: str
    public_url: str
    months: int  # how long anything is kept

    @property
    def run_rules(self) -> RunRules:
        """What a run goes by."""
        return RunRules(self.library.running, self.library.nudges, self.build_rules)

    @property
    def check_in_rules(self) -> CheckInRules:
        """What the check-in goes by."""
        library = self.library
        return CheckInRules(
            library.check_in,
            library.run_forms,
            library.running,
            is_light,
            self.build_rules,
            latitude,
            library.learning,
            library.own_words,
            library.safety_words,
        )

    @property
    def build_rules(self) -> BuildRules:
        """What the build-up goes by."""
        return BuildRules(self.library.build_up, self.plan_rules)

    @property
    def plan_rules(self) -> PlanRules:
        """What planning goes by."""
        return PlanRules(self.library.nudges, self.library.run_forms.guards.minutes_short)

    @property
    def coach_rules(self) -> CoachRules:
        """What the pages of a coach go by."""
        library = self.library
        patterns = PatternRules(library.patterns, library.run_forms, library.running)
        asked = (*library.check_in.questions, *library.reflection.questions)
        return CoachRules(patterns, self.build_rules, tuple(one.id for one in asked))

    @property
    def nudge_rules(self) -> NudgeRules:
        """What due rows go by."""
        return NudgeRules(self.plan_rules, self.run_rules, self.library.run_forms)

    @property
    def messages(self) -> Messages:
        """What is sent unasked."""
        return Messages(self.words, self.public_url)


def furnish(
    clock: Clock,
    *,
    language: str,
    zone: str,
    public_url: str,
    months: int = 24,
    root: Path = CONTENT,
) -> House:
    """Read content and words. ContentError or WordsError names the file that is wrong."""
    words = Words.load(root / "locales", language)
    zones = {"nl": "Europe/Amsterdam"}
    return House(load(root), words, clock, language, zones, zone, public_url, months)


def routes(house: House, bot_name: str) -> Routes:
    """Return which step takes what, for a bot of this name."""
    library, words = house.library, house.words
    bot_link = f"https://t.me/{bot_name}"
    welcome = Welcome(words, library.enrolling)

    def unfinished(uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        return start.unfinished(uow, guest, now)  # the start itself needs the door

    door = Door(words, house.language, unfinished)
    replan = _replan(house.plan_rules)
    run = Run(door, house.run_rules)
    check_in = CheckIn(door, house.check_in_rules, run)
    coach = CoachRoom(door, bot_link, house.public_url, house.clock.machine_now)
    coach_letter = CoachLetter(door)
    pause = Pause(door, library.moments)
    settings = Settings(door, words, replan, pause.begin, library.cities, zone_at)
    help_room = Help(door, house.run_rules, replan, library.help_areas)
    reflection = Reflection(door, library.reflection, house.run_rules, invitation)
    red_flag = RedFlag(door, reflection)
    start = Start(
        door=door,
        welcome=welcome,
        check_in=check_in,
        consent_version=library.consent_version,
        zones=house.zones,
        zone=house.zone,
        activate=coach.activate,
        invited=coach.invited,
    )
    rooms = (
        start,
        run,
        reflection,
        red_flag,
        check_in,
        Ran(door, house.run_rules, run),
        NudgeRoom(door, house.nudge_rules, check_in.begin),
        Plan(door, house.plan_rules, library.moments),
        pause,
        BuildUpRoom(door, house.build_rules, library.run_forms.guards),
        Diary(door),
        LookingBack(door),
        TipRoom(door, ReadingRules(library.tips, library.run_forms.windows, latitude)),
        settings,
        coach,
        Letter(door),
        coach_letter,
        help_room,
        Privacy(door, house.months),
    )
    register = Register(
        door=door,
        conversations=tuple(room.conversation() for room in rooms),
        commands=library.commands,
        loose=Loose(door, library.running, bot_link),
        reflection=reflection,
        red_flag=red_flag,
        safety_words=library.safety_words,
        help_card=help_room.urgent,
        located=settings.located,
        coach_says=coach_letter.said,
    )
    return register.routes()


def asking_again(house: House) -> AskingAgain:
    """Return who asks again what is open, after an outage."""
    welcome = Welcome(house.words, house.library.enrolling)
    door = Door(house.words, house.language, welcome.unfinished)
    check_in = CheckIn(door, house.check_in_rules, Run(door, house.run_rules))
    return AskingAgain(check_in, welcome, house.library.reflection)


def profiles(house: House) -> tuple[Profile, ...]:
    """Return what Telegram shows of the bot in each language, and in the fallback to all others."""
    return tuple(
        _profile(house, language, "" if language == house.words.fallback else language)
        for language in house.words.languages
    )


def retention(house: House, database: Database, queued: Callable[[], None]) -> Retention:
    """Return what erases what is older than it may be."""
    policy = house.library.nudges
    return Retention(database, house.clock, house.messages, policy, house.months, queued)


def apology(house: House) -> Apologise:
    """Return how to say sorry for an answer that could not be handled: help goes before it."""
    heard, areas = house.library.safety_words, house.library.help_areas

    def apologise(chat: int, language: str, text: str) -> list[Reply]:
        say = house.words.of(language or house.language)
        help_first = (
            [help_card(chat, say, areas.of_language(language))] if in_crisis(text, heard) else []
        )
        stop_first = [typed_card(chat, say)] if in_body(text, heard) else []
        return [*help_first, *stop_first, Reply(chat, say("dead-letter"))]

    return apologise


def _profile(house: House, language: str, told_as: str) -> Profile:
    say = house.words.of(language)
    commands = tuple(
        MenuCommand(command.name(language), say(f"command-{command.id}"))
        for command in house.library.commands
        if command.menu
    )
    return Profile(told_as, commands, say("bot-description"), say("bot-short-description"))


def _replan(rules: PlanRules) -> Replan:
    def again(uow: UnitOfWork, runner: Runner, now: datetime, /) -> None:
        planning.replan(uow, runner, now, rules)

    return again
