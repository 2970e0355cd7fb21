"""Who wrote and was not read yet: one line for each of them, and never what he wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dashboard.cards import when_words
from bot.usecases.ports import Coach, MessageKind, Wrote
from bot.words import Say


@dataclass(frozen=True, slots=True)
class Letter:
    """Somebody who wrote, and when for the last time. `heavy`: he tapped "it is hard"."""

    runner_id: str
    heavy: bool
    words: str
    when: str
    at: str  # ISO 8601, for <time>


def letters_of(wrote: Sequence[Wrote], coach: Coach, say: Say, now: datetime) -> list[Letter]:
    """Return a line for each who wrote: who has it hard first, then the newest.

    `wrote` comes the newest first. The time of "it is hard" is that of the tap.
    """
    latest: dict[str, Wrote] = {}
    for one in wrote:
        known = latest.setdefault(one.message.runner_id, one)
        if _is_heavy(one) and not _is_heavy(known):
            latest[one.message.runner_id] = one
    return [_letter(one, coach, say, now) for one in sorted(latest.values(), key=_heavy_first)]


def _letter(one: Wrote, coach: Coach, say: Say, now: datetime) -> Letter:
    local = one.message.written_at.astimezone(ZoneInfo(coach.timezone))
    words = say("today-heavy" if _is_heavy(one) else "today-wrote", name=one.first_name)
    return Letter(
        runner_id=one.message.runner_id,
        heavy=_is_heavy(one),
        words=words,
        when=when_words(local, now, say),
        at=local.isoformat(timespec="minutes"),
    )


def _is_heavy(one: Wrote) -> bool:
    return one.message.kind is MessageKind.HEAVY


def _heavy_first(one: Wrote) -> bool:
    return not _is_heavy(one)
