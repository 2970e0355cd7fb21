"""What is repeated in people's stories: moving in, having run before, a whole run."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import pytest

from bot.domain.runner import Runner as Known
from bot.domain.runner import Safety, Sharing, Standing
from bot.usecases import check_in, coaching, enrolling, reflecting, running
from bot.usecases.open_check_in import Ask, Offer
from bot.usecases.ports import UnitOfWork
from tests.conversations.town import Town, house, local
from tests.people import Runner

MINUTE: Final = timedelta(minutes=1)
BACK: Final = house().words.of("nl")("button-back")


def begins(when: str) -> pytest.MarkDecorator:
    """Let a story begin at this local time, not on the Wednesday morning of the town."""
    return pytest.mark.parametrize("town", [when], indirect=True)


# ---------------------------------------------------------------------- who is there already
async def resident(
    town: Town,
    name: str,
    standing: Standing = Standing.STARTING,
    language: str = "nl",
    *,
    shares: bool = False,
    safety: Safety = Safety.CLEAR,
) -> Runner:
    """Somebody who went through the start before the story; `shares`: with the coach of here."""
    person = town.standin.person(name, language_code=language, started=True)
    runner = Runner(person, town.settles, house().words.of(language))
    town.runners.append(runner)
    now = town.clock.now()

    def move_in(uow: UnitOfWork) -> None:
        new = enrolling.new_runner(runner.chat, name, language, "Europe/Amsterdam", now)
        coach = uow.coaches.by_id(town.coach_id)
        assert coach is not None
        token = coaching.invite(uow, coach, now)[0] if shares else ""
        known = enrolling.agree(uow, new, house().library.consent_version, token, now)
        known = enrolling.tell_safety(uow, known, safety, now)
        known = enrolling.tell_standing(uow, known, standing)
        coaching.decide(uow, known, now, share=shares)

    await town.writes(move_in)
    return runner


def known_in(uow: UnitOfWork, runner: Runner) -> Known:
    """Return what the bot keeps of somebody."""
    known = uow.runners.by_chat(runner.chat)
    assert known is not None
    return known


async def known(town: Town, runner: Runner) -> Known:
    """Return what the bot keeps of somebody, looked up now."""
    return await town.reads(lambda uow: known_in(uow, runner))


# ---------------------------------------------------------------------- what was before
@dataclass(frozen=True, slots=True)
class Before:
    """A run before the story: how it was asked for, and how it was."""

    tension: str = "5"
    need: str = "silence"
    length: str = "short"
    head: str = "plain"
    after: str = "3"
    sentence: str = ""
    shared: bool | None = None


async def ran_before(town: Town, runner: Runner, *days: str, told: Before | None = None) -> None:
    """Let somebody have run at these local times (`2026-11-21 10:00`), told in full each time."""

    def live(uow: UnitOfWork) -> None:
        for day in days:
            _lived(uow, runner, local(day), told or Before())
        uow.silences.end(runner.chat, local(days[-1]))

    await town.writes(live)
    await town.settles()


def _lived(uow: UnitOfWork, runner: Runner, at: datetime, told: Before) -> None:
    rules, run_rules = house().check_in_rules, house().run_rules
    mine = known_in(uow, runner)
    found = check_in.begin(uow, mine, at, rules)
    while isinstance(found, Ask):
        option = getattr(told, found.question.id)
        found = check_in.answer(uow, mine, found.run.id, (found.question.id, option), at, rules)
    assert isinstance(found, Offer)
    run = running.go(uow, mine, found.run, at, run_rules)
    home = at + MINUTE * (found.card.pick.minutes.high + 10)
    run = running.come_back(uow, mine, run, home, run_rules)
    if told.sentence:
        kept = reflecting.write(uow, mine, run, told.sentence, None, home)
        if told.shared is not None:
            reflecting.share(uow, mine, kept.sentence.id, shared=told.shared)
    for tapped in (("tension_after", told.after), ("talk_test", "yes"), ("pain", "none")):
        reflecting.tap(uow, mine, run.id, tapped, house().library.reflection, home)
    reflecting.finish(uow, mine, run, home, run_rules)


async def shares_always(town: Town, runner: Runner) -> None:
    """Let somebody have chosen to share each sentence."""
    await town.writes(lambda uow: reflecting.always(uow, known_in(uow, runner), Sharing.ALWAYS))


# ---------------------------------------------------------------------- what is done often
async def asks_for_a_card(
    runner: Runner,
    tension: str = "5",
    need: str = "silence",
    length: str = "short",
    head: str | None = "plain",
) -> None:
    """`/checkin`, and the questions up to the card."""
    await runner.says("/checkin")
    await runner.checks_in(tension, need, length, head)


async def runs(town: Town, runner: Runner, sentence: str, *, minutes: int = 30) -> None:
    """Go, be away for so long, and come back with the sentence."""
    await runner.goes()
    await town.later(minutes=minutes)
    await runner.comes_back(sentence)


async def rounds_off(runner: Runner, after: str = "3", *, talked: str = "yes") -> None:
    """Tell how it was, and that nothing hurts."""
    say = runner.say
    await runner.taps(after, say(f"reflection-talk-test-{talked}"), say("reflection-done"))
    await runner.taps(say("reflection-pain-none"))


def unasked(runner: Runner) -> list[str]:
    """Return the texts that came in a message of their own since the last action."""
    return [one.text for one in runner.news if not one.edited]


async def nudges_sent(town: Town, runner: Runner) -> int:
    """Return how many nudges ever left for somebody."""

    def count(uow: UnitOfWork) -> int:
        known = known_in(uow, runner)
        sent = uow.planning.sent_since([known.id], local("2020-01-01 00:00").date())
        return len(sent.get(known.id, ()))

    return await town.reads(count)
