"""What no type can say: that the content files fit together. Each mistake names file and key."""

import re
from collections.abc import Iterable

from bot.domain.commands import Command
from bot.domain.nudges import NudgePolicy
from bot.domain.questionnaire import KINDS, Question, Questionnaire
from bot.domain.run import RunningTimes
from bot.domain.situation import HEAD, LONG, NEEDED, Health
from content.errors import ContentError

_ID = re.compile(r"[a-z0-9_]+")
_BUTTON_ROOM = 64 - len("v1:") - 26 - len(":::")  # bytes of a button, less version and run id
_MENU = 6

COMPLAINT = "complaint"
"""Beside questions, a condition in a questionnaire may name the complaint of the record."""

COMPLAINTS = tuple(str(health) for health in Health)


def questionnaire(form: Questionnaire) -> None:
    """Check ids, kinds, options, conditions, and that every button stays within 64 bytes."""
    file = f"{form.name}.toml"
    if not form.questions:
        raise ContentError(file, "questions", "needs at least one question")
    for number, question in enumerate(form.questions, start=1):
        _question(file, f"questions.{number}", form, question)
    _twice(file, "questions", [question.id for question in form.questions])


def _question(file: str, key: str, form: Questionnaire, question: Question) -> None:
    for name in (question.id, *question.options):
        if not _ID.fullmatch(name):
            raise ContentError(file, key, f'"{name}" may hold only a-z, 0-9 and _')
        used = len(form.name) + len(question.id) + len(name)
        if name != question.id and used > _BUTTON_ROOM:
            raise ContentError(file, key, f'"{question.id}" with "{name}" is too long for a button')
    if question.kind not in KINDS:
        raise ContentError(file, f"{key}.kind", f'"{question.kind}" is none of {", ".join(KINDS)}')
    if not question.options:
        raise ContentError(file, f"{key}.options", "needs at least one option")
    _twice(file, f"{key}.options", question.options)
    for other, options in question.when:
        _known_condition(file, f"{key}.when", form, other, options)
        if other == question.id:
            raise ContentError(file, f"{key}.when", f'"{other}" cannot depend on itself')


def _known_condition(
    file: str, key: str, form: Questionnaire, other: str, options: Iterable[str]
) -> None:
    """Check that a condition names a question of this questionnaire, and options that it has."""
    asked = form.question(other)
    known = COMPLAINTS if other == COMPLAINT else None if asked is None else asked.options
    if known is None:
        raise ContentError(file, key, f'"{other}" is no question of {form.name}.toml')
    for option in options:
        if option not in known:
            raise ContentError(file, key, f'"{option}" is no option of the question "{other}"')


def needed_by_the_pick(check_in: Questionnaire) -> None:
    """Check that the questions are there without which there is no pick."""
    for needed in (*NEEDED, HEAD):
        if check_in.question(needed) is None:
            raise ContentError(
                "check_in.toml", "questions", f'"{needed}" is missing; the pick needs it'
            )
    for needed in NEEDED:
        question = check_in.question(needed)
        if question is not None and (question.when or question.if_it_matters):
            raise ContentError("check_in.toml", needed, "must always be asked; the pick needs it")
    tension, length = check_in.question("tension"), check_in.question("length")
    if tension is not None and tension.options != tuple(str(n) for n in range(1, 11)):
        raise ContentError("check_in.toml", "tension.options", 'must be "1" to "10"')
    if length is not None and not {LONG, "short"} <= set(length.options):
        raise ContentError("check_in.toml", "length.options", 'must hold "short" and "long"')


def nudges(policy: NudgePolicy, times: RunningTimes) -> None:
    """Check that the times of the nudges do not contradict each other, nor those of a run."""
    around = (
        ("walking", policy.walking, times.warm_up + times.walk_after),
        ("change", policy.change, times.change),
        ("before_moment", policy.before_moment, times.before_moment),
    )
    for key, here, there in around:
        if here != there:
            raise ContentError("nudges.toml", key, "is another time than in running.toml")
    for key in ("evening_before", "after_work"):
        moment = policy.evening_before if key == "evening_before" else policy.after_work
        if policy.is_quiet(moment):
            raise ContentError("nudges.toml", key, "falls in the quiet hours")
    if policy.stop_after < policy.weekly_after:
        raise ContentError("nudges.toml", "stop_after", "must not be less than weekly_after")
    if policy.busy_from >= policy.busy_until:
        raise ContentError("nudges.toml", "busy_until", "must be later than busy_from")


def commands(all_of_them: tuple[Command, ...]) -> None:
    """Check names and the menu."""
    file = "commands.toml"
    _twice(file, "commands", [command.id for command in all_of_them])
    owner: dict[str, str] = {}
    for command in all_of_them:
        for language, name in command.names.items():
            if not _ID.fullmatch(name):
                raise ContentError(file, f"{command.id}.{language}", "may hold only a-z, 0-9 and _")
            if owner.setdefault(name, command.id) != command.id:
                raise ContentError(
                    file, f"{command.id}.{language}", f'"{name}" is already "{owner[name]}"'
                )
        if not command.names:
            raise ContentError(file, f"{command.id}.names", "needs at least one language")
    if sum(command.menu for command in all_of_them) != _MENU:
        raise ContentError(file, "menu", f"must be true for exactly {_MENU} commands")


def _twice(file: str, key: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ContentError(file, key, f'"{name}" stands there twice')
        seen.add(name)
