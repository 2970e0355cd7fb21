"""What hands do: typing, tapping twice, going back, old buttons, everything but words."""

from functools import partial

from bot.demo.methods.editing import NOT_MODIFIED
from bot.domain.runner import Standing
from tests.conversations.people.steps import (
    BACK,
    asks_for_a_card,
    known,
    resident,
    rounds_off,
    runs,
    unasked,
)
from tests.conversations.town import Town
from tests.people import PICTURE, Runner

OLD = "Deze knop hoort bij iets van eerder"


async def _sentences(town: Town, runner: Runner) -> list[str]:
    mine = await known(town, runner)
    return [one.text for one in await town.reads(lambda uow: uow.runs.sentences(mine.id, 20))]


async def test_truus_types_everything(town: Town) -> None:
    """Truus never taps where she can type: from the first answer to the last, and a plan.

    Each text is taken as the button it names; nothing is asked twice.
    """
    truus = await town.runner("Truus")
    await truus.says("dag")
    await truus.taps("Ik ben 16+ en ga akkoord")
    for text in ("nee", "ik begin weer", "een 7 denk ik", "stilte graag", "kort", "gewoon"):
        await truus.says(text)
        truus.does_not_see("Dat begreep ik niet")
    truus.sees("Mindful run · 12 minuten")
    await truus.says("ik ga lopen")
    truus.sees("Zet je telefoon op niet storen")
    await town.later(minutes=22)
    await truus.says("Ik ben terug!")
    truus.sees("Welkom terug")
    await truus.says("Mijn handen waren warm.")
    for text in ("vier", "ja", "klaar"):
        await truus.says(text)
        truus.does_not_see("Dat begreep ik niet", "Voor een echt gesprek ben ik te eenvoudig")
    truus.sees("Rek rustig")
    await truus.says("nee, niets")
    truus.sees("Fijn. Tot de volgende keer.")
    await truus.says("elke zondag 10:00")
    truus.sees("Zal ik dit plannen")
    assert await _sentences(town, truus) == ["Mijn handen waren warm."]


async def test_wouter_types_under_his_card(town: Town) -> None:
    """Wouter types what he would rather have, is ill after all, and wants to stop for now.

    Each word is its button, below what he wrote; `stop` needs no slash and answers no question.
    """
    wouter = await resident(town, "Wouter", Standing.USED)
    await asks_for_a_card(wouter)
    await wouter.says("korter")
    wouter.sees("Korter, zoals je vroeg")
    await wouter.says("Reset-run")
    wouter.sees("Je koos zelf")
    assert not wouter.news[-1].edited
    await wouter.says("Stop!")
    wouter.sees("Waarmee")
    await wouter.says("ik heb koorts")
    wouter.sees("Beterschap")
    assert town.rows("runs", "state = 'declined'") == 1


async def test_fenna_taps_everything_twice(town: Town) -> None:
    """Fenna's phone is slow, so she taps each button twice.

    One runner, one answer to each question, one run, one sentence, one plan.
    """
    town.expected.add(f"Bad Request: {NOT_MODIFIED}")  # the second edit, when both were sent
    fenna = await town.runner("Fenna")
    await fenna.says("/start")
    for label in ("Ik ben 16+ en ga akkoord", "Geen van deze", "Ik begin (weer)"):
        await fenna.taps_twice(label)
    for label in ("7", "Stilte", "Kort rondje", "Gewoon", "Ik ga lopen", "Ik ben terug"):
        await fenna.taps_twice(label)
        fenna.does_not_see(OLD)
    await fenna.says("Twee keer zo stil.")
    for label in ("4", "Ja", "Klaar", "Nee, niets", "Mijn volgende loopje plannen"):
        await fenna.taps_twice(label)
        fenna.does_not_see(OLD)
    await fenna.taps_twice("Eenmalig moment")
    await fenna.taps_twice("vr 27 nov")
    await fenna.taps_twice("15:00")
    await fenna.taps_twice("Ja, ik loop ervoor")
    assert (town.rows("runners"), town.rows("consents"), town.rows("runs")) == (1, 1, 1)
    assert (town.rows("sentences"), town.rows("moments")) == (1, 1)
    assert sum(text.startswith("Welkom terug") for text in fenna.texts) == 1
    assert sum(text.startswith("Zet je telefoon") for text in fenna.texts) == 1


async def test_okke_changes_everything_back(town: Town) -> None:
    """Okke changes his mind at each question, on the card, after the run, and in his plan.

    What he chose last counts, everywhere, and he never has to begin again.
    """
    okke = await resident(town, "Okke", Standing.USED)
    await okke.says("/checkin")
    await okke.taps("9", BACK, "3", "Stilte", BACK, "Beweging", "Kort rondje", BACK)
    await okke.taps("Langer en rustig")
    okke.sees("duurloop")
    await okke.taps("Iets anders", "Mijn antwoorden", BACK, "Frisse lucht", "Kort rondje")
    okke.sees("Bosrun · 20 minuten")
    await okke.taps("Iets anders", "Ik voel me niet goed", BACK, "Korter")
    okke.sees("Korter, zoals je vroeg")
    await okke.taps("Iets anders", "Korte reset-run")
    okke.sees("Korte reset-run", "Je koos zelf")
    await runs(town, okke, "Zwaarder.")
    await okke.taps(
        "7", "5", "Ja", "Net niet", "Er was nog iets", "Het werd korter", "Het werd langer"
    )
    await okke.taps("Klaar", "Nee, niets")
    mine = await known(town, okke)
    run = (await town.reads(lambda uow: uow.runs.latest(mine.id, 1)))[0]
    said = await town.reads(lambda uow: dict(uow.runs.answers(run.id)))
    assert (said["tension"], said["need"], said["length"]) == ("3", "fresh_air", "short")
    assert (said["tension_after"], said["talk_test"]) == ("5", "almost")
    assert said["extra"] == "longer"
    await okke.says("/druk")
    await okke.taps("ma", "di", "✓ ma", "Verder", "Voor", BACK, "Na", BACK, BACK, BACK)
    okke.sees("Jouw momenten", "nog niets gepland")
    await okke.says("morgen 15:00 presentatie")
    await okke.taps("Andere dag", BACK)
    okke.sees("Donderdag 26 november, 15:00, presentatie. Klopt dat?")
    await okke.taps("Andere tijd", "avond", BACK)
    okke.sees("Donderdag 26 november, 15:00, presentatie. Klopt dat?")
    await okke.taps("Andere tijd", "ochtend", "09:30", "Ja, ik loop erna")
    okke.sees("Als ik donderdag 26 november om 10:30 presentatie achter de rug heb")


async def test_guus_finds_old_buttons_after_a_week(town: Town) -> None:
    """Guus scrolls up after a week and taps whatever he finds.

    Each old button says that it is old or does the harmless thing; nothing of last week changes.
    """
    guus = await resident(town, "Guus", Standing.USED)
    await guus.says("/checkin")
    asked = guus.news[-1]
    await guus.checks_in("6", "silence", "short", "plain")
    card = guus.news[-1]
    await runs(town, guus, "Rustig.")
    await rounds_off(guus, "3")
    await town.later(hours=7 * 24)
    mine = await known(town, guus)
    [run] = await town.reads(lambda uow: uow.runs.latest(mine.id, 5))
    said = await town.reads(lambda uow: uow.runs.answers(run.id))
    for message, label in ((asked, "9"), (card, "Ik ga lopen"), (card, "Vandaag niet")):
        await guus.does(partial(guus.person.taps, label, message))
        guus.sees(OLD)
    assert await town.reads(lambda uow: uow.runs.latest(mine.id, 5)) == [run]
    assert await town.reads(lambda uow: uow.runs.answers(run.id)) == said
    await asks_for_a_card(guus, "4", "silence", "short", "plain")
    await guus.goes()
    await guus.does(partial(guus.person.taps, "Ik ga lopen", card))
    assert town.rows("runs", "state = 'running'") == 1
    await guus.comes_back("Nog rustiger.")
    assert await _sentences(town, guus) == ["Nog rustiger.", "Rustig."]


async def test_lotte_sends_everything_but_words(town: Town) -> None:
    """Lotte answers with stickers, a voice, photos, from a group, and with emoji only.

    Each gets one kind line, in the run she hears nothing, and her emoji is her sentence.
    """
    lotte = await resident(town, "Lotte", Standing.USED)
    await lotte.says("/checkin")
    await lotte.does(lotte.person.sends_sticker)
    lotte.sees("Ik lees alleen tekst")
    await lotte.says("🙂")
    lotte.sees("Hoe gespannen ben je nu?")
    await lotte.checks_in("5", "fresh_air", "short", None)
    group = town.standin.group("Loopgroep Verzonnen", lotte.person)
    lotte.person.says("/checkin", into=group)
    await town.settles()
    assert len([one for one in group.messages if one.from_bot]) == 1
    await lotte.goes()
    await lotte.does(lotte.person.sends_voice)
    lotte.sees_nothing()
    await town.later(minutes=30)
    await lotte.comes_back()
    await lotte.does(lambda: lotte.person.sends_photo(PICTURE))
    lotte.sees("Schrijf je me in één zin wat er lichter voelt?")
    await lotte.says("🌳🌳🙂")
    lotte.sees("Bewaard")
    assert await _sentences(town, lotte) == ["🌳🌳🙂"]


async def test_hugo_writes_a_very_long_sentence(town: Town) -> None:
    """Hugo writes 4,096 characters, edits them in Telegram, and finds them whole in his diary.

    Not a letter is lost; the edit counts; after it is deleted it is nowhere.
    """
    hugo = await resident(town, "Hugo", Standing.USED)
    await asks_for_a_card(hugo, "5", "fresh_air", "short", None)
    await runs(town, hugo, "")
    written = "Het is stiller. " * 256
    said = await hugo.says(written[:4096])
    hugo.sees("Bewaard")
    assert await _sentences(town, hugo) == [written[:4096].strip()]
    await town.later(hours=30)
    await hugo.edits(said, "Het is stiller.")
    hugo.sees("Je zin is aangepast")
    assert await _sentences(town, hugo) == ["Het is stiller."]
    await hugo.says("/dagboek")
    await hugo.taps("25 nov 2026", "Verwijderen", "Nee, bewaren", "Verwijderen", "Ja, weg ermee")
    hugo.sees("De zin is verwijderd")
    assert town.rows("sentences") == 0


async def test_sam_has_a_bot_that_stops_at_each_step(town: Town) -> None:
    """Sam's bot is restarted after each thing he does, for two days.

    He notices nothing: no question comes twice, nothing is lost, the silence holds.
    """
    sam = await resident(town, "Sam", Standing.USED)
    await sam.says("/checkin")
    for label in ("6", "Stilte", "Kort rondje", "Gewoon", "Ik ga lopen"):
        await town.restart()
        await sam.taps(label)
        sam.does_not_see(OLD)
    await town.restart()
    await town.later(minutes=30)
    sam.sees_nothing()
    await sam.taps("Ik ben terug")
    await town.restart()
    await sam.says("Er was niets, en dat was veel.")
    await town.restart()
    await sam.taps("3", "Klaar")
    await town.restart()
    await sam.taps("Nee, niets")
    assert await _sentences(town, sam) == ["Er was niets, en dat was veel."]
    await town.later(hours=24)
    assert unasked(sam) == []
