"""How fast a conversation is: Lichter, python-telegram-bot's ConversationHandler, and aiogram 3.

`python -m benchmarks.conversations --help`. The same eight steps (`benchmarks/road/crowd.py`) by
virtual runners over HTTP, against a Bot API that is 50 ms away and back. Lichter is the real
program: everything durable (SQLite, `synchronous=FULL`) and encrypted, with a recommendation out
of the table; only Telegram's limits on sending are lifted. The others keep their state in memory.
The bot has one core, crowd and Bot API the other; figures are medians.

An answer is there when the Bot API has carried out the message that holds the next button, so 50
ms is the least that any bot can take.

What an update of Lichter costs depends on the step (the fifth, which makes the card, twice as much
as the others) and on earlier check-ins, not on how many runners there are: in ten seconds 50 go
round twelve times, and 2,000 come no further than that fifth step. Compare the CPU of equal crowds.
"""

import asyncio
import os
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.road.playing import CROWD_CORE, Figures, Play, middle, play

BOTS = ["lichter", "bare", "aiogram", "ptb"]
BOTH_WAYS = ("lichter", "bare")
CROWDS = [1, 50, 500, 2_000]
PACED, PACED_PEOPLE = 30.0, 150


def main(
    people: Annotated[list[int], typer.Option(help="So many runners at once.")] = CROWDS,
    bots: Annotated[list[str], typer.Option(help="Which bots.")] = BOTS,
    seconds: Annotated[float, typer.Option(help="Length of one play.")] = 10,
    times: Annotated[int, typer.Option(help="Plays of one kind; the median counts.")] = 3,
    *,
    polling: Annotated[bool, typer.Option(help="Also by polling.")] = True,
) -> None:
    """Play everything and print the table."""
    os.sched_setaffinity(0, {CROWD_CORE})
    console = Console(width=120)
    found = []
    for what in _plays(people, bots, seconds, polling=polling):
        plays = []
        for number in range(times):
            console.print(
                f"{what.bot}, {what.way}, {what.people} ({number + 1}/{times}) …", style="dim"
            )
            plays.append(asyncio.run(play(what)))
        found.append(middle(plays))
    console.print(_table(found))


def _plays(people: list[int], bots: list[str], seconds: float, *, polling: bool) -> list[Play]:
    plays = []
    for bot in bots:
        ways = ["webhook", "polling"] if bot in BOTH_WAYS and polling else ["webhook"]
        for way in ["polling"] if bot == "ptb" else ways:
            plays += [Play(bot, number, seconds, way=way) for number in people]
            plays.append(Play(bot, PACED_PEOPLE, seconds, rate=PACED, way=way))
    return plays


def _table(found: list[Figures]) -> Table:
    table = Table(title="Eight steps of a check-in, Bot API 50 ms away, one core for the bot")
    for name in ("bot", "runners", "updates/s", "p50 ms", "p99 ms", "CPU ms", "idle MB", "peak MB"):
        table.add_column(name, justify="left" if name == "bot" else "right")
    for name in ("start s", "lost", "disorder", "taps open"):
        table.add_column(name, justify="right")
    for one in found:
        what = one.play
        table.add_row(
            f"{what.bot}, {what.way}",
            f"{what.people} at {what.rate:g}/s" if what.rate else str(what.people),
            *(f"{one.per_second:,.0f}", f"{one.p50:,.0f}", f"{one.p99:,.0f}", f"{one.cpu:.2f}"),
            *(f"{one.idle:.0f}", f"{one.peak:.0f}", f"{one.cold:.2f}"),
            *(str(one.lost), str(one.disorder), str(one.unanswered)),
        )
    return table


if __name__ == "__main__":
    typer.run(main)
