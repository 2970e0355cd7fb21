"""The check-in: questions, typed answers, the card, and all that can be done with it."""

import pytest

from tests.conversations.people.steps import resident
from tests.conversations.town import Town, house
from tests.people import Coach, Runner

BACK = house().words.of("nl")("button-back")


@pytest.fixture
async def anna(town: Town) -> Runner:
    """A runner at the first question of her first check-in."""
    runner = await resident(town, "Anna Verzonnen")
    await runner.says("/checkin")
    return runner


@pytest.fixture
async def carded(anna: Runner) -> Runner:
    """A runner who looks at a card: silence, short, tension 5."""
    await anna.checks_in("5")
    return anna


async def test_one_message_edited_in_place(anna: Runner) -> None:
    """The questions and the card are one message: nothing piles up."""
    before = len(anna.texts)
    await anna.checks_in("5")
    assert len(anna.texts) == before


async def test_the_card_says_why(carded: Runner) -> None:
    """The row of the table, the guard that lowered, one alternative, tempo and what comes after."""
    carded.sees("Je zoekt stilte", "Je bouwt rustig op", "Of liever:", "nog praten")
    carded.sees("Wandel vooraf en erna 5 minuten; dan pas je telefoon")


async def test_typed_answers_count_as_taps(anna: Runner) -> None:
    """Words lead through all questions, to the card and away."""
    for words in ("zeven", "stilte", "kort", "gewoon", "ik ga lopen"):
        await anna.says(words)
    anna.sees("Zet je telefoon op niet storen")


async def test_a_number_in_many_ways(anna: Runner) -> None:
    """A seven is a seven, however it is typed."""
    for words in ("7/10", "Een 7", "zeven!", " 7 "):
        await anna.says(words)
        anna.sees("Wat heb je nodig?")
        await anna.taps(BACK)


async def test_what_is_no_number_is_asked_again(anna: Runner) -> None:
    """Better to ask again than to guess; and it says how to answer."""
    for words in ("11", "nul", "6 of 7", "7,5", "geen idee", "🙂"):
        await anna.says(words)
        anna.sees("Dat begreep ik niet", "Hoe gespannen ben je nu?")


async def test_back_takes_the_last_answer_back(anna: Runner) -> None:
    """Back shows the question before, and its new answer counts."""
    await anna.taps("9", "Beweging", BACK, "Stilte", "Kort rondje")
    await anna.taps(BACK, BACK, BACK, "4")
    anna.sees("Wat heb je nodig?")


async def test_everything_can_be_changed_from_the_card(carded: Runner) -> None:
    """*Mijn antwoorden* and back reach the first question; other answers make another card."""
    await carded.taps("Iets anders", "Mijn antwoorden", BACK, BACK, BACK)
    carded.sees("Hoe gespannen ben je nu?")
    await carded.checks_in("5", need="fresh_air")
    carded.sees("Je wilt frisse lucht")


async def test_another_form(carded: Runner) -> None:
    """Each other form under *Iets anders* becomes the card, and says that it was chosen."""
    await carded.taps("Iets anders", "Bosrun")
    carded.sees("Bosrun", "Je koos zelf")
    assert "Ik ga lopen" in carded.buttons


@pytest.mark.parametrize(
    ("wish", "becomes"),
    [("Rustiger", "Dribbelen op wandeltempo"), ("Korter", "Korter, zoals je vroeg")],
)
async def test_a_wish_only_lowers(carded: Runner, wish: str, becomes: str) -> None:
    """*Rustiger* is the next calmer form; *Korter* the same with fewer minutes."""
    await carded.taps("Iets anders", wish)
    carded.sees(becomes)


async def test_dread_halves_the_minutes(carded: Runner) -> None:
    """*Ik zie ertegenop*: half of twelve, running and walking mixed, turning round is fine."""
    await carded.taps("Iets anders", "Ik zie ertegenop")
    carded.sees("6 minuten", "Wissel hardlopen en wandelen af", "omkeren mag ook")


async def test_back_to_the_card(carded: Runner) -> None:
    """From *Iets anders* and from *Ik voel me niet goed* there is a way back to the same card."""
    card = carded.last
    await carded.taps("Iets anders", "Ik voel me niet goed", BACK, BACK)
    assert carded.last == card


@pytest.mark.parametrize(
    ("complaint", "advice", "first"),
    [
        ("Ziek of koorts", "koortsvrij", "Is die over?"),
        ("Pijn", "laat er dan naar kijken", "Is die over?"),
        ("Duizelig", "112", "Vindt je arts het goed"),
        ("Druk op de borst", "112", "Vindt je arts het goed"),
    ],
)
async def test_unwell_means_no_run(carded: Runner, complaint: str, advice: str, first: str) -> None:
    """What to do, no button to run, and the next check-in asks first about that."""
    await carded.taps("Iets anders", "Ik voel me niet goed", complaint)
    carded.sees(advice)
    assert carded.buttons == []
    await carded.says("/checkin")
    carded.sees(first)
    await carded.taps("Nog niet")
    assert "Ik ga lopen" not in carded.buttons


async def test_a_complaint_that_is_over_opens_running(carded: Runner) -> None:
    """*Ja, die is over* goes on with the questions as always."""
    await carded.taps("Iets anders", "Ik voel me niet goed", "Pijn")
    await carded.says("/checkin")
    await carded.taps("Ja, die is over")
    await carded.checks_in("5")
    assert "Ik ga lopen" in carded.buttons


async def test_not_today_is_thanked_and_not_followed_up(town: Town, carded: Runner) -> None:
    """*Vandaag niet* is as good an answer as any: thanks, and nothing after that."""
    await carded.taps("Vandaag niet")
    carded.sees("Dank je, dat is ook een goed antwoord")
    await town.later(hours=30)
    carded.sees_nothing()


async def test_leaving_in_the_middle_is_as_good_an_answer(anna: Runner) -> None:
    """Who says "laat maar" at a question is heard, and not asked back; nothing stays open."""
    await anna.taps("7")
    await anna.says("Laat maar, vandaag niet.")
    anna.sees("Dank je, dat is ook een goed antwoord")
    await anna.says("/checkin")
    anna.sees("Hoe gespannen ben je nu?")


async def test_chatter_at_the_card_does_not_lose_it(carded: Runner) -> None:
    """Something that is no answer is said so; the card still works."""
    await carded.says("wat een weer")
    carded.sees("Dat begreep ik niet")
    await carded.goes()
    carded.sees("Zet je telefoon op niet storen")


async def test_check_in_again_goes_on_at_the_bottom(anna: Runner) -> None:
    """`/checkin` in the middle shows the open question anew; answers given stay given."""
    await anna.taps("7")
    await anna.says("/checkin")
    anna.sees("Wat heb je nodig?")
    await anna.taps("Stilte")
    anna.sees("Wat past er nu?")


async def test_the_next_day_asks_from_the_beginning(town: Town, anna: Runner) -> None:
    """Half a check-in of yesterday is not today's."""
    await anna.taps("7")
    await town.on("2026-11-26 09:00")
    await anna.says("/checkin")
    anna.sees("Hoe gespannen ben je nu?")


async def test_burn_out_at_nine_walks(town: Town) -> None:
    """Recovering and very tense: walking, and the card says why."""
    bea = await town.runner("Bea Verzonnen")
    await bea.joins(standing="burn-out")
    await bea.checks_in("9")
    bea.sees("Wandeling", "Bij zoveel spanning brengt wandelen meer rust")


async def test_a_walk_has_its_own_button(town: Town) -> None:
    """Where the card is a walk, the button says walking, and typing it works too."""
    bea = await town.runner("Bea Verzonnen")
    await bea.joins(standing="burn-out")
    await bea.checks_in("9")
    assert "Ik ga wandelen" in bea.buttons
    await bea.says("ik ga wandelen")
    bea.sees("Zet je telefoon")


async def test_the_coach_sees_no_check_in(coach: Coach, sanne: Runner) -> None:
    """A check-in that led to no run is nobody's business."""
    await sanne.joins(invite=await coach.invites())
    await sanne.checks_in("9")
    await sanne.taps("Vandaag niet")
    await coach.does_not_see("Sanne")
    await coach.does_not_see("Sanne", at="/runners")
