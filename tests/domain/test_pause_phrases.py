"""Until when a pause lasts, in plain words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.moment_phrases import Here, Why
from bot.domain.pause_phrases import PauseWords, pause_until
from tests.steps import LIBRARY, WORDS

FRIDAY = Here(datetime(2026, 11, 27, 11, 0, tzinfo=UTC), ZoneInfo("Europe/Amsterdam"))

SAID = (
    ("nl", "tot 3 december", date(2026, 12, 3)),
    ("nl", "Vakantie tot 3 december", date(2026, 12, 3)),
    ("nl", "t/m 3 december", date(2026, 12, 4)),
    ("nl", "tot en met morgen", date(2026, 11, 29)),
    ("nl", "tot vrijdag", date(2026, 12, 4)),  # said on a Friday: the next one
    ("nl", "tot volgende week maandag", date(2026, 11, 30)),
    ("nl", "tot maandag 9 uur", date(2026, 11, 30)),
    ("nl", "tot 1 januari", date(2027, 1, 1)),
    ("nl", "twee weken", date(2026, 12, 11)),
    ("nl", "nog 2 weken", date(2026, 12, 11)),
    ("nl", "tien dagen", date(2026, 12, 7)),
    ("en", "until Friday", date(2026, 12, 4)),
    ("en", "through 3 December", date(2026, 12, 4)),
    ("en", "for two weeks", date(2026, 12, 11)),
    ("en", "tot 3 december", date(2026, 12, 3)),  # the other language is read too
    ("nl", "vandaag", Why.PAST),
    ("nl", "gisteren", Why.PAST),
    ("nl", "tot 1 november 2026", Why.PAST),
    ("nl", "tot 1 januari 2031", Why.TOO_FAR),
    ("nl", "tot volgende week", Why.NO_DAY),
    ("nl", "tot 3", Why.NOTHING),  # an hour, not a day
    ("nl", "tot na kerst", Why.NOTHING),
    ("nl", "ik ben zo moe", Why.NOTHING),
)


@pytest.mark.parametrize(("language", "text", "expected"), SAID)
def test_what_is_said_is_the_first_day_after_it(
    language: str, text: str, expected: date | Why
) -> None:
    """A date, a weekday or a stretch of time; what names no day is not guessed."""
    say = WORDS.of(language)
    words = PauseWords(
        LIBRARY.moments.of(language),
        through=say.listed("pause-through-typed"),
        leading=say.listed("pause-leading-typed"),
    )
    assert pause_until(text, words, FRIDAY, LIBRARY.moments.numbers) == expected
