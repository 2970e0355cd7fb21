"""The right card at the right hour: what a coach would have said that day."""

from bot.domain.runner import Standing
from tests.conversations.people.steps import (
    asks_for_a_card,
    begins,
    known,
    ran_before,
    resident,
    rounds_off,
    runs,
    unasked,
)
from tests.conversations.town import Town


@begins("2026-11-25 22:15")
async def test_joris_who_cannot_sleep(town: Town) -> None:
    """Joris, used to running, Wednesday 22:15: tension 8, silence, long, tired.

    No dark forest and nothing long: fifteen minutes with his breath, on a lit loop. He breathes at
    home in the end; that counts as much, and no run keeps him from one tomorrow.
    """
    joris = await resident(town, "Joris", Standing.USED)
    await asks_for_a_card(joris, "8", "silence", "long", "tired")
    joris.sees("Mindful run · 15 minuten", "Je bent gespannen, dus houden we het kort")
    joris.sees("Route: een verlicht rondje dat je kent; wees zichtbaar")
    joris.does_not_see("Bosrun", "Route: bos")
    await joris.taps("Iets anders")
    assert not [label for label in joris.buttons if "Bosrun" in label or "duurloop" in label]
    await joris.taps("Ademen, thuis · 5 minuten", "Ik ga ademen")
    joris.sees("laat elke uitademing iets langer worden")
    await town.later(minutes=8)
    await joris.comes_back("Mijn kaak zat op slot en nu niet meer.")
    joris.does_not_see("Wandel", "zinnen kunnen zeggen")
    await joris.taps("5", "Klaar")
    joris.does_not_see("Rek")
    await town.on("2026-11-26 12:00")
    assert unasked(joris) == []
    await asks_for_a_card(joris, "5", "silence", "short", "full")
    joris.sees("Mindful run · 20 minuten")
    joris.does_not_see("Je liep")


@begins("2026-11-26 14:00")
async def test_meike_between_two_meetings(town: Town) -> None:
    """Meike, used to running, Thursday 14:00: tension 9, rhythm, long.

    Short and at most twenty minutes, whatever she asks for; the wishes only make it less.
    """
    meike = await resident(town, "Meike", Standing.USED)
    await asks_for_a_card(meike, "9", "rhythm", "long", "full")
    meike.sees("Reset-run · 20 minuten", "Je bent gespannen, dus houden we het kort")
    meike.sees("adem drie passen in, drie passen uit", "Begin extra langzaam")
    await meike.taps("Iets anders")
    offered = [label for label in meike.buttons if "minuten" in label]
    assert offered
    assert not [label for label in offered if int(label.split()[-2]) > 20]
    await meike.taps("Korter")
    meike.sees("Korter, zoals je vroeg")
    await runs(town, meike, "Mijn adem telde, niet mijn agenda.")
    await rounds_off(meike, "4")
    meike.sees("Tot de volgende keer")
    await town.on("2026-11-27 14:00")
    await asks_for_a_card(meike, "3", "rhythm", "long", "plain")
    meike.sees("Reset-run")
    meike.does_not_see("Je bent gespannen")


@begins("2026-11-30 07:00")
async def test_stijn_who_starts_with_a_weekend(town: Town) -> None:
    """Stijn is starting; he ran Saturday, and Sunday with his brother. Monday 07:00 he wants more.

    A walk, or rest, and why; he takes rest, which is thanked. On Tuesday he may run again.
    """
    stijn = await resident(town, "Stijn")
    await ran_before(town, stijn, "2026-11-28 10:00")
    await stijn.says("/gelopen gisteren")
    await stijn.says("Mijn broer praatte, ik niet.")
    await stijn.taps("Klaar")
    await asks_for_a_card(stijn, "4", "movement", "short", None)
    stijn.sees(
        "Wandeling · 10 tot 15 minuten", "Je liep twee dagen op rij; nu is rust aan de beurt"
    )
    stijn.sees("Of liever: Vandaag rust.")
    assert "Ik ga lopen" not in stijn.buttons
    await stijn.taps("Iets anders")
    assert not [label for label in stijn.buttons if "run" in label or "rondje" in label]
    await stijn.taps("Vandaag rust", "Goed, vandaag rust")
    stijn.sees("Dank je, dat is ook een goed antwoord")
    await town.on("2026-12-01 07:30")
    assert unasked(stijn) == []
    await asks_for_a_card(stijn, "4", "movement", "short", None)
    stijn.sees("Korte reset-run · 12 minuten")


@begins("2026-11-28 09:00")
async def test_yara_on_her_first_saturday(town: Town) -> None:
    """Yara is at twelve minutes, Saturday 09:00, and asks for something longer.

    A quiet loop of twelve, with its reason; the step stays where it is until eight days have gone.
    """
    yara = await resident(town, "Yara")
    await asks_for_a_card(yara, "4", "movement", "long", None)
    yara.sees("Rustig rondje · 12 minuten", "Je bouwt rustig op")
    await runs(town, yara, "Ik hoefde nergens heen.", minutes=22)
    await rounds_off(yara, "2")
    await town.on("2026-11-29 10:00")
    await yara.says("/opbouw")
    yara.sees("Stap 1 van 13", "12 minuten", "nog één rondje")
    assert (await known(town, yara)).stage == 12


@begins("2026-11-25 18:00")
async def test_levi_who_gives_a_talk(town: Town) -> None:
    """Levi enters his talk in plain words; on Friday at 12:15 he wants fresh air before it.

    The nudge leaves him time. The card is a green loop nearby that fits before the talk, and says
    so; twenty minutes later than that there would be less.
    """
    levi = await resident(town, "Levi", Standing.USED)
    await levi.says("vrijdag 15:00 praatje")
    levi.sees("Vrijdag 27 november, 15:00, praatje. Klopt dat?")
    await levi.taps("Ja, ik loop ervoor")
    levi.sees("Als ik vrijdag 27 november om 15:00 praatje heb", "Je krijgt dan één stil seintje")
    levi.looks_away()
    await town.on("2026-11-27 12:15")
    assert len(unasked(levi)) <= 1
    await asks_for_a_card(levi, "6", "fresh_air", "long", "plain")
    levi.sees("Bosrun · 35 minuten", "Route: een park of groen rondje dichtbij")
    await levi.taps("Vandaag niet")
    await town.on("2026-11-27 13:40")
    await asks_for_a_card(levi, "6", "fresh_air", "long", "plain")
    levi.sees("Bosrun · 24 minuten", "Zo ben je op tijd voor straks")
    await runs(town, levi, "Ik ken de eerste zin van mijn praatje weer.", minutes=35)
    await town.on("2026-11-27 20:00")
    levi.does_not_see("praatje", "presentatie")
