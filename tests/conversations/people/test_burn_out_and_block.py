"""Two ends: somebody who recovers from a burn-out, and somebody in a heavy training block."""

from bot.domain.runner import Standing
from tests.conversations.people.steps import (
    BACK,
    Before,
    asks_for_a_card,
    begins,
    known,
    nudges_sent,
    ran_before,
    resident,
    rounds_off,
    runs,
    unasked,
)
from tests.conversations.town import Town


async def test_bo_has_no_busy_days(town: Town) -> None:
    """Bo recovers from a burn-out: asked for the calmest moment, whatever road she takes.

    One silent nudge at that moment that says nothing of how she is; and a busy appointment that
    she types is asked for its day's calmest hour, and not named.
    """
    bo = await town.runner("Bo")
    await bo.joins(standing="burn-out")
    await bo.checks_in("6", "silence", "short", "full")
    await bo.taps("Vandaag niet")
    await bo.says("/druk")
    bo.sees("Op welke dagen heb je een rustig moment?")
    await bo.taps("do", "Verder", "10:00")
    bo.sees("Als het 10:00 is (donderdag)", "donderdag 26 november 10:00")
    await bo.says("vrijdag 14:00 gesprek met de bedrijfsarts")
    assert "Ja, ik loop ervoor" not in bo.buttons
    await bo.taps("Ja, kies een rustig moment", "ochtend", "11:00")
    await bo.says("/plannen")
    bo.sees("do 26 nov 10:00", "vr 27 nov 11:00")
    bo.does_not_see("bedrijfsarts")
    assert "Drukke dagen" not in bo.buttons
    await town.on("2026-11-26 10:01")
    assert len(unasked(bo)) == 1
    assert bo.news[0].silent
    bo.does_not_see("druk", "burn", "spann", "stress")
    await bo.taps("Check-in")
    await bo.checks_in("5", "silence", "short", "full")
    bo.sees("Mindful run · 12 minuten")
    await runs(town, bo, "Het was stil in mij, even.", minutes=22)
    await rounds_off(bo, "4")
    await town.on("2026-11-27 11:01")
    assert len(unasked(bo)) == 1


async def test_wessel_is_at_nine(town: Town) -> None:
    """Wessel recovers from a burn-out and is at nine, with a clear head.

    A walk, with running at walking pace as the other way; never anything brisk, whatever he taps.
    He walks, and the next day nothing counts it as a run.
    """
    wessel = await resident(town, "Wessel", Standing.BURN_OUT)
    await asks_for_a_card(wessel, "9", "movement", "long", "restless")
    wessel.sees("Wandeling", "Bij zoveel spanning brengt wandelen meer rust")
    wessel.sees("Of liever: Dribbelen op wandeltempo")
    await wessel.taps("Iets anders")
    assert not [label for label in wessel.buttons if "Interval" in label or "Reset" in label]
    await wessel.taps(BACK, "Ik ga wandelen")
    await town.later(minutes=14)
    await wessel.comes_back("Ik heb een reiger gezien.")
    await wessel.taps("6", "Klaar", "Nee, niets")
    await town.on("2026-11-26 10:00")
    await asks_for_a_card(wessel, "4", "movement", "short", "restless")
    wessel.sees("Korte reset-run · 12 minuten")
    wessel.does_not_see("Je liep gisteren", "Interval")
    await wessel.says("/opbouw")
    wessel.sees("Kies het rustigste moment van je dag")


@begins("2026-11-29 10:00")
async def test_daan_in_a_marathon_block(town: Town) -> None:
    """Daan trains for a marathon and did a long one yesterday without Lichter.

    One tap says so, and the card becomes reset, mindful or trail, thirty minutes at most. Tapped
    back it is as before. The next day, having run two days, it is walking for him too.
    """
    daan = await resident(town, "Daan", Standing.TRAINING)
    await asks_for_a_card(daan, "5", "movement", "long", "restless")
    daan.sees("Lange rustige duurloop")
    await daan.taps("Gisteren was stevig of lang")
    daan.sees("Rustig rondje · 20 tot 30 minuten", "Gisteren was stevig, dus vandaag licht")
    await daan.taps("Iets anders")
    forms = [label.split(" · ")[0] for label in daan.buttons if " · " in label]
    assert {"Mindful run", "Bosrun"} <= set(forms)
    assert not {"Interval light", "Lange rustige duurloop"} & set(forms)
    minutes = [int(label.split()[-2]) for label in daan.buttons if label.endswith("minuten")]
    assert max(minutes) <= 30
    await daan.taps(BACK, "Gisteren was toch rustig")
    daan.sees("Lange rustige duurloop")
    await daan.taps("Gisteren was stevig of lang")
    await runs(town, daan, "Eindelijk een rondje zonder horloge.", minutes=45)
    await rounds_off(daan, "3")
    await daan.says("/gelopen gisteren")
    await daan.says("Dertig lange, in de regen.")
    await daan.taps("Klaar")
    await town.on("2026-11-30 18:00")
    await asks_for_a_card(daan, "5", "movement", "short", "plain")
    daan.sees("Wandeling", "Je liep twee dagen op rij")
    await daan.says("/opbouw")
    daan.sees("In een trainingsblok is dit je rustige dag")


@begins("2026-11-28 09:00")
async def test_ilse_after_a_long_run_with_lichter(town: Town) -> None:
    """Ilse is used to running and does a long one on Saturday.

    Sunday's card knows it without being told; her repeating Sunday nudge stays away; Monday is for
    walking after two days.
    """
    ilse = await resident(town, "Ilse", Standing.USED)
    await ilse.says("/plannen zo 10:00")
    await ilse.taps("Ja, plan dit")
    await asks_for_a_card(ilse, "3", "movement", "long", "plain")
    ilse.sees("Lange rustige duurloop · 40 tot 60 minuten")
    await runs(town, ilse, "Mijn benen zijn moe en mijn hoofd niet.", minutes=70)
    await rounds_off(ilse, "2")
    await town.on("2026-11-29 10:01")
    assert unasked(ilse) == []
    await asks_for_a_card(ilse, "3", "movement", "long", "plain")
    ilse.sees("Rustig rondje · 20 tot 30 minuten", "Gisteren was stevig, dus vandaag licht")
    assert "Gisteren was stevig of lang" not in ilse.buttons
    await runs(town, ilse, "Los.", minutes=40)
    await rounds_off(ilse, "2")
    await town.on("2026-11-30 09:00")
    await asks_for_a_card(ilse, "3", "movement", "short", "plain")
    ilse.sees("Wandeling", "Je liep twee dagen op rij")


@begins("2026-11-28 16:00")
async def test_teun_with_a_restless_head(town: Town) -> None:
    """Teun is used to running, wants to move, and his head is restless.

    Six brisk minutes by lamp posts, named as the exception to talking; not after eight, not the
    day after, and not while he is tense.
    """
    teun = await resident(town, "Teun", Standing.USED)
    await asks_for_a_card(teun, "6", "movement", "short", "restless")
    teun.sees("Interval light · 18 tot 20 minuten", "Je wilt bewegen en je hoofd is onrustig")
    teun.sees("Zes keer 1 minuut vlot (praten lukt dan even niet)", "tel lantaarnpalen")
    await runs(town, teun, "De onrust zit nu in mijn benen, daar hoort hij.")
    await rounds_off(teun, "3", talked="no")
    await town.on("2026-11-29 16:00")
    await asks_for_a_card(teun, "6", "movement", "short", "restless")
    teun.sees("Reset-run", "Of liever: Mindful run")
    teun.does_not_see("Interval")
    await teun.taps("Vandaag niet")
    await town.on("2026-12-01 20:30")
    await asks_for_a_card(teun, "6", "movement", "short", "restless")
    teun.sees("Reset-run", "Route: een verlicht rondje dat je kent")
    teun.does_not_see("Interval")
    await teun.taps("Vandaag niet")
    await town.on("2026-12-02 16:00")
    await asks_for_a_card(teun, "8", "movement", "short", "restless")
    teun.sees("Reset-run · 20 minuten", "Je bent gespannen")
    teun.does_not_see("Interval")


async def test_sofie_writes_her_own_words_back(town: Town) -> None:
    """Sofie wrote something after good runs; on a day at eight her own sentence is on the card.

    It can be switched off in one tap, and then it is not.
    """
    sofie = await resident(town, "Sofie", Standing.USED)
    told = Before("7", "silence", "short", "plain", "3", "Het licht viel schuin door de bomen.")
    await ran_before(town, sofie, "2026-10-03 10:00", told=told)
    await asks_for_a_card(sofie, "8", "silence", "short", "full")
    sofie.sees("In oktober schreef je na een loopje", "Het licht viel schuin door de bomen.")
    await sofie.taps("Vandaag niet")
    await sofie.says("/instellingen")
    await sofie.taps("Geen eigen zinnen op de kaart")
    assert not (await known(town, sofie)).own_words
    await asks_for_a_card(sofie, "8", "silence", "short", "full")
    sofie.does_not_see("Het licht viel")
    assert await nudges_sent(town, sofie) == 0
