"""The diary: a runner's own sentences."""

from datetime import timedelta

import pytest

from bot.domain.run import Sentence
from bot.ids import new_id
from bot.usecases import reflecting
from bot.usecases.ports import Database, UnitOfWork
from handlers.diary import Diary
from tests.steps import DOOR, Chat, a_coach, share_with


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of a runner who is enrolled."""
    person = Chat(database, 21, [Diary(DOOR).conversation()])
    await person.enrols()
    return person


async def stored(sanne: Chat) -> list[str]:
    """Return the sentences of this runner, the newest first."""
    runner = await sanne.runner()
    return [one.text for one in await sanne.asks(lambda uow: uow.runs.sentences(runner.id, 99))]


async def test_an_empty_diary_says_when_the_first_sentence_comes(sanne: Chat) -> None:
    """Nothing written yet is told kindly."""
    (message,) = await sanne.types("diary")
    assert "De eerste schrijf je na je volgende loopje" in message.text
    assert not message.buttons


async def test_the_newest_five_stand_first(sanne: Chat) -> None:
    """Seven sentences are two pages, the newest on top."""
    for number in range(1, 8):
        await sanne.ran(f"Zin {number}.")
    (first,) = await sanne.types("diary")
    assert [label.partition(" · ")[2] for label in first.buttons][:5] == [
        "Zin 7.",
        "Zin 6.",
        "Zin 5.",
        "Zin 4.",
        "Zin 3.",
    ]
    (second,) = await sanne.taps("Ouder")
    assert [label.partition(" · ")[2] for label in second.buttons][:2] == ["Zin 2.", "Zin 1."]
    assert any("Nieuwer" in label for label in second.buttons)
    assert not any("Ouder" in label for label in second.buttons)


async def test_the_days_stand_in_order(sanne: Chat) -> None:
    """A sentence written today about an earlier run stands with the day of that run."""
    for number in range(1, 4):
        sanne.now += timedelta(days=1)
        await sanne.ran(f"Zin {number}.")
    runner, now = await sanne.runner(), sanne.now

    def job(uow: UnitOfWork) -> None:
        run = reflecting.add_run(uow, runner, 2, now)
        uow.runs.write(Sentence(new_id(now), run.id, runner.id, "Later.", now, None, 901))

    await sanne.asks(job)
    (page,) = await sanne.types("diary")
    lines = [label.partition(" · ")[2] for label in page.buttons]
    assert lines[:4] == ["Zin 3.", "Zin 2.", "Later.", "Zin 1."]


async def test_a_sentence_opens_whole(sanne: Chat) -> None:
    """Its button holds the beginning, the page all of it, and how to change it."""
    whole = "Mijn hoofd is stil, en dat was lang geleden, op die ene zondag na."
    await sanne.ran(whole)
    (page,) = await sanne.types("diary")
    label, *_ = page.buttons
    assert label.endswith("…")
    (opened,) = await sanne.taps(label)
    assert whole in opened.text
    assert opened.text.startswith("zaterdag 21 november")


async def rewriting(sanne: Chat) -> None:
    """Write a sentence, and ask to change it."""
    await sanne.ran("Eerst zo.")
    await sanne.types("diary")
    await sanne.taps("21 nov 2026 · Eerst zo.")
    await sanne.taps("Veranderen")


async def test_a_sentence_can_be_typed_anew(sanne: Chat) -> None:
    """*Veranderen*, and the next thing that is typed is the sentence; the question closes."""
    await rewriting(sanne)
    assert sanne.sees("Typ hoe je zin moet worden")
    came = await sanne.writes("Nu zo.")
    assert came is not None
    assert "Nu zo." in came[-1].text
    assert await stored(sanne) == ["Nu zo."]
    assert sanne.sees("Je zin is veranderd")
    assert not sanne.sees("Typ hoe je zin moet worden")


async def test_the_message_that_rewrote_it_is_now_the_one_to_edit(sanne: Chat) -> None:
    """Editing that Telegram message later changes the sentence again."""
    await rewriting(sanne)
    await sanne.writes("Nu zo.", message_id=700)
    runner = await sanne.runner()
    found = await sanne.asks(lambda uow: uow.runs.sentence_of_message(runner.id, 700))
    assert found is not None
    assert found.text == "Nu zo."


async def test_only_the_first_text_after_the_question_counts(sanne: Chat) -> None:
    """What is typed after it is about something else, and the sentence is left alone."""
    await rewriting(sanne)
    await sanne.writes("Nu zo.")
    assert await sanne.writes("Dag!") is None
    assert await stored(sanne) == ["Nu zo."]


async def test_no_leaves_the_sentence_alone(sanne: Chat) -> None:
    """After *Laat maar zo* typed text is no sentence any more."""
    await rewriting(sanne)
    await sanne.taps("Laat maar zo")
    assert await sanne.writes("Dag!") is None
    assert await stored(sanne) == ["Eerst zo."]


async def test_the_question_lapses(sanne: Chat) -> None:
    """Half an hour later typed text is about something else, unless it answers the question."""
    await rewriting(sanne)
    question = max(sanne.screen)
    sanne.now += timedelta(hours=2)
    assert await sanne.writes("Dag!") is None
    await sanne.writes("Toch nog.", reply_to=question)
    assert await stored(sanne) == ["Toch nog."]


async def test_a_sentence_that_is_gone_is_said_to_be(sanne: Chat) -> None:
    """An old button of a deleted sentence shows the page, and says why."""
    await sanne.ran("Weg met deze.")
    await sanne.types("diary")
    await sanne.taps("21 nov 2026 · Weg met deze.")
    (opened,) = [m for m in sanne.screen.values() if "Verwijderen" in m.buttons]
    await sanne.taps("Verwijderen")
    await sanne.taps("Ja, weg ermee")
    await sanne.taps_data(opened.buttons["Veranderen"])
    assert sanne.sees("Die zin is er niet meer")


async def test_deleting_asks_once(sanne: Chat) -> None:
    """*Verwijderen* alone deletes nothing; *Ja* does."""
    await sanne.ran("Weg met deze.")
    await sanne.ran("Deze blijft.")
    await sanne.types("diary")
    await sanne.taps("21 nov 2026 · Weg met deze.")
    await sanne.taps("Verwijderen")
    assert await stored(sanne) == ["Deze blijft.", "Weg met deze."]
    await sanne.taps("Ja, weg ermee")
    assert await stored(sanne) == ["Deze blijft."]
    assert sanne.sees("De zin is verwijderd")


async def test_without_a_coach_there_is_nobody_to_share_with(sanne: Chat) -> None:
    """Neither a button nor a forged tap shares."""
    run = await sanne.ran("Van mij.")
    sentence = await sanne.asks(lambda uow: uow.runs.sentence(run.id))
    assert sentence is not None
    await sanne.types("diary")
    (opened,) = await sanne.taps("21 nov 2026 · Van mij.")
    assert "Delen" not in opened.buttons
    await sanne.taps_data(f"v1:diary:share:{sentence.id}:0")
    after = await sanne.asks(lambda uow: uow.runs.sentence(run.id))
    assert after is not None
    assert after.shared is None


async def test_sharing_and_taking_it_back(sanne: Chat) -> None:
    """With a coach a sentence is shared by one tap and taken back by one tap."""
    await share_with(sanne, await a_coach(sanne.database, "Lisa", 22))
    run = await sanne.ran("Lichter.")
    await sanne.types("diary")
    await sanne.taps("21 nov 2026 · Lichter.")
    for label, shared, said in (
        ("Delen", True, "Lisa leest dit mee"),
        ("Niet meer delen", False, "Alleen jij leest dit"),
    ):
        (opened,) = await sanne.taps(label)
        assert said in opened.text
        sentence = await sanne.asks(lambda uow: uow.runs.sentence(run.id))
        assert sentence is not None
        assert sentence.shared is shared


async def test_a_strangers_sentence_stays_closed(sanne: Chat, database: Database) -> None:
    """A forged tap with the id of somebody else's sentence shows and deletes nothing."""
    henk = Chat(database, 23, [Diary(DOOR).conversation()])
    await henk.enrols()
    run = await henk.ran("Van Henk alleen.")
    sentence = await henk.asks(lambda uow: uow.runs.sentence(run.id))
    assert sentence is not None
    for what in ("open", "deleted"):
        await sanne.taps_data(f"v1:diary:{what}:{sentence.id}:0")
    assert not sanne.sees("Van Henk")
    assert await stored(henk) == ["Van Henk alleen."]


@pytest.mark.parametrize("page", ["-1", "99", "x", "٣", "999999999"])
async def test_a_forged_page_is_a_page(sanne: Chat, page: str) -> None:
    """Whatever number comes in, the diary opens somewhere."""
    await sanne.ran("Rustig.")
    (message,) = await sanne.taps_data(f"v1:diary:page:{page}")
    assert "21 nov 2026 · Rustig." in message.buttons


async def test_a_very_long_sentence_fits_in_a_message(sanne: Chat) -> None:
    """4,096 characters, each two code units, still leave room for the rest of the page."""
    await sanne.ran("🌲" * 4096)
    (page,) = await sanne.types("diary")
    (opened,) = await sanne.taps(next(iter(page.buttons)))
    assert len(opened.text.encode("utf-16-le")) // 2 <= 4096
