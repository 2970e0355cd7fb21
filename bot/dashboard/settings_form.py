"""The form of *Instellingen*: what was typed, what it means, and what is not right about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Annotated

from fastapi import Form

from bot.domain.wall_clock import day_in
from bot.places import zones, zones_of_places
from bot.usecases import coach_settings as use
from bot.usecases.coach_settings import Wishes
from bot.usecases.ports import Coach, Tells
from bot.words import Words

_MOST = 64

Text = Annotated[str, Form(max_length=_MOST)]


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields as they stand in the form: text, whatever somebody sent."""

    language: str
    timezone: str
    tells: str
    digest_at: str
    quiet_from: str
    quiet_until: str
    replies_within: str
    away_until: str


def filled(
    language: Text = "",
    timezone: Text = "",
    tells: Text = "",
    digest_at: Text = "",
    quiet_from: Text = "",
    quiet_until: Text = "",
    replies_within: Text = "",
    away_until: Text = "",
) -> Filled:
    """Return what was sent."""
    return Filled(
        language.strip(),
        timezone.strip(),
        tells.strip(),
        digest_at.strip(),
        quiet_from.strip(),
        quiet_until.strip(),
        replies_within.strip(),
        away_until.strip(),
    )


def filled_of(coach: Coach, now: datetime) -> Filled:
    """Return what the coach set before; a day of return that has come is no longer asked."""
    away = coach.away_until
    is_away = away is not None and away > day_in(coach.timezone, now)
    return Filled(
        language=coach.language,
        timezone=coach.timezone,
        tells=coach.tells,
        digest_at=f"{coach.digest_at:%H:%M}",
        quiet_from=f"{coach.quiet_from:%H:%M}",
        quiet_until=f"{coach.quiet_until:%H:%M}",
        replies_within=str(coach.replies_within),
        away_until=away.isoformat() if away is not None and is_away else "",
    )


@cache
def zones_by_city() -> tuple[tuple[str, str], ...]:
    """Return every zone and what it is called, by city: one types the first letters of one."""
    named = [(_by_city(zone), zone) for zone in zones_of_places()]
    return tuple((zone, name) for name, zone in sorted(named))


def _by_city(zone: str) -> str:
    *areas, city = zone.replace("_", " ").split("/")
    return f"{city} ({', '.join(reversed(areas))})"


def understood(form: Filled, words: Words, now: datetime) -> Wishes | Mapping[str, str]:
    """Return what the form means, or its mistakes: field → the key of the words about it."""
    wrong = dict(_mistakes(form, words, now))
    if wrong:
        return wrong
    wishes = Wishes(
        language=form.language,
        timezone=form.timezone,
        tells=Tells(form.tells),
        digest_at=time.fromisoformat(form.digest_at),
        quiet_from=time.fromisoformat(form.quiet_from),
        quiet_until=time.fromisoformat(form.quiet_until),
        replies_within=int(form.replies_within),
        away_until=date.fromisoformat(form.away_until) if form.away_until else None,
    )
    if wishes.tells is Tells.DAILY and use.quiet_at(wishes, wishes.digest_at):
        return {"digest_at": "coach-settings-wrong-quiet"}
    return wishes


def _mistakes(form: Filled, words: Words, now: datetime) -> Iterator[tuple[str, str]]:
    if form.language not in words.languages:
        yield "language", "coach-settings-wrong-choice"
    known_zone = form.timezone in zones()
    if not known_zone:
        yield "timezone", "coach-settings-wrong-choice"
    if form.tells not in set(Tells):
        yield "tells", "coach-settings-wrong-choice"
    times = {
        "digest_at": form.digest_at,
        "quiet_from": form.quiet_from,
        "quiet_until": form.quiet_until,
    }
    for name, text in times.items():
        if not _is_time(text):
            yield name, "coach-settings-wrong-time"
    days = form.replies_within
    if not (days.isascii() and days.isdecimal() and 1 <= int(days) <= use.LONGEST_REPLY):
        yield "replies_within", "coach-settings-wrong-days"
    if form.away_until and known_zone and not _is_ahead(form.away_until, form.timezone, now):
        yield "away_until", "coach-settings-wrong-day"


def _is_time(text: str) -> bool:
    try:
        return time.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


def _is_ahead(text: str, timezone: str, now: datetime) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    today = day_in(timezone, now)
    return today < day <= today + use.LONGEST_AWAY
