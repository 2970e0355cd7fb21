"""Whatever people do with a phone: each gets a kind answer, and nobody gets stuck."""

import pytest

from bot.ids import new_id
from tests.conversations.people.steps import resident
from tests.conversations.town import Town, house
from tests.people import PICTURE, Runner

OLD = "Deze knop hoort bij iets van eerder"


@pytest.fixture
async def anna(town: Town) -> Runner:
    """A runner at the first question of her first check-in."""
    runner = await resident(town, "Anna Verzonnen")
    await runner.says("/checkin")
    return runner


async def _run_of(town: Town, runner: Runner) -> str:
    """Return the id of the open run of somebody."""
    known = await town.reads(lambda uow: uow.runners.by_chat(runner.chat))
    assert known is not None
    run = await town.reads(lambda uow: uow.runs.open_run(known.id))
    assert run is not None
    return run.id


async def _answers_of(town: Town, runner: Runner) -> dict[str, str]:
    number = await _run_of(town, runner)
    return await town.reads(lambda uow: uow.runs.answers(number))


async def test_a_button_of_yesterday(town: Town, anna: Runner) -> None:
    """An old button says that it is old, and offers the way on."""
    await town.later(hours=24)
    await anna.taps("7")
    anna.sees(OLD)
    await anna.taps("Check-in")
    anna.sees("Hoe gespannen ben je nu?")


THEIRS = (
    "v1:check_in:{run}:tension:7",
    "v1:check_in:{run}:go",
    "v1:check_in:{run}:no",
    "v1:check_in:{run}:back",
    "v1:check_in:{run}:unwell:chest",
    "v1:run:{run}:back",
    "v1:reflection:{run}:done",
    "v1:reflection:{run}:tension_after:1",
)


async def test_somebody_elses_button(town: Town, anna: Runner, sanne: Runner) -> None:
    """The run id of another runner opens nothing and changes nothing."""
    await sanne.joins()
    theirs = await _run_of(town, anna)
    for data in THEIRS:
        await sanne.forges(data.format(run=theirs))
        sanne.sees(OLD)
    assert await _answers_of(town, anna) == {}
    await anna.taps("7")
    anna.sees("Wat heb je nodig?")


FORGED = (
    "v1:check_in:onzin:tension:7",
    "v1:check_in:{mine}:tension:11",
    "v1:check_in:{mine}:onzin:7",
    "v1:check_in:{mine}:wish:to.onzin",
    "v1:check_in:{mine}:go",
    "v1:check_in",
    "v1:check_in:",
    "v1:check_in::::",
    "v0:check_in:{mine}:tension:7",
    "v2:check_in:{mine}:tension:7",
    "v1:onzin:{mine}",
    "v1:reflection:share:{mine}",
    "v1:nudge:{mine}:later:soon",
    "v1:run:{mine}:back",
    "v1:reflection:{mine}:quoted",
    "v1",
    "\N{RUNNER}" * 16,
    "x" * 64,
    "v1:check_in:" + "y" * 5000,
    "'; DROP TABLE runs; --",
)


async def test_forged_data(town: Town, anna: Runner) -> None:
    """Made-up button data gets the answer of an old button, and changes nothing."""
    mine = await _run_of(town, anna)
    for data in FORGED:
        await anna.forges(data.format(mine=mine))
        anna.sees(OLD)
    assert await _answers_of(town, anna) == {}


async def test_forged_data_of_every_room(anna: Runner) -> None:
    """Each conversation has an answer to data that it never made."""
    for room in ("settings", "diary", "plan", "pause", "privacy", "help", "ran", "coach", "start"):
        await anna.forges(f"v1:{room}:onzin:onzin:onzin")
        assert anna.news, room


async def test_an_id_that_never_was(town: Town, anna: Runner) -> None:
    """A well-formed id of no run is an old button."""
    await anna.forges(f"v1:run:{new_id(town.now())}:back")
    anna.sees(OLD)


async def test_a_button_on_a_message_that_is_gone(anna: Runner) -> None:
    """A tap on a message that Telegram no longer has is answered in a new one."""
    await anna.forges("v1:check_in:onzin:tension:7", on=999_999)
    anna.sees(OLD)


async def test_a_double_tap_counts_once(town: Town, anna: Runner) -> None:
    """Two taps on the same button, and one answer."""
    await anna.taps_twice("7")
    anna.sees("Wat heb je nodig?")
    assert await _answers_of(town, anna) == {"tension": "7"}


async def test_a_double_tap_on_leaving(town: Town, anna: Runner) -> None:
    """*Ik ga lopen* twice is one run."""
    await anna.checks_in("5")
    await anna.taps_twice("Ik ga lopen")
    assert town.rows("runs", "state = 'running'") == 1
    anna.sees("Zet je telefoon op niet storen")


async def test_a_double_tap_on_being_back(anna: Runner) -> None:
    """*Ik ben terug* twice welcomes once."""
    await anna.checks_in("5")
    await anna.goes()
    await anna.taps_twice("Ik ben terug")
    assert sum(text.startswith("Welkom terug") for text in anna.texts) == 1


async def test_media(anna: Runner) -> None:
    """Voice, sticker, photo, file: it says that it reads only text; the question stays open."""
    person = anna.person
    for deed in (
        person.sends_voice,
        person.sends_sticker,
        lambda: person.sends_photo(PICTURE),
        lambda: person.sends_document(b"x", "zin.txt"),
    ):
        await anna.does(deed)
        anna.sees("Ik lees alleen tekst")
    await anna.taps("7")
    anna.sees("Wat heb je nodig?")


async def test_a_location_is_not_kept(town: Town, anna: Runner) -> None:
    """A shared place tells the time zone, and is stored nowhere."""
    await anna.does(lambda: anna.person.sends_location(-31.55, 159.08))
    anna.sees("Lord Howe")
    assert town.rows("inbox", "body IS NOT NULL") == 0


async def test_an_edit_of_a_command(anna: Runner) -> None:
    """Editing a message that wrote no sentence changes nothing."""
    said = await anna.says("/hulp")
    await anna.edits(said, "/nood alsjeblieft")
    anna.sees("Een antwoord verander je met de knoppen")


async def test_words_of_crisis_in_an_edit(anna: Runner) -> None:
    """Words of crisis ring in an edited message too."""
    said = await anna.says("laat maar")
    await anna.edits(said, "ik wil dood")
    anna.sees("Hulp, nu")


async def test_words_of_crisis_from_a_stranger(sanne: Runner) -> None:
    """Help comes before consent."""
    await sanne.says("Ik wil niet meer leven")
    sanne.sees("Hulp, nu", "113")
    sanne.does_not_see("akkoord")


async def test_a_group_is_sent_home(town: Town, anna: Runner) -> None:
    """In a group a command gets the way to the private chat, and chatter gets nothing."""
    group = town.standin.group("Loopgroep Verzonnen", anna.person)
    await town.settles()
    anna.person.says("/checkin", into=group)
    await town.settles()
    told = [one.text for one in group.messages if one.from_bot]
    assert any("https://t.me/lichter_bot" in text for text in told)
    before = len(told)
    anna.person.says("wie loopt er mee?", into=group)
    await town.settles()
    assert len([one for one in group.messages if one.from_bot]) == before


async def test_an_unknown_command(anna: Runner) -> None:
    """It points to /hulp, and the question stays open."""
    await anna.says("/onzin")
    anna.sees("Dat commando ken ik niet", "/hulp")
    await anna.taps("7")
    anna.sees("Wat heb je nodig?")


async def test_thanks_are_answered_as_thanks(town: Town) -> None:
    """Who says thank you is not told what Lichter cannot do."""
    anna = await resident(town, "Anna Verzonnen")
    await anna.says("Dankjewel!")
    assert [one.text for one in anna.news] == ["Graag gedaan."]


async def test_thanks_are_no_answer_and_no_sentence(anna: Runner) -> None:
    """At a question, under a card and after a run: a kind word back, and all stays open."""
    await anna.says("dank je wel")
    assert [one.text for one in anna.news] == ["Graag gedaan."]
    await anna.checks_in("5")
    await anna.says("Oké, dankjewel!")
    assert [one.text for one in anna.news] == ["Graag gedaan."]
    await anna.goes()
    await anna.taps("Ik ben terug")
    await anna.says("bedankt")
    assert [one.text for one in anna.news] == ["Graag gedaan."]
    await anna.says("Mijn schouders zijn lichter.")
    anna.sees("Bewaard")


async def test_every_command_in_both_languages(anna: Runner) -> None:
    """Dutch and English names are both always accepted, in any case."""
    for command in house().library.commands:
        for name in sorted(set(command.names.values())):
            await anna.says(f"/{name.upper()}")
            anna.does_not_see("Dat commando ken ik niet")
            assert anna.news, name


MIDDLES = ("consent", "safety", "standing", "question", "card", "other", "away", "back", "taps")


async def _walks_to(runner: Runner, middle: str) -> None:
    """Go to the middle of a conversation."""
    say = runner.say
    steps = (
        ("consent", "/start"),
        ("safety", say("start-agree")),
        ("standing", say("safety-clear")),
        ("question", say("start-standing-starting")),
        ("card", ""),
        ("other", say("card-other")),
        ("away", say("button-back")),
        ("back", say("run-back")),
        ("taps", ""),
    )
    for name, label in steps:
        if name == "consent":
            await runner.says(label)
        elif name == "card":
            await runner.checks_in("5")
        elif name == "taps":
            await runner.says("Lichter.")
        else:
            await runner.taps(label)
        if name == "away":
            await runner.goes()
        if name == middle:
            return


@pytest.mark.parametrize("middle", MIDDLES)
async def test_help_and_stop_in_the_middle(sanne: Runner, middle: str) -> None:
    """`/hulp` and `/stop` answer wherever one is, and a way on is always there."""
    await _walks_to(sanne, middle)
    await sanne.says("/hulp")
    sanne.sees("Zo werkt Lichter", "/nood")
    await sanne.says("/stop")
    sanne.sees(sanne.say("stop-nobody" if middle == "consent" else "stop-ask"))
    if middle != "consent":
        await sanne.taps("Dit gesprek")
    await sanne.says("/start")
    assert sanne.buttons
