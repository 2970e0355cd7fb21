"""Those who go away, come back, move, change language, forget, and are forgotten."""

import contextlib
import sqlite3

from bot.domain.runner import Standing
from tests.conversations.people.steps import (
    Before,
    asks_for_a_card,
    begins,
    known,
    nudges_sent,
    ran_before,
    resident,
    rounds_off,
    runs,
    shares_always,
    unasked,
)
from tests.conversations.town import Town, house
from tests.people import Coach

ZOE = "Zoe Invented"
FOUR = ["Check in", "Later", "Not today", "Pause"]


async def test_ella_blocks_the_bot_and_returns(town: Town) -> None:
    """Ella blocks the bot in the middle of a run, and returns three weeks later.

    Nothing is tried meanwhile, nothing piles up, nobody mentions it; her moments are there.
    """
    ella = await resident(town, "Ella", Standing.USED, "en")
    await ella.says("/plan Thu 17:00")
    await ella.taps("Yes, plan this")
    await asks_for_a_card(ella, "6", "silence", "short", "plain")
    await ella.goes()
    await ella.does(ella.person.blocks)
    before = len(ella.texts)
    for day in ("2026-11-26 17:01", "2026-12-03 17:01", "2026-12-10 17:01", "2026-12-16 12:00"):
        await town.on(day)
    assert len(ella.texts) == before
    await ella.does(ella.person.unblocks)
    ella.sees_nothing()
    await ella.says("/start")
    ella.sees("How tense are you right now?")
    ella.does_not_see("back", "block", "missed", "while")
    await ella.checks_in("5", "silence", "short", "plain")
    await ella.taps("Not today")
    await town.on("2026-12-17 17:01")
    assert ella.buttons == FOUR


async def test_finn_moves_to_new_york(town: Town) -> None:
    """Finn moves from Amsterdam to New York, types his city, and later shares his place.

    His moment comes at five in the afternoon there, once, and not at five in Amsterdam; the place
    is kept nowhere.
    """
    finn = await resident(town, "Finn", Standing.USED, "en")
    await finn.says("/plan Thu 17:00")
    await finn.taps("Yes, plan this", "Another place")
    await finn.says("New York")
    finn.sees("New York", "04:0")
    await town.on("2026-11-26 17:30")  # half past eleven in the morning there
    finn.sees_nothing()
    await town.on("2026-11-26 23:01")
    assert finn.buttons == FOUR
    await finn.taps("Not today")
    await town.on("2026-11-30 12:00")
    await finn.does(lambda: finn.person.sends_location(-33.87, 151.21))
    finn.sees("Sydney")
    assert town.rows("inbox", "body IS NOT NULL") == 0
    await town.on("2026-12-03 07:01")  # five in the afternoon in Sydney
    assert finn.buttons == FOUR
    assert await nudges_sent(town, finn) == 2


@begins("2026-10-24 21:50")
async def test_max_in_the_night_the_clock_goes_back(town: Town) -> None:
    """Max runs late on the night that has an hour twice, and forgets to say that he is back.

    He is asked once, an hour after his planned end in real time; his Sunday moment at nine comes
    at nine by the clock on the wall, once.
    """
    max_ = await resident(town, "Max", Standing.USED, "en")
    await max_.says("/plan Sun 9:00")
    await max_.taps("Yes, plan this")
    await asks_for_a_card(max_, "6", "silence", "short", "plain")
    max_.sees("Mindful run · 15 minutes")
    await max_.goes()
    await town.on("2026-10-24 23:16")
    assert unasked(max_) == ["Are you back?"]
    await town.on("2026-10-25 08:01")
    max_.sees_nothing()
    await town.on("2026-10-25 09:01")
    assert max_.buttons == FOUR
    await town.on("2026-11-01 09:01")
    assert max_.buttons == FOUR
    assert await nudges_sent(town, max_) == 2


async def test_amy_forgets_to_come_back(town: Town) -> None:
    """Amy forgets the tap. One soundless question; then the run is kept and never mentioned.

    The evening after she writes her sentence all the same, by /ran.
    """
    amy = await resident(town, "Amy", Standing.USED, "en")
    await asks_for_a_card(amy, "6", "silence", "short", "plain")
    await amy.goes()
    await town.on("2026-11-25 11:31")
    amy.sees("Are you back?")
    assert amy.news[0].silent
    await amy.taps("Not yet")
    amy.sees("Take your time. Tap when you")
    await town.on("2026-11-25 20:00")
    amy.sees_nothing()
    await amy.says("/checkin")
    amy.does_not_see("back", "forgot", "this morning")
    await amy.says("/diary")
    await amy.says("/ran today")
    await amy.says("Oh, and it was good.")
    amy.sees("Kept, just for you")
    await town.on("2026-11-26 12:00")
    assert unasked(amy) == []


async def test_ben_ran_without_the_bot(town: Town) -> None:
    """Ben ran on Monday and on Sunday without Lichter, and says so on Wednesday.

    Both are kept under their own days, with a sentence, and nothing asks him to stretch now.
    """
    ben = await resident(town, "Ben", Standing.USED, "en")
    await ben.says("/ran")
    await ben.taps("Earlier", "Monday")
    ben.sees("Noted. Write me one sentence")
    await ben.says("The canal was frozen at the edges.")
    ben.sees("How tense were you afterwards")
    await ben.taps("3", "Yes", "Done", "No, nothing")
    ben.does_not_see("stretch")
    await ben.says("/ran")
    await ben.taps("Earlier", ben.say("button-back"), "Earlier", "Sunday")
    await ben.says("Nothing.")
    await ben.taps("Done")
    mine = await known(town, ben)
    kept = await town.reads(lambda uow: uow.runs.latest(mine.id, 5))
    assert sorted(str(run.local_date) for run in kept) == ["2026-11-22", "2026-11-23"]
    await asks_for_a_card(ben, "5", "silence", "short", "plain")
    ben.sees("Mindful run")


async def test_kim_changes_language_half_way(town: Town) -> None:
    """Kim begins in Dutch, goes on in English in the middle of a check-in, and back.

    The open question comes in the new language, her answers stay, her nudge follows.
    """
    kim = await resident(town, "Kim", Standing.USED)
    await kim.says("/plannen do 17:00")
    await kim.taps("Ja, plan dit")
    await kim.says("/checkin")
    await kim.taps("7", "Stilte")
    await kim.says("/instellingen")
    await kim.taps("Taal", "English")
    kim.sees("Settings")
    await kim.says("/checkin")
    kim.sees("What fits right now?")
    kim.say = house().words.of("en")
    await kim.taps("Short loop", "Full")
    await runs(town, kim, "Zachter, softer.")
    await rounds_off(kim)
    await town.on("2026-11-26 17:01")
    assert kim.buttons == FOUR
    await town.on("2026-11-28 12:00")
    await kim.says("/settings")
    await kim.taps("Language", "Nederlands")
    kim.sees("Instellingen")
    assert await nudges_sent(town, kim) == 1
    await town.on("2026-12-03 17:01")
    assert kim.buttons == ["Check-in", "Later", "Vandaag niet", "Pauze"]


async def test_zoe_leaves_and_is_forgotten(town: Town, coach: Coach) -> None:
    """Zoe leaves: counted first, then every row in every table and her key are gone.

    The goodbye arrives, the coach sees nothing, nothing comes any more, and old buttons find
    nobody. If she begins again it is for the first time.
    """
    zoe = await resident(town, ZOE, Standing.USED, "en", shares=True)
    await shares_always(town, zoe)
    told = Before(sentence="Mine, for now.")
    await ran_before(town, zoe, "2026-11-20 10:00", "2026-11-22 10:00", told=told)
    await zoe.says("/plan Thu 17:00")
    await zoe.taps("Yes, plan this")
    await coach.writes_to(ZOE, "See you on Monday.")
    await asks_for_a_card(zoe, "6", "silence", "short", "plain")
    await zoe.goes()
    await coach.sees(ZOE, at="/runners")
    mine = await known(town, zoe)
    await zoe.says("/delete")
    zoe.sees("2 sentences", "1 planned moment", "Are you sure?")
    await zoe.taps("Yes, erase everything")
    zoe.sees("Everything is erased")
    for page in ("/", "/runners", f"/runners/{mine.id}"):
        await coach.does_not_see(ZOE, "Mine, for now", at=page)
    # What is left is that an update was handled and a goodbye sent, without a word of either.
    assert _rows_about(town, mine.id, zoe.chat).keys() <= {"inbox", "outbox"}
    assert town.rows("inbox", f"chat = {zoe.chat} AND body IS NOT NULL") == 0
    assert town.rows("outbox", f"chat = {zoe.chat} AND payload IS NOT NULL") == 0
    await town.later(hours=8 * 24)
    assert unasked(zoe) == []
    await zoe.does(lambda: zoe.person.taps(zoe.say("run-back")))
    zoe.sees("Hello Zoe")
    await zoe.joins()
    zoe.sees("How tense are you right now?")


def _rows_about(town: Town, runner_id: str, chat: int) -> dict[str, int]:
    """Return the tables that still hold something of somebody, in the data and in the keys."""
    found = {}
    for url in (town.addresses.url, town.addresses.keys_url):
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
                about = [row for row in rows if runner_id in row or chat in row]
                if about:
                    found[table] = len(about)
    return found
