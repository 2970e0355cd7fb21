"""When the body says something: ill, pain, something wrong on the way, something heavy."""

import pytest

from bot.domain.runner import Standing
from tests.conversations.people.steps import (
    asks_for_a_card,
    begins,
    known,
    resident,
    rounds_off,
    runs,
    unasked,
)
from tests.conversations.town import Town
from tests.people import Coach


async def test_roos_is_ill(town: Town) -> None:
    """Roos has a fever: no run, what to do, and nothing is expected of her.

    Each next check-in first asks whether it is over. Until then it is rest, without the other
    questions; and her planned moment does not pull at her, because she pauses from the nudge.
    """
    roos = await resident(town, "Roos", Standing.USED)
    await roos.says("/plannen do 17:00")
    await roos.taps("Ja, plan dit")
    await asks_for_a_card(roos, "5", "fresh_air", "short", None)
    await roos.taps("Iets anders", "Ik voel me niet goed", "Ziek of koorts")
    roos.sees("Dan vandaag niet hardlopen", "koortsvrij", "Beterschap")
    assert roos.buttons == []
    await town.on("2026-11-26 17:01")
    await roos.taps("Pauze", "7 dagen")
    roos.sees("Inchecken kan altijd")
    await town.on("2026-11-28 10:00")
    await roos.says("/checkin")
    roos.sees("Vorige keer meldde je een klacht. Is die over?")
    await roos.taps("Nog niet")
    roos.sees("Vandaag rust", "Je bent nog niet beter, dus nog niet hardlopen")
    roos.does_not_see("Hoe gespannen")
    await roos.taps("Goed, vandaag rust")
    await town.on("2026-12-03 17:05")
    roos.looks_away()
    await roos.says("/checkin")
    await roos.taps("Ja, die is over")
    await roos.checks_in("4", "fresh_air", "short", None)
    roos.sees("Bosrun")
    await town.on("2026-12-04 10:00")
    await roos.says("/checkin")
    roos.does_not_see("klacht")


@begins("2026-11-26 18:00")
async def test_bas_with_pain_on_thursday(town: Town) -> None:
    """Bas felt a tendon on Thursday, and wants to run on Saturday.

    First he is asked whether it is over. Not yet: no run, walking when it does not hurt. A second
    time: have it looked at. When it is over the questions begin as always.
    """
    bas = await resident(town, "Bas", Standing.USED)
    await asks_for_a_card(bas, "6", "movement", "short", "plain")
    await runs(town, bas, "Lichter in mijn hoofd, niet in mijn hiel.")
    await bas.taps("4", "Ja", "Klaar", "Een pees")
    bas.sees("Doe rustig aan; bij je volgende check-in vraag ik of het over is")
    await town.on("2026-11-28 09:00")
    assert unasked(bas) == []
    await bas.says("/checkin")
    bas.sees("Is die over?")
    await bas.says("nee, nog niet")
    bas.sees("Vandaag rust", "Je klacht is nog niet over", "Wandelen mag, als het geen pijn doet")
    await bas.taps("Iets anders", "Wandeling")
    await bas.taps("Ik ga wandelen")
    await town.later(minutes=20)
    await bas.comes_back("Het bos was er nog.")
    await bas.taps("Klaar", "Iets anders")
    await town.on("2026-12-01 09:00")
    await bas.says("/checkin")
    await bas.taps("Nog niet")
    bas.sees("Je had nu twee keer pijn, dus eerst niet hardlopen", "Laat ernaar kijken")
    await bas.taps("Goed, vandaag rust")
    await town.on("2026-12-10 09:00")
    await bas.says("/checkin")
    await bas.says("ja, die is over")
    await bas.checks_in("4", "movement", "short", "plain")
    bas.sees("Reset-run")


async def test_jan_feels_his_chest(town: Town) -> None:
    """Jan feels something on the way and taps *Er is iets mis*.

    The card comes at once, in the silence; the run is over; nudges stay away; and only his doctor
    opens running again, however often he asks and however calm he says he is.
    """
    jan = await resident(town, "Jan", Standing.USED)
    await jan.says("/plannen vr 17:00")
    await jan.taps("Ja, plan dit")
    await asks_for_a_card(jan, "6", "movement", "short", "plain")
    await jan.goes()
    await town.later(minutes=9)
    await jan.taps("Er is iets mis")
    jan.sees("Stop en ga zitten", "bel 112", "bel vandaag nog je huisarts")
    await town.on("2026-11-27 18:00")
    assert unasked(jan) == []
    await jan.says("/checkin")
    jan.sees("Vindt je arts het goed dat je weer hardloopt?")
    await jan.taps("Nog niet")
    jan.sees("Vandaag rust", "hardlopen kan weer als je arts het goedvindt")
    assert "Ik ga lopen" not in jan.buttons
    await jan.taps("Iets anders")
    assert not [label for label in jan.buttons if "run" in label.lower()]
    await town.on("2026-12-09 12:00")
    await jan.says("/checkin")
    await jan.taps("Mijn arts vindt het goed")
    await jan.checks_in("4", "movement", "short", "plain")
    assert "Ik ga lopen" in jan.buttons


async def test_els_only_had_a_stitch(town: Town) -> None:
    """Els taps *Er is iets mis*, reads what it is for, and it was a stitch.

    One tap says so; she is asked what else it is, writes her sentence, and may run next time.
    """
    els = await resident(town, "Els", Standing.USED)
    await asks_for_a_card(els, "6", "silence", "short", "plain")
    await els.goes()
    await els.taps("Er is iets mis")
    els.sees("Stop en ga zitten")
    await els.taps("Nee, iets anders")
    els.sees("Goed, dan is het dat niet", "Heb je ergens last van")
    await els.taps("Nee, niets")
    await els.says("Steek in mijn zij, maar ik heb wel gelachen.")
    els.sees("Bewaard")
    assert (await known(town, els)).red_flag_at is None
    await town.on("2026-11-28 10:00")
    await asks_for_a_card(els, "5", "silence", "short", "plain")
    els.sees("Mindful run")


async def test_pien_writes_something_heavy_on_the_way(town: Town, coach: Coach) -> None:
    """Pien writes words of crisis during a run, and shares with a coach.

    The card comes at once, in the silence. Her coach is told nothing. Only her own tap tells one
    neutral thing; her run goes on, and her nudges rest for a day.
    """
    name = "Pien Verzonnen"
    pien = await resident(town, name, Standing.USED, shares=True)
    await pien.says("/plannen wo 18:00, do 9:30")
    await asks_for_a_card(pien, "9", "movement", "short", "full")
    await pien.goes()
    coach.phone.looks_away()
    await town.later(minutes=10)
    await pien.says("ik wil er niet meer zijn")
    pien.sees("Hulp, nu", "112", "113", "Hier leest niemand live mee")
    coach.phone.sees_nothing()
    page = await coach.page(await coach.path_of(name))
    assert "niet meer zijn" not in page
    assert "zwaar" not in page
    await pien.taps("Laat mijn coach weten dat het zwaar is")
    pien.sees("Verstuurd naar Noor Verzonnen", "/nood")
    coach.phone.sees(f"{name} vraagt je aandacht.")
    coach.phone.does_not_see("zwaar", "dood", "crisis")
    await coach.sees("Het is zwaar op dit moment.", at=await coach.path_of(name))
    await pien.comes_back("Ik ben er nog.")
    await pien.taps("Klaar", "Nee, niets")
    await town.on("2026-11-26 09:35")
    assert [text for text in unasked(pien) if "buiten" in text] == []


@pytest.mark.parametrize("words", ["Ik heb geen puf meer, maar het ging", "dood op, maar blij"])
async def test_gijs_is_only_tired(town: Town, words: str) -> None:
    """Gijs writes in strong words that he is tired: that is his sentence, and no card for help."""
    gijs = await resident(town, "Gijs", Standing.USED)
    await asks_for_a_card(gijs, "6", "silence", "short", "plain")
    await runs(town, gijs, words)
    gijs.sees("Bewaard, alleen voor jou")
    gijs.does_not_see("113")
    await rounds_off(gijs)
    await gijs.says("/dagboek")
    assert any(words[:20] in label for label in gijs.buttons)
