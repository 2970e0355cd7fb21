"""What stands on the screen between a runner and a coach. Rendering only."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.run import Sentence
from bot.domain.runner import Runner
from bot.telegram.reply import Button, Reply, data
from bot.usecases import coaching as use
from bot.usecases.coaching import Invited, SharesWith
from bot.usecases.ports import Coach, UnitOfWork, Visit
from bot.words import Say
from handlers.conversation import Known
from handlers.letter import answers_when

NAME = "coach"
INVITATION = "invitation"  # the slot of the question of a coach who invited


def invitation(uow: UnitOfWork, known: Known, now: datetime) -> Reply | None:
    """Return the question of the coach who invited this runner; None: nobody waits for a yes."""
    waiting = use.waiting(uow, known.runner)
    return None if waiting is None else asked(known.chat, waiting, known.say, now)


def asked(chat: int, waiting: Invited, say: Say, now: datetime) -> Reply:
    """Return the question whether a coach may read along, and what a yes means."""
    name = waiting.coach.name
    lines = [say("invitation-ask", coach=name), say("invitation-what")]
    if waiting.instead_of is not None:
        lines.append(say("invitation-instead", earlier=waiting.instead_of.name))
    lines.append(say("invitation-answers", when=answers_when(waiting.coach, say, now)))
    return Reply(chat, "\n\n".join(lines), keyboard=(_yes_and_no(say),), slot=INVITATION)


def meant(known: Known, coach: Coach) -> Reply:
    """Return what a bare yes or no below an invitation is asked: whether it was about that."""
    text = known.say("invitation-meant", coach=coach.name)
    return Reply(known.chat, text, keyboard=(_yes_and_no(known.say),), slot=INVITATION)


def _yes_and_no(say: Say) -> tuple[Button, Button]:
    yes = Button(say("invitation-share"), data(NAME, "decide", "yes"))
    no = Button(say("invitation-keep"), data(NAME, "decide", "no"))
    return yes, no


def share_this_too(known: Known, sentence: Sentence, coach: Coach) -> Reply:
    """Return the question under a sentence that was written before there was a coach."""
    say = known.say
    share = Button(say("sentence-share"), data("reflection", "share", sentence.id))
    keep = Button(say("sentence-keep"), data("reflection", "keep", sentence.id))
    text = say("sentence-share-ask", coach=coach.name)
    slot = f"sentence:{sentence.run_id}"
    return Reply(known.chat, text, keyboard=((share, keep),), slot=slot)


def shared_with(
    shares: SharesWith, looks: Sequence[Visit], runner: Runner, say: Say, now: datetime
) -> str:
    """Return who reads along, what, since when, and when he last looked."""
    zone = ZoneInfo(runner.timezone)
    since = say.short_date(shares.since.astimezone(zone).date())
    lines = [say("coach-who", coach=shares.coach.name, since=since), say("coach-what")]
    lines.append(say(f"coach-moments-{'on' if runner.shares_moments else 'off'}"))
    if looks:
        times = [say.day_and_time(look.at.astimezone(zone)) for look in looks]
        lines.append(say("coach-looked", times="; ".join(dict.fromkeys(times))))
    else:
        lines.append(say("coach-not-looked"))
    lines.append(say("invitation-answers", when=answers_when(shares.coach, say, now)))
    return "\n\n".join(lines)
