"""Many nudges are put into words together: each is what it would be by itself."""

from dataclasses import replace
from itertools import product

from bot.due.many_nudges import Worded
from bot.ids import new_id
from bot.telegram.reply import to_row
from bot.usecases.nudging import NudgeOver, Outcome, SendNudge
from bot.usecases.ports import OutboxRow
from tests.steps import NOON, WORDS
from tests.test_messages import MESSAGES, NUDGES

ZONES = ("Europe/Amsterdam", "America/New_York", "Asia/Kathmandu")


def to_everybody(sent: SendNudge) -> list[SendNudge]:
    """Return this nudge to people of all languages and some zones, two of each."""
    found: list[SendNudge] = []
    for language, zone, _ in product(sorted(WORDS.languages), ZONES, range(2)):
        runner = replace(sent.runner, chat=len(found), language=language, timezone=zone)
        found.append(replace(sent, runner=runner, nudge=replace(sent.nudge, id=new_id(NOON))))
    return found


def nameless(rows: list[OutboxRow]) -> list[OutboxRow]:
    """Return them without their own ids, of which no two are the same."""
    assert len({row.id for row in rows}) == len(rows)
    return [replace(row, id="") for row in rows]


def test_each_is_what_it_would_be_alone() -> None:
    """In his language, with his own times, and its buttons lead to this very nudge."""
    them: list[Outcome] = [one for sent in NUDGES for one in to_everybody(sent)]
    them += [NudgeOver(one.runner, one.nudge) for one in to_everybody(NUDGES[0])]
    alone = [to_row(MESSAGES.say(one), NOON) for one in them]
    assert nameless(Worded(MESSAGES, NOON).rows(them)) == nameless(alone)
