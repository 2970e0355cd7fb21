"""Where a runner stands, in words: what he said himself, what was agreed, what he plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dashboard.cards import Said
from bot.domain.guidance import Guidance
from bot.domain.planning import When
from bot.domain.runner import Runner
from bot.usecases.pausing import paused_until
from bot.usecases.planning import Coming
from bot.usecases.ports import Coach, RunnerPage
from bot.words import Say, word_key

MOMENTS = 6
"""So many of his moments are shown, the nearest first."""


@dataclass(frozen=True, slots=True)
class Stands:
    """What is known of him apart from his runs. `moments`: None when he does not share them."""

    page: RunnerPage
    guidance: Guidance
    moments: Sequence[Coming] | None


def facts_of(stands: Stands, coach: Coach, say: Say, now: datetime) -> list[Said]:
    """Return the facts, each with its name."""
    runner = stands.page.runner
    facts = [Said(say("dashboard-standing"), _standing(runner, say))]
    if runner.builds_up:
        facts.append(Said(say("dashboard-stage"), stage_words(runner, say)))
    until = paused_until(runner, now)
    if until is not None:
        paused = say("dashboard-pause-until", date=say.date(until))
        facts.append(Said(say("dashboard-pause"), paused))
    talk = stands.guidance.next_talk(now)
    zone = ZoneInfo(coach.timezone)
    if talk is not None:
        facts.append(Said(say("runner-talk"), say.day_and_time(talk.astimezone(zone))))
    since = say.short_date(stands.page.since.astimezone(zone).date())
    return [*facts, Said(say("dashboard-since"), since)]


def stage_words(runner: Runner, say: Say) -> str:
    """Return the minutes of his stage, since when, and how it came; of no check-in of his."""
    stage = say.minutes(runner.stage, runner.stage)
    minutes = say("dashboard-stage-minutes", minutes=stage)
    if runner.stage_since is None or not runner.stage_why:
        return minutes
    since = say("runner-stage-since", date=say.day_and_month(runner.stage_since))
    return f"{minutes}, {since}. {say(word_key('runner-stage', runner.stage_why))}"


def moments_of(stands: Stands, say: Say) -> list[str]:
    """Return what he plans, the nearest first, in his own local time."""
    zone = ZoneInfo(stands.page.runner.timezone)
    return [_moment(one, zone, say) for one in (stands.moments or ())[:MOMENTS]]


def _moment(coming: Coming, zone: ZoneInfo, say: Say) -> str:
    when = say.day_and_time(coming.moment_at.astimezone(zone))
    moment = coming.moment
    if moment.when is When.AT:
        return say("runner-moment-at", when=when)
    label = moment.label or say("runner-moment-busy")
    return say(f"runner-moment-{moment.when}", when=when, label=label)


def _standing(runner: Runner, say: Say) -> str:
    return say(word_key("dashboard-standing", runner.standing or "unknown"))
