"""A nudge at the right time, and only then: planned, put off, not answered, paused, stopped."""

from bot.domain.runner import Standing
from tests.conversations.people.steps import (
    BACK,
    asks_for_a_card,
    begins,
    nudges_sent,
    resident,
    rounds_off,
    runs,
)
from tests.conversations.town import Town
from tests.people import Runner

FOUR = ["Check-in", "Later", "Vandaag niet", "Pauze"]


async def _hears_at(town: Town, runner: Runner, *whens: str) -> list[bool]:
    """Wait for each of these times; returns whether a nudge with its buttons came there."""
    heard = []
    for when in whens:
        await town.on(when)
        heard.append(runner.buttons[:4] == FOUR)
    return heard


async def test_merel_types_one_moment(town: Town) -> None:
    """Merel types "overmorgen half drie functioneringsgesprek" and wants to run before it.

    Exactly one nudge, early enough for run, walk and shower, that names nothing; none the next
    week, none after it was removed.
    """
    merel = await resident(town, "Merel")
    await merel.says("overmorgen half drie functioneringsgesprek")
    merel.sees("Vrijdag 27 november, 14:30, functioneringsgesprek. Klopt dat?")
    await merel.taps("Ja, ik loop ervoor")
    merel.sees("vrijdag 27 november 12:53")
    assert await _hears_at(town, merel, "2026-11-27 12:52", "2026-11-27 12:54") == [False, True]
    assert merel.news[0].silent
    merel.does_not_see("functionering", "gesprek")
    await merel.taps("Check-in")
    await merel.checks_in("7", "fresh_air", "short", None)
    merel.sees("Bosrun · 12 minuten", "groen rondje dichtbij")
    await runs(town, merel, "Ik weet wat ik wil zeggen.", minutes=22)
    await rounds_off(merel)
    await merel.says("volgende week vrijdag 14:30 tandarts")
    await merel.taps("Ja, ik loop erna")
    await merel.says("/plannen")
    await merel.taps("✕ vr 4 dec 14:30 tandarts")
    merel.does_not_see("tandarts", "seintje")
    assert await _hears_at(town, merel, "2026-12-04 13:00", "2026-12-04 16:00") == [False, False]
    assert await nudges_sent(town, merel) == 1


async def test_sjoerd_has_busy_days(town: Town) -> None:
    """Sjoerd's Fridays begin at eight, and his Mondays end at half past five.

    Before eight there is no room outside the quiet hours, so the evening before at half past
    eight; after work at half past five. Never in the night.
    """
    sjoerd = await resident(town, "Sjoerd", Standing.USED)
    await sjoerd.says("/druk")
    await sjoerd.taps("vr", "Verder", "Voor", "08:00")
    sjoerd.sees("Als vrijdag om 08:00 het drukke deel begint", "donderdag 26 november 20:30")
    await sjoerd.taps("Ja", "3 keer per week")
    await sjoerd.says("/druk")
    await sjoerd.taps("ma", "Verder", "Na", "17:30 (meestal)")
    heard = await _hears_at(
        town, sjoerd, "2026-11-26 20:29", "2026-11-26 20:31", "2026-11-27 07:31", "2026-11-30 17:31"
    )
    assert heard == [False, True, False, True]
    await asks_for_a_card(sjoerd, "6", "movement", "short", "full")
    sjoerd.sees("Reset-run")
    await runs(town, sjoerd, "De week mag beginnen.")
    await rounds_off(sjoerd)
    assert await nudges_sent(town, sjoerd) == 2


async def test_jelle_does_not_answer(town: Town) -> None:
    """Jelle leaves his nudges unanswered.

    After three they come once a week; the seventh only says that Lichter waits; then nothing,
    until he taps it. No word about what he did not do.
    """
    jelle = await resident(town, "Jelle", Standing.USED)
    for words in ("ma 18:00", "wo 18:00"):
        await jelle.says(f"/plannen {words}")
        await jelle.taps("Ja, plan dit")
    jelle.looks_away()
    heard = await _hears_at(
        town, jelle, "2026-11-25 18:01", "2026-11-30 18:01", "2026-12-02 18:01",  # three
        "2026-12-07 18:01", "2026-12-09 18:01",  # Monday is too soon now: a week since Wednesday
        "2026-12-14 18:01", "2026-12-16 18:01", "2026-12-21 18:01", "2026-12-23 18:01",
    )  # fmt: skip
    assert heard == [True, True, True, False, True, False, True, False, True]
    jelle.does_not_see("Ik wacht op je")
    await town.on("2026-12-28 18:01")
    await town.on("2026-12-30 18:01")
    jelle.sees("Ik wacht op je, tik wanneer je wilt.")
    jelle.does_not_see("gemist", "keer niet")
    heard = await _hears_at(town, jelle, "2027-01-06 18:01", "2027-01-20 18:01", "2027-02-01 18:01")
    assert heard == [False, False, False]
    await jelle.taps("Check-in")
    await jelle.checks_in("5", "silence", "short", "plain")
    await jelle.taps("Vandaag niet")
    assert await _hears_at(town, jelle, "2027-02-03 18:01", "2027-02-08 18:01") == [True, True]


async def test_maud_puts_it_off(town: Town) -> None:
    """Maud puts a nudge off three ways, changes her mind in each, and it comes when she chose.

    Once for each *Later*; the first message says until when.
    """
    maud = await resident(town, "Maud", Standing.USED)
    await maud.says("/plannen do 12:00")
    await maud.taps("Ja, plan dit")
    assert await _hears_at(town, maud, "2026-11-26 12:01") == [True]
    await maud.taps("Later", BACK, "Pauze", BACK, "Later", "Over 30 minuten")
    maud.sees("Goed, tot 12:31")
    await town.on("2026-11-26 12:32")
    maud.sees("Daar ben ik weer, zoals je vroeg")
    await maud.taps("Later", "Na het werk")
    maud.sees("Goed, tot 18:00")
    await town.on("2026-11-26 18:01")
    maud.sees("Daar ben ik weer")
    await maud.taps("Later", "Morgen")
    await town.on("2026-11-27 18:02")
    maud.sees("Daar ben ik weer")
    await maud.taps("Vandaag niet")
    maud.sees("dat is ook een goed antwoord")
    await town.on("2026-11-29 12:00")
    maud.sees_nothing()


@begins("2026-11-28 10:00")
async def test_loes_after_a_hard_day(town: Town) -> None:
    """Loes ran long on Saturday and has a conversation on Sunday evening that she entered.

    Her own moment is nudged all the same, and proposes a walk.
    """
    loes = await resident(town, "Loes", Standing.USED)
    await loes.says("morgen 19:00 gesprek met mijn zus")
    await loes.taps("Ja, ik loop ervoor")
    await asks_for_a_card(loes, "4", "movement", "long", "plain")
    loes.sees("Lange rustige duurloop")
    await runs(town, loes, "Ik ben leeg, op de goede manier.", minutes=70)
    await rounds_off(loes)
    await town.on("2026-11-29 17:06")
    loes.sees("Een wandeling is vandaag genoeg")
    loes.does_not_see("zus", "gesprek")
    await loes.taps("Check-in")
    await loes.checks_in("6", "silence", "short", "plain")
    await loes.taps("Iets anders", "Wandeling", "Ik ga wandelen")
    await town.later(minutes=16)
    await loes.comes_back("Ik loop er rustig heen.")
    await loes.taps("Klaar", "Nee, niets")
    assert await nudges_sent(town, loes) == 1


async def test_ruben_pauses(town: Town) -> None:
    """Ruben goes on holiday: two weeks no nudges, his moments stay, checking in works.

    He begins again by himself a few days early, and they are back.
    """
    ruben = await resident(town, "Ruben", Standing.USED)
    await ruben.says("/plannen wo 18:00")
    await ruben.taps("Ja, plan dit")
    await ruben.says("/pauze")
    await ruben.taps("14 dagen")
    ruben.sees("krijg je geen seintjes")
    assert await _hears_at(town, ruben, "2026-11-25 18:05", "2026-12-02 18:05") == [False, False]
    await ruben.says("/plannen")
    ruben.sees("Tot woensdag 9 december heb je pauze")
    await asks_for_a_card(ruben, "3", "fresh_air", "short", None)
    await runs(town, ruben, "Zee in plaats van scherm.")
    await rounds_off(ruben)
    await ruben.says("/pauze")
    await ruben.taps("Weer beginnen")
    assert await _hears_at(town, ruben, "2026-12-09 18:01") == [True]


async def test_anke_stops_in_each_way(town: Town) -> None:
    """Anke stops with a conversation, then with her run, then the nudges, then everything.

    Each says what it did, keeps what she wrote, and leaves a way back; at last she erases it all.
    """
    anke = await resident(town, "Anke", Standing.USED)
    await anke.says("/plannen do 18:00")
    await anke.taps("Ja, plan dit")
    await anke.says("/checkin")
    await anke.taps("6")
    await anke.says("/stop")
    await anke.taps("Dit gesprek")
    anke.sees("Gestopt. Wat je al zei is bewaard")
    await asks_for_a_card(anke, "6", "silence", "short", "plain")
    await anke.goes()
    await anke.says("/stop")
    await anke.taps("Dit gesprek")
    anke.sees("Ik ben niet langer stil")
    await anke.says("/stop")
    await anke.taps("De seintjes")
    assert await _hears_at(town, anke, "2026-11-26 18:05") == [False]
    await anke.says("/instellingen")
    await anke.taps("Seintjes aanzetten")
    assert await _hears_at(town, anke, "2026-12-03 18:01") == [True]
    await anke.says("/stop")
    await anke.taps("Alles")
    anke.sees("ik stuur je geen seintjes meer")
    assert await _hears_at(town, anke, "2026-12-10 18:01") == [False]
    await anke.taps("Alles wissen", "Ja, wis alles")
    anke.sees("Alles is gewist")
    assert town.rows("runners") == 0
