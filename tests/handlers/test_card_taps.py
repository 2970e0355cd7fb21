"""What a card may carry and what one may tap: the table alone, a hard day, own words, a line."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.card import Activity, Minutes, Pick, Reason, Recommendation
from bot.domain.guidance import Guidance
from bot.domain.run import Run, RunState, Sentence
from bot.domain.runner import Standing
from bot.ids import new_id
from bot.usecases.ports import Database, UnitOfWork
from handlers.card import LONGEST, word_count
from handlers.check_in import CheckIn
from handlers.run import Run as RunRoom
from tests.steps import CHECK_IN_RULES, DOOR, RULES, Chat, a_coach, share_with

RUN = RunRoom(DOOR, RULES)
CHECK_IN = CheckIn(
    DOOR,
    CHECK_IN_RULES,
    RUN,
)
RESET = Pick("reset", "reset", Activity.RUN, Minutes(20, 30))
MINDFUL = Pick("mindful", "mindful", Activity.RUN, Minutes(20, 20))


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return Sanne, used to running, on a Saturday noon."""
    chat = Chat(database, 11, [CHECK_IN.conversation(), RUN.conversation()])
    await chat.enrols()
    runner = replace(await chat.runner(), standing=Standing.USED)
    await chat.asks(lambda uow: uow.runners.save(runner))
    return chat


async def ran(
    chat: Chat, days_ago: int, pick: Pick, after: int, sentence: str = "", *, need: str = "silence"
) -> str:
    """Have run so many days ago, from tension 6; return the id of its sentence."""
    then, runner = chat.now - timedelta(days=days_ago), await chat.runner()
    card = Recommendation(
        pick, (Reason("table_silence"),), (), "talk", "sounds", "known_loop", table=MINDFUL
    )
    run = Run(new_id(then), runner.id, RunState.REFLECTED, then.date(), then, card, back_at=then)
    written = Sentence(new_id(then), run.id, runner.id, sentence, then, None, None)

    def job(uow: UnitOfWork) -> None:
        uow.runs.add(run)
        for question, option in (("tension", "6"), ("need", need), ("tension_after", str(after))):
            uow.runs.answer(run, question, option, then)
        if sentence:
            uow.runs.write(written)

    await chat.asks(job)
    return written.id


async def checks_in(chat: Chat, *taps: str) -> str:
    """Check in and answer; return the text of the card."""
    await chat.types("checkin")
    shown = []
    for label in taps:
        shown = await chat.taps(label)
    return shown[-1].text


async def a_clear_record(chat: Chat) -> None:
    """Mindful never helped, a reset did each time."""
    for week in range(1, 5):
        await ran(chat, 7 * week, MINDFUL, 6)
        await ran(chat, 7 * week + 3, RESET, 1)


async def test_a_card_leans_and_the_table_is_one_tap_away(sanne: Chat) -> None:
    """What made lighter is picked and explained; one tap brings the table, for good."""
    await a_clear_record(sanne)
    text = await checks_in(sanne, "5", "Stilte", "Kort rondje")
    assert text.startswith("Reset-run")
    assert "Hier werd je eerder lichter van" in text
    assert "Anders koos ik: Mindful run" in text
    asked, said = await sanne.taps("Kijk niet naar eerdere keren")
    assert "En hoe is je hoofd?" in asked.text  # now it matters
    assert "voortaan niet naar eerdere keren" in said.text
    card = (await sanne.taps("Gewoon"))[0]
    assert card.text.startswith("Mindful run")
    assert "Kijk niet naar eerdere keren" not in card.buttons
    assert not (await sanne.runner()).learning


async def test_the_coach_can_keep_the_table(sanne: Chat) -> None:
    """Guidance without learning is the table alone, whatever the runner set."""
    await a_clear_record(sanne)
    runner = await sanne.runner()
    await sanne.asks(lambda uow: uow.guiding.guide(runner.id, Guidance(learning=False)))
    text = await checks_in(sanne, "5", "Stilte", "Kort rondje", "Gewoon")
    assert text.startswith("Mindful run")


async def test_a_hard_yesterday_is_one_tap_and_one_back(sanne: Chat) -> None:
    """The tap stands only where it changes the pick; it makes the day light, and can be undone."""
    card = await checks_in(sanne, "5", "Beweging", "Langer en rustig")
    assert card.startswith("Lange rustige duurloop")
    light = (await sanne.taps("Gisteren was stevig of lang"))[0]
    assert light.text.startswith("Rustig rondje")
    again = (await sanne.taps("Gisteren was toch rustig"))[0]
    assert again.text.startswith("Lange rustige duurloop")


async def test_a_hard_yesterday_is_not_asked_for_nothing(sanne: Chat) -> None:
    """Where the card is light anyway there is no such tap."""
    await checks_in(sanne, "5", "Stilte", "Kort rondje", "Gewoon")
    assert not any("Gisteren" in label for label in sanne.screen[max(sanne.screen)].buttons)


async def test_own_words_come_back_when_tension_is_high(sanne: Chat) -> None:
    """At tension 7 an earlier sentence stands on the card; it fits in seventy words."""
    await ran(sanne, 30, MINDFUL, 2, "Na de brug was mijn hoofd leeg, echt waar.")
    text = await checks_in(sanne, "7", "Stilte", "Kort rondje", "Gewoon")
    assert "In oktober schreef je na een loopje (Mindful run): “Na de brug was mijn hoofd" in text
    assert word_count(text) <= LONGEST


async def test_own_words_stay_away_when_switched_off(sanne: Chat) -> None:
    """Who does not want to read himself back does not."""
    await ran(sanne, 30, MINDFUL, 2, "Na de brug was mijn hoofd leeg.")
    runner = replace(await sanne.runner(), own_words=False)
    await sanne.asks(lambda uow: uow.runners.save(runner))
    assert "schreef je" not in await checks_in(sanne, "7", "Stilte", "Kort rondje", "Gewoon")


async def test_a_sentence_deleted_meanwhile_is_not_shown(sanne: Chat) -> None:
    """The card keeps no copy: what the runner deleted is gone from it too."""
    sentence = await ran(sanne, 30, MINDFUL, 2, "Na de brug was mijn hoofd leeg.")
    assert "na de brug" in (await checks_in(sanne, "7", "Stilte", "Kort rondje", "Gewoon")).lower()
    await sanne.asks(lambda uow: uow.runs.delete_sentence(sentence))
    await sanne.taps("Iets anders")
    assert "schreef je" not in (await sanne.taps("Terug"))[0].text


async def test_the_same_sentence_does_not_come_twice_in_a_row(sanne: Chat) -> None:
    """The one shown last makes room for another, or for none."""
    await ran(sanne, 30, MINDFUL, 2, "Na de brug was mijn hoofd leeg.")
    first = await checks_in(sanne, "7", "Stilte", "Kort rondje", "Gewoon")
    assert "schreef je" in first
    await sanne.taps("Vandaag niet")
    assert "schreef je" not in await checks_in(sanne, "7", "Stilte", "Kort rondje", "Gewoon")


async def test_the_line_of_the_coach_is_for_one_run(sanne: Chat, database: Database) -> None:
    """It stays while the card is not run, stands on the card that is, and is gone after it."""
    coach = await a_coach(database, "Noor", None)
    await share_with(sanne, coach)
    runner = await sanne.runner()
    await sanne.asks(lambda uow: uow.guiding.guide(runner.id, Guidance(line="Loop langs de beuk.")))
    taps = ("5", "Stilte", "Kort rondje", "Gewoon")
    assert "Van Noor: Loop langs de beuk." in await checks_in(sanne, *taps)
    await sanne.taps("Vandaag niet")
    assert "Van Noor: Loop langs de beuk." in await checks_in(sanne, *taps)
    left = await sanne.taps("Ik ga lopen")
    assert "Van Noor: Loop langs de beuk." in left[0].text
    assert not (await sanne.asks(lambda uow: uow.guiding.guidance(runner.id))).line


async def test_a_long_line_keeps_the_card_short(sanne: Chat, database: Database) -> None:
    """Seventy words, with the line whole; the least needed parts give way."""
    await share_with(sanne, await a_coach(database, "Noor", None))
    runner = await sanne.runner()
    line = "Weet je nog van dinsdag: begin traag, " * 3
    await sanne.asks(lambda uow: uow.guiding.guide(runner.id, Guidance(line=line)))
    text = await checks_in(sanne, "9", "Beweging", "Kort rondje", "Onrustig")
    assert " ".join(line.split()).rstrip(",") in text
    assert word_count(text) <= LONGEST


async def test_a_cue_of_the_coach_is_on_the_card(sanne: Chat) -> None:
    """Cadence stands on a card only when the coach set it."""
    runner = await sanne.runner()
    await sanne.asks(lambda uow: uow.guiding.guide(runner.id, Guidance(cue="cadence")))
    assert "keer links per minuut" in await checks_in(sanne, "5", "Stilte", "Kort rondje", "Gewoon")


async def test_an_answer_can_be_changed_from_the_card(sanne: Chat) -> None:
    """*Mijn antwoorden* goes back a question at a time, until the run starts."""
    await checks_in(sanne, "5", "Stilte", "Kort rondje", "Gewoon")
    await sanne.taps("Iets anders")
    asked = await sanne.taps("Mijn antwoorden")
    assert "En hoe is je hoofd?" in asked[0].text
    card = (await sanne.taps("Moe"))[0]
    assert card.text.startswith("Bosrun")
