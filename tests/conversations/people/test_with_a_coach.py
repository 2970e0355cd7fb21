"""With a coach: who may read what, when a message comes, and when nobody reads any more."""

from functools import partial

from bot.domain.runner import Standing
from tests.conversations.people.steps import (
    asks_for_a_card,
    begins,
    resident,
    rounds_off,
    runs,
    unasked,
)
from tests.conversations.town import Town
from tests.people import Coach

SUZE, MATS, VERA, IRIS, ALEX = (
    f"{name} Verzonnen" for name in ("Suze", "Mats", "Vera", "Iris", "Alex")
)


async def test_suze_shares_and_takes_it_back(town: Town, coach: Coach) -> None:
    """Suze is invited, says yes under her first sentence, and withdraws a week later.

    Until her yes the coach sees nothing; then that one sentence; after it nothing at all, and
    what Suze wrote stays hers.
    """
    suze = await town.runner(SUZE)
    await suze.joins(invite=await coach.invites())
    suze.does_not_see("Mag")
    await suze.checks_in("8", "silence", "short", "full")
    await runs(town, suze, "Mijn buik is zachter.", minutes=22)
    suze.sees("Noor Verzonnen wil graag met je meelezen", "Nee is ook goed")
    await coach.does_not_see(SUZE, "Mijn buik")
    await suze.taps("Ja, delen", "Delen")
    await rounds_off(suze, "4")
    await coach.sees(SUZE, "Mijn buik is zachter.", "8 → 4")
    await town.on("2026-11-28 10:00")
    await asks_for_a_card(suze, "6", "silence", "short", "full")
    await runs(town, suze, "Dit is alleen van mij.", minutes=22)
    await suze.taps("Alleen voor mij")
    await rounds_off(suze, "4")
    path = await coach.path_of(SUZE)
    await coach.sees("Mijn buik is zachter.", at=path)
    await coach.does_not_see("Dit is alleen van mij.", at=path)
    await town.on("2026-12-02 10:00")
    await suze.says("/coach")
    suze.sees("Noor Verzonnen is je coach", "Laatst gekeken: zaterdag 28 november 10:22.")
    await suze.taps("Stop met delen", "Ja, stop")
    suze.sees("Gestopt. Je coach ziet niets meer van je")
    for page in ("/", "/runners", path):
        await coach.does_not_see(SUZE, "Mijn buik", at=page)
    await suze.says("/dagboek")
    assert any("Mijn buik" in label for label in suze.buttons)
    await suze.says("Ik wil je nog iets vertellen, Noor")
    suze.does_not_see("Is dit voor")


async def test_mats_always_shares(town: Town, coach: Coach) -> None:
    """Mats shares three times, is asked whether always, says yes, and takes one back later.

    The fourth is read without a question; taken back in the diary it is gone for the coach.
    """
    mats = await resident(town, MATS, Standing.USED, shares=True)
    for day in ("25", "27", "29"):
        await town.on(f"2026-11-{day} 12:00")
        await asks_for_a_card(mats, "5", "fresh_air", "short", None)
        await runs(town, mats, f"De wind van de {day}e.")
        await mats.taps("Delen")
        await town.later(hours=3)
    mats.looks_away()
    await mats.taps("Ja, voortaan zo")
    mats.sees("Je zin wordt voortaan gedeeld", "/instellingen")
    await town.on("2026-12-01 12:00")
    await asks_for_a_card(mats, "5", "fresh_air", "short", None)
    await runs(town, mats, "Vandaag geen wind.")
    mats.sees("Gedeeld met Noor Verzonnen")
    await coach.sees("Vandaag geen wind.", at=await coach.path_of(MATS))
    await mats.says("/dagboek")
    await mats.taps("1 dec 2026", "Niet meer delen")
    await coach.does_not_see("Vandaag geen wind.", at=await coach.path_of(MATS))
    await coach.sees("De wind van de 29e.", at=await coach.path_of(MATS))


async def test_vera_hears_her_coach_after_the_run(town: Town, coach: Coach) -> None:
    """Vera's coach writes twice while she is out.

    Nothing comes during the run or its ritual; twenty minutes after it one message, without a
    sound; she writes back, and that goes only with her tap.
    """
    vera = await resident(town, VERA, Standing.USED, shares=True)
    await asks_for_a_card(vera, "6", "silence", "short", "plain")
    await vera.goes()
    vera.looks_away()
    await coach.writes_to(VERA, "Kijk eens naar de lucht.")
    await coach.writes_to(VERA, "En daarna naar je voeten.")
    await town.later(minutes=30)
    vera.sees_nothing()
    await vera.comes_back("Een ree.")
    await vera.taps("Delen")
    await rounds_off(vera)
    vera.does_not_see("lucht")
    await town.later(minutes=19)
    assert unasked(vera) == []
    await town.later(minutes=2)
    assert len(unasked(vera)) == 1
    assert vera.news[0].silent
    vera.sees("Van Noor Verzonnen", "Kijk eens naar de lucht.", "En daarna naar je voeten.")
    await vera.taps("Gelezen")
    coach.phone.looks_away()
    await town.later(hours=7)
    await vera.says("Dank je. Het was een ree en een haas.")
    vera.sees("Is dit voor Noor Verzonnen? Zonder jouw tik gaat het nergens heen.")
    coach.phone.sees_nothing()
    await vera.taps("Stuur het")
    vera.sees("Verstuurd naar Noor Verzonnen")
    coach.phone.does_not_see("een ree", "haas")
    await coach.sees("een ree en een haas", at=await coach.path_of(VERA))


async def test_iris_shows_her_card_to_nobody(town: Town, coach: Coach) -> None:
    """Iris was invited and says no: her coach sees nothing, ever, and she is not asked again."""
    iris = await town.runner(IRIS)
    await iris.joins(invite=await coach.invites())
    await iris.checks_in("7", "movement", "short", None)
    await runs(town, iris, "Van mij.", minutes=22)
    [asked] = [one for one in iris.news if "meelezen" in one.text]
    await iris.does(partial(iris.person.taps, "Nee, niet delen", asked))
    iris.sees("Goed. Noor Verzonnen ziet niets van je.")
    await rounds_off(iris)
    await town.on("2026-11-28 12:00")
    await asks_for_a_card(iris, "7", "movement", "short", None)
    await runs(town, iris, "Weer van mij.", minutes=22)
    iris.does_not_see("meelezen", "Mag")
    for page in ("/", "/runners"):
        await coach.does_not_see(IRIS, "van mij", at=page)


@begins("2026-11-25 20:50")
async def test_alex_is_back_in_quiet_hours(town: Town, coach: Coach) -> None:
    """Alex runs at nine in the evening while the coach writes: it waits for the morning."""
    alex = await resident(town, ALEX, Standing.USED, "en", shares=True)
    await asks_for_a_card(alex, "6", "rhythm", "short", "plain")
    await alex.goes()
    alex.looks_away()
    await coach.writes_to(ALEX, "Sleep well.")
    await town.later(minutes=35)
    await alex.comes_back("My breath counted, so I did not have to.")
    await alex.taps("Share")
    await rounds_off(alex)
    await town.on("2026-11-26 07:29")
    assert unasked(alex) == []
    await town.on("2026-11-26 07:31")
    alex.sees("From Noor Verzonnen", "Sleep well.")
    assert alex.news[0].silent


async def test_pleun_types_what_she_shares(town: Town, coach: Coach) -> None:
    """Pleun types her yes to the coach, and under her sentence who may read it: both as taps."""
    pleun = await town.runner("Pleun")
    await pleun.joins(invite=await coach.invites())
    await pleun.checks_in("7", "movement", "short", None)
    await runs(town, pleun, "Het hek stond open.", minutes=22)
    await pleun.says("ja, delen")
    pleun.sees("Afgesproken", "Mag Noor Verzonnen je zin lezen?")
    await pleun.says("delen")
    pleun.sees("Gedeeld met Noor Verzonnen.")
    pleun.does_not_see("Is dit voor")
    await coach.sees("Het hek stond open.", at=await coach.path_of("Pleun"))
