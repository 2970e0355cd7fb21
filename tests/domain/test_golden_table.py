"""The whole table in one text file, for a coach to read through; a change shows up in review.

When a change is meant: `LICHTER_GOLDEN=write python -m pytest tests/domain/test_golden_table.py`.
"""

import os
from dataclasses import replace
from pathlib import Path

from bot.domain.card import Recommendation
from bot.domain.runner import Standing
from bot.domain.situation import Feeling, Situation
from tests.domain.plays import HEADS, LENGTHS, NEEDS, local, play, usual

GOLDEN = Path(__file__).parent / "golden_table.txt"

SITUATIONS = {
    "used to running, Wednesday 15:00": usual(),
    "used to running, Saturday 09:00": replace(usual(), local=local(20, 9)),
    "used to running, Wednesday 18:00 after work": replace(
        usual(), local=local(17, 18), after_busy=True, busy_day=True
    ),
    "starting, stage 12, Wednesday 15:00": usual(Standing.STARTING, 12),
    "starting, stage 24, Saturday 09:00": replace(usual(Standing.STARTING, 24), local=local(20, 9)),
    "burn-out, stage 14, Wednesday 15:00": usual(Standing.BURN_OUT, 14),
    "training, the day after a hard run": replace(usual(Standing.TRAINING), hard_yesterday=True),
    "used to running, November 18:30, dark": replace(
        usual(), local=local(18, 18, 30, month=11), dark=True
    ),
    "used to running, 22:15": replace(usual(), local=local(17, 22, 15), dark=True),
    "used to running, 25 minutes until a moment": replace(usual(), minutes_free=25),
}


def line(feeling: Feeling, card: Recommendation) -> str:
    """Return one check-in and its card on one line."""
    asked = f"{feeling.tension:>2} {feeling.need:<9} {feeling.length:<5} {feeling.head or '-':<8}"
    pick = card.pick
    minutes = f"{pick.minutes.low}-{pick.minutes.high}"
    reasons = " ".join(reason.key for reason in card.reasons)
    others = " ".join(other.name for other in card.alternatives[:3])
    return f"{asked} {pick.name:<14} {minutes:>5}  {reasons}  | {others}".rstrip()


def table(title: str, situation: Situation) -> list[str]:
    """Return the table of one situation at three tensions."""
    feelings = [
        Feeling(tension, need, length, head)
        for tension in (4, 8, 9)
        for need in NEEDS
        for length in LENGTHS
        for head in HEADS
    ]
    return [f"== {title}", *(line(f, play(f, situation)) for f in feelings), ""]


def test_the_table_is_the_one_that_was_reviewed() -> None:
    """Every line of the table is as in the file that somebody read."""
    lines = [text for title, situation in SITUATIONS.items() for text in table(title, situation)]
    found = "\n".join(lines)
    if os.environ.get("LICHTER_GOLDEN") == "write":
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")
