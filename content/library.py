"""Reads content/ once into the frozen dataclasses of `bot.domain`; the only reader of the TOML."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.domain.build_up import BuildUp
from bot.domain.commands import Command
from bot.domain.form_tables import (
    Breath,
    CardNote,
    Condition,
    Guards,
    Order,
    Route,
    Row,
    RunForm,
    RunForms,
    Window,
)
from bot.domain.help_areas import HelpAreas
from bot.domain.moment_phrases import Moments
from bot.domain.nudges import NudgePolicy
from bot.domain.own_words import OwnWords
from bot.domain.patterns import PatternTables
from bot.domain.questionnaire import Question, Questionnaire
from bot.domain.relief import Learning
from bot.domain.run import RunningTimes
from bot.domain.safety import SafetyWords
from bot.domain.tips import Tips
from content import (
    build_up_checks,
    checks,
    city_files,
    form_checks,
    help_files,
    learning_checks,
    moment_files,
    pattern_checks,
    safety_files,
    tip_files,
)
from content.toml_files import Whole, read

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Library:
    """All of content/ but the words, which have a door of their own (`bot.words`)."""

    check_in: Questionnaire
    reflection: Questionnaire
    enrolling: Questionnaire
    run_forms: RunForms
    nudges: NudgePolicy
    running: RunningTimes
    build_up: BuildUp
    learning: Learning
    own_words: OwnWords
    patterns: PatternTables
    commands: tuple[Command, ...]
    safety_words: SafetyWords
    consent_version: str
    tips: Tips
    moments: Moments
    help_areas: HelpAreas
    cities: Mapping[str, str]  # city → time zone, beside the cities of the zones themselves


@dataclass(frozen=True, slots=True)
class _Questions:
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Enrolling:
    consent_version: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Commands:
    commands: tuple[Command, ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    forms: tuple[RunForm, ...]
    rows: tuple[Row, ...]
    breath: Breath
    fallback: str
    coach_cues: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()
    free_time: tuple[Condition, ...] = ()
    notes: tuple[CardNote, ...] = ()
    routes: tuple[Route, ...] = ()
    windows: tuple[Window, ...] = ()


def load(root: Path | None = None) -> Library:
    """Return everything in `root` (this folder by default).

    ContentError, naming file and key in one sentence, on the first mistake.
    """
    root = HERE if root is None else root
    enrolling = read(root, "enrolling.toml", Whole[_Enrolling])
    library = Library(
        check_in=_questionnaire(root, "check_in"),
        reflection=_questionnaire(root, "reflection"),
        enrolling=Questionnaire("enrolling", enrolling.questions),
        run_forms=_run_forms(root),
        nudges=read(root, "nudges.toml", Whole[NudgePolicy]),
        running=read(root, "running.toml", Whole[RunningTimes]),
        build_up=read(root, "build_up.toml", Whole[BuildUp]),
        learning=read(root, "learning.toml", Whole[Learning]),
        own_words=read(root, "own_words.toml", Whole[OwnWords]),
        patterns=read(root, "patterns.toml", Whole[PatternTables]),
        commands=read(root, "commands.toml", Whole[_Commands]).commands,
        safety_words=safety_files.safety_words(root),
        moments=moment_files.moments(root),
        cities=city_files.cities(root),
        help_areas=help_files.help_areas(root),
        consent_version=enrolling.consent_version,
        tips=tip_files.load_tips(root),
    )
    for questionnaire in (library.check_in, library.reflection, library.enrolling):
        checks.questionnaire(questionnaire)
    checks.needed_by_the_pick(library.check_in)
    form_checks.run_forms(library.run_forms, library.check_in)
    tip_files.check_signals(
        library.tips.rules, (library.check_in, library.reflection), library.run_forms.windows
    )
    checks.nudges(library.nudges, library.running)
    pattern_checks.patterns(library.patterns, library.reflection)
    learning_checks.learning(library.learning)
    build_up_checks.build_up(library.build_up)
    checks.commands(library.commands)
    return library


def _questionnaire(root: Path, name: str) -> Questionnaire:
    return Questionnaire(name, read(root, f"{name}.toml", Whole[_Questions]).questions)


def _run_forms(root: Path) -> RunForms:
    tables = read(root, "run_forms.toml", Whole[_Tables])
    return RunForms(
        forms=tables.forms,
        rows=tables.rows,
        orders=tables.orders,
        free_time=tables.free_time,
        notes=tables.notes,
        routes=tables.routes,
        windows=tables.windows,
        guards=read(root, "guards.toml", Whole[Guards]),
        breath=tables.breath,
        fallback=tables.fallback,
        coach_cues=tables.coach_cues,
    )
