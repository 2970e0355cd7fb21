"""Those who begin, hesitate, say no, or may not run yet."""

from bot.domain.runner import Standing
from tests.conversations.people.steps import (
    asks_for_a_card,
    begins,
    known,
    nudges_sent,
    resident,
    rounds_off,
    runs,
    unasked,
)
from tests.conversations.town import Town

ABOUT_PEOPLE = ("runners", "consents", "runs", "sentences", "moments", "nudges", "coachings")


async def test_mirte_hesitates(town: Town) -> None:
    """Mirte reads everything first, dreads it, walks half of it, and writes "niets".

    She is thanked for each answer, loses no step by it, and goes further when she is ready.
    """
    mirte = await town.runner("Mirte")
    await mirte.says("/start")
    mirte.sees("Het hoeft niet sneller of verder", "Ik ben een bot, geen arts")
    await mirte.says("/privacy")
    mirte.sees("alleen jij")
    await mirte.joins()
    await mirte.checks_in("6", "fresh_air", "short", None)
    await mirte.taps("Iets anders", "Ik zie ertegenop")
    mirte.sees("6 minuten", "Ertegenop zien hoort erbij; de helft is genoeg")
    await runs(town, mirte, "Niets.", minutes=16)
    mirte.sees("Bewaard, alleen voor jou")
    await mirte.taps("Klaar", "Nee, niets")
    await town.on("2026-11-27 10:00")
    assert unasked(mirte) == []
    await asks_for_a_card(mirte, "5", "fresh_air", "short", None)
    mirte.sees("Bosrun · 12 minuten")
    await mirte.taps("Vandaag niet")
    mirte.sees("Dank je, dat is ook een goed antwoord")
    await town.on("2026-11-29 10:00")
    mirte.sees_nothing()
    await asks_for_a_card(mirte, "5", "fresh_air", "short", None)
    await runs(town, mirte, "Ik was niet buiten adem.", minutes=22)
    await rounds_off(mirte)
    await mirte.says("/opbouw")
    mirte.sees("Stap 1 van 13", "Je zag er een keer tegenop. Dat mag")
    mirte.does_not_see("gemist", "moet")


async def test_ruud_says_no_and_comes_back(town: Town) -> None:
    """Ruud wants nothing kept; a week later he thinks again.

    Until his yes there is no row about him and nothing comes; then he is on his way at once.
    """
    ruud = await town.runner("Ruud")
    await ruud.says("Ik slaap slecht en ik ben kortaf tegen iedereen")
    ruud.sees("ik ben Lichter")
    await ruud.taps("Niets hiervan")
    ruud.sees("Ik heb niets bewaard")
    await ruud.says("/mijngegevens")
    ruud.sees("Ik heb niets van je bewaard")
    await ruud.says("/stop")
    ruud.sees("Er staat niets open")
    assert {table: town.rows(table) for table in ABOUT_PEOPLE} == dict.fromkeys(ABOUT_PEOPLE, 0)
    assert town.rows("inbox", "body IS NOT NULL") == 0
    await town.later(hours=7 * 24)
    ruud.sees_nothing()
    await ruud.joins(standing="used")
    await ruud.checks_in("8", "movement", "short", "restless")
    ruud.sees("20 minuten")
    await ruud.goes()
    ruud.sees("Zet je telefoon op niet storen")


async def test_fem_never_finishes_the_start(town: Town) -> None:
    """Fem agrees and is called away at the safety screen.

    Nobody chases her. Whatever she does a week later goes on where she was, and a day after that
    the same screen is there again.
    """
    fem = await town.runner("Fem")
    await fem.says("/start")
    await fem.taps("Ik ben 16+ en ga akkoord")
    await town.later(hours=7 * 24)
    fem.sees_nothing()
    await fem.says("/checkin")
    fem.sees("Eerst dit.", "duizelingen")
    await fem.says("geen idee eigenlijk")
    fem.sees("Eerst dit.")
    await town.later(hours=24)
    fem.sees_nothing()
    await fem.says("/plannen")
    fem.sees("Eerst dit.")
    await fem.taps("Geen van deze", "Ik begin (weer)")
    fem.sees("Hoe gespannen ben je nu?")
    assert town.rows("runners") == 1


async def test_hetty_asks_her_doctor(town: Town) -> None:
    """Hetty is used to running, and has "een of meer".

    Walking and breathing are open, each card says where to tell that the doctor agrees. When he
    does, she begins at twelve minutes, although she ran thirty before.
    """
    hetty = await town.runner("Hetty")
    await hetty.says("/start")
    await hetty.taps("Ik ben 16+ en ga akkoord", "Een of meer")
    hetty.sees("Bespreek eerst met je huisarts")
    await hetty.taps("Eerst wandelen en ademen", "Ik loop vaker")
    await hetty.checks_in("6", "movement", "long", "restless")
    hetty.sees("Wandeling", "Hardlopen bespreek je eerst met je arts", "/instellingen")
    await hetty.taps("Ik ga wandelen")
    await town.later(minutes=15)
    await hetty.comes_back("Buiten rook het naar blad.")
    hetty.does_not_see("zinnen kunnen zeggen")
    await hetty.taps("Klaar", "Nee, niets")
    await town.on("2026-12-01 09:00")
    await asks_for_a_card(hetty, "3", "movement", "long", None)
    hetty.sees("Wandeling")
    await hetty.says("/instellingen")
    await hetty.taps("Besproken, ik mag rustig lopen")
    hetty.sees("Rustig rondje · 12 minuten")
    assert "Ik ga lopen" in hetty.buttons
    await hetty.says("/opbouw")
    hetty.sees("12 minuten")


@begins("2026-11-28 09:00")
async def test_tijn_wants_more(town: Town) -> None:
    """Tijn is starting and wants an hour, with every road there is.

    No card and no button ever offers a run of more than his twelve minutes, and nothing scolds him.
    """
    tijn = await resident(town, "Tijn")
    await asks_for_a_card(tijn, "2", "movement", "long", None)
    tijn.sees("12 minuten")
    await tijn.says("ik wil een uur lopen")
    tijn.sees("Dat begreep ik niet")
    await tijn.taps("Iets anders")
    timed = [label for label in tijn.buttons if label.endswith("minuten")]
    runs_of = [int(label.split()[-2]) for label in timed if not label.startswith("Wandeling")]
    assert len(runs_of) > 2
    assert max(runs_of) <= 12
    await tijn.taps("Mindful run")
    await runs(town, tijn, "Ik had nog uren gekund.", minutes=55)
    await tijn.taps("2", "Ja", "Er was nog iets", "Het werd langer", "Klaar", "Nee, niets")
    tijn.does_not_see("te lang", "te veel", "niet doen")
    await town.on("2026-12-08 09:00")
    await asks_for_a_card(tijn, "2", "movement", "long", None)
    tijn.sees("12 minuten")
    await tijn.says("/opbouw")
    tijn.sees("Stap 1 van 13")


async def test_noa_says_not_today_three_times(town: Town) -> None:
    """Noa checks in three days in a row, and each day it is not today.

    Each time is thanked with the same words, nothing is counted, nothing follows.
    """
    noa = await resident(town, "Noa")
    for day in ("2026-11-25 17:00", "2026-11-26 17:00", "2026-11-27 17:00"):
        await town.on(day)
        noa.sees_nothing()
        await asks_for_a_card(noa, "7", "silence", "short", "tired")
        await noa.taps("Vandaag niet")
        noa.sees("Dank je, dat is ook een goed antwoord. Tot een andere keer.")
        noa.does_not_see("keer op rij", "weer niet", "morgen")
    await noa.says("/voortgang")
    noa.sees("Er staat nog niets, en dat is prima")
    await town.later(hours=14 * 24)
    noa.sees_nothing()
    assert await nudges_sent(town, noa) == 0


async def test_kees_is_away_for_three_weeks(town: Town) -> None:
    """Kees builds up, is away for three weeks, and comes back.

    Nothing is said while he is away; the card says that it is a step back and why, once.
    """
    kees = await resident(town, "Kees", Standing.STARTING)
    for day in ("2026-11-25 12:00", "2026-11-28 12:00", "2026-12-04 12:00"):
        await town.on(day)
        await asks_for_a_card(kees, "4", "fresh_air", "short", None)
        await runs(town, kees, "Goed zo.", minutes=24)
        await rounds_off(kees, "3")
    assert (await known(town, kees)).stage == 14
    await town.on("2026-12-27 12:00")
    kees.sees_nothing()
    await asks_for_a_card(kees, "4", "fresh_air", "short", None)
    kees.sees("12 minuten", "Je was er even uit, dus een stap terug in je opbouw")
    await runs(town, kees, "Weer begonnen.", minutes=24)
    await rounds_off(kees, "3")
    await kees.says("/opbouw")
    kees.sees("Stap 1 van 13", "nog één rondje")
    kees.does_not_see("Je was er even uit")
