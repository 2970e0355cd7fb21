"""Planning in the chat: few taps, one message, an if-then plan at the end."""

from dataclasses import replace
from datetime import time

import pytest

from bot.domain.planning import Moment, When
from bot.domain.runner import Standing
from bot.usecases.planning import Fixed, PlanRules
from bot.usecases.ports import Database
from handlers import moment_words
from handlers.plan import Plan
from tests.steps import DOOR, LIBRARY, WORDS, Chat

RULES = PlanRules(LIBRARY.nudges, 30)
NL, EN = WORDS.of("nl"), WORDS.of("en")


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of a runner who is enrolled."""
    person = Chat(database, 61, [Plan(DOOR, RULES, LIBRARY.moments).conversation()])
    await person.enrols()
    return person


async def moments(person: Chat) -> list[Moment]:
    """Return what is planned."""
    runner = await person.runner()
    return await person.asks(lambda uow: list(uow.planning.moments(runner.id)))


async def burns_out(person: Chat) -> None:
    """Let this runner recover from a burn-out."""
    runner = replace(await person.runner(), standing=Standing.BURN_OUT)
    await person.asks(lambda uow: uow.runners.save(runner))


async def test_a_fixed_moment_takes_five_taps(sanne: Chat) -> None:
    """Tuesday, Saturday, on, 10:00: told as an if-then plan, with the first nudge and the zone."""
    await sanne.types("plan")
    await sanne.taps("Vast moment")
    await sanne.taps("di")
    await sanne.taps("za")
    await sanne.taps("Verder")
    [plan] = await sanne.taps("10:00")
    assert "Als het 10:00 is (dinsdag of zaterdag), dan" in plan.text
    assert "dinsdag 24 november 10:00" in plan.text
    assert "Amsterdam" in plan.text
    [moment] = await moments(sanne)
    assert (moment.weekdays, moment.starts) == (frozenset({1, 5}), time(10))


async def test_it_all_happens_in_one_message(sanne: Chat) -> None:
    """Each tap edits the message that is there."""
    await sanne.types("plan")
    for label in ("Vast moment", "di", "Verder", "middag", "12:30"):
        await sanne.taps(label)
    assert len(sanne.screen) == 1


async def test_the_zone_is_told_with_the_first_moment_only(sanne: Chat) -> None:
    """Once is enough."""
    await sanne.taps_data("v1:plan:add:fixed:1:1000")
    [second] = await sanne.taps_data("v1:plan:add:fixed:5:1000")
    assert "Amsterdam" not in second.text


async def test_a_weekday_is_taken_back_by_a_second_tap(sanne: Chat) -> None:
    """Toggle on, toggle off; without a weekday there is no way on."""
    await sanne.types("busy")
    [on] = await sanne.taps("ma")
    assert "Verder" in on.buttons
    [off] = await sanne.taps("✓ ma")
    assert "Verder" not in off.buttons


async def test_busy_days_ask_for_the_side_and_offer_the_usual_hour_first(sanne: Chat) -> None:
    """Monday, before, the usual nine o'clock."""
    await sanne.types("busy")
    await sanne.taps("ma")
    await sanne.taps("Verder")
    [hours] = await sanne.taps("Voor")
    assert next(iter(hours.buttons)) == "09:00 (meestal)"
    [plan] = await sanne.taps("09:00 (meestal)")
    assert "Als maandag om 09:00 het drukke deel begint, dan" in plan.text
    [moment] = await moments(sanne)
    assert (moment.when, moment.starts) == (When.BEFORE, time(9))


async def test_after_the_busy_part_the_end_of_the_working_day_comes_first(sanne: Chat) -> None:
    """17:30 from content, as the end of the moment."""
    await sanne.taps_data("v1:plan:side:0")
    await sanne.taps("Na")
    await sanne.taps("17:30 (meestal)")
    [moment] = await moments(sanne)
    assert (moment.when, moment.ends) == (When.AFTER, time(17, 30))


async def test_with_a_burn_out_the_calmest_moment_is_asked(sanne: Chat) -> None:
    """`/druk` never speaks of busy days then; what is planned is a fixed moment."""
    await burns_out(sanne)
    [asked] = await sanne.types("busy")
    assert "rustig moment" in asked.text
    await sanne.taps("wo")
    [hours] = await sanne.taps("Verder")
    assert "rustigste moment" in hours.text
    await sanne.taps("08:00")
    [moment] = await moments(sanne)
    assert moment.when is When.AT


async def test_with_a_burn_out_an_old_button_for_busy_days_asks_the_same(sanne: Chat) -> None:
    """A keyboard from before changes nothing."""
    await burns_out(sanne)
    [asked] = await sanne.taps_data("v1:plan:add:before:0:0900")
    assert "rustig moment" in asked.text
    assert await moments(sanne) == []


async def test_a_moment_is_removed_in_the_list(sanne: Chat) -> None:
    """Its own button; then the list says that nothing is planned."""
    await sanne.taps_data("v1:plan:add:fixed:15:1000")
    await sanne.types("plan")
    [shown] = await sanne.taps("✕ di, za 10:00")
    assert "nog niets gepland" in shown.text
    assert await moments(sanne) == []


async def test_back_goes_one_step_back(sanne: Chat) -> None:
    """From the hours to the weekdays, as they were chosen."""
    await sanne.taps_data("v1:plan:time:fixed:15:")
    [shown] = await sanne.taps(WORDS.of("nl")("button-back"))
    assert "✓ di" in shown.buttons


@pytest.mark.parametrize(
    "forged",
    ["days:fixed:9", "add:fixed:1:2460", "add:fixed::1000", "add:x:1:1000", "rm:nobody", "rm", "q"],
)
async def test_a_forged_button_shows_the_list(sanne: Chat, forged: str) -> None:
    """Nothing is planned, nobody gets stuck."""
    [shown] = await sanne.taps_data(f"v1:plan:{forged}")
    assert shown.text.startswith("Jouw momenten")
    assert await moments(sanne) == []


async def test_words_behind_the_command_are_asked_back(sanne: Chat) -> None:
    """`/plannen di en za 10:00` is planned only after a yes."""
    [asked] = await sanne.types("plan", "di en za 10:00")
    assert "di, za 10:00" in asked.text
    assert await moments(sanne) == []
    await sanne.taps("Ja, plan dit")
    assert len(await moments(sanne)) == 1


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("di en za 10:00", Fixed(frozenset({1, 5}), time(10))),
        ("Dinsdag om 18.30 uur", Fixed(frozenset({1}), time(18, 30))),
        ("tuesday 18:30", Fixed(frozenset({1}), time(18, 30))),
        ("elke dag 7 uur", Fixed(moment_words.ALL_DAYS, time(7))),
        ("ma t/m vr om 12:30", Fixed(moment_words.WORKING_DAYS, time(12, 30))),
        ("Doordeweeks 9 uur", Fixed(moment_words.WORKING_DAYS, time(9))),
        ("Monday to Friday at 18:30", Fixed(moment_words.WORKING_DAYS, time(18, 30))),
        ("tuesdays and thursdays at 7", Fixed(frozenset({1, 3}), time(7))),
        ("wo en vr om half 8", Fixed(frozenset({2, 4}), time(7, 30))),
        ("di en do 7 uur 's avonds", Fixed(frozenset({1, 3}), time(19))),
        ("wed and fri 7pm", Fixed(frozenset({2, 4}), time(19))),
        ("di 3 uur", Fixed(frozenset({1}), time(15))),
        ("di en do van 9 tot 12", None),
        ("ma, wo, vr 12:00", Fixed(frozenset({0, 2, 4}), time(12))),
        ("di 10:00 of 11:00", None),
        ("di en dan misschien za 10:00", None),
        ("10:00", None),
        ("di", None),
        ("di 25:00", None),
        ("het voelt lichter", None),
    ],
)
def test_typed_moments_are_read_whole_or_not_at_all(text: str, wish: Fixed | None) -> None:
    """Every word must count: better not understood than wrong."""
    found = moment_words.read(text, (NL, EN), LIBRARY.moments)
    assert (found and found.wish) == wish


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("dinsdag drukke dag", {1}),
        ("Di en do zijn altijd druk", {1, 3}),
        ("ik heb het dinsdags druk", {1}),
        ("doordeweeks heel druk", {0, 1, 2, 3, 4}),
        ("Tuesday is a busy day", {1}),
        ("I'm busy on Tuesdays and Thursdays", {1, 3}),
        ("dinsdag niet druk", set()),
        ("dinsdag was druk", set()),
        ("van dinsdag tot donderdag druk", set()),
        ("morgen druk", set()),
        ("druk", set()),
    ],
)
def test_busy_days_in_plain_words(text: str, days: set[int]) -> None:
    """Weekdays and that they are busy, and not another word."""
    assert moment_words.busy_days(text, (NL, EN), LIBRARY.moments) == days


async def test_a_typed_busy_day_asks_on_which_side_the_run_is(sanne: Chat) -> None:
    """Each week, or only that day: both are a tap away, and nothing is planned before."""
    [asked] = await sanne.types("plan", "dinsdag drukke dag")
    assert "Elke week druk: di" in asked.text
    assert list(asked.buttons) == ["Voor", "Na", "Alleen di 24 nov", "Anders"]
    [once] = await sanne.taps("Alleen di 24 nov")
    assert "Dinsdag 24 november, 09:00\u201317:30. Klopt dat?" in once.text
    await sanne.types("plan", "dinsdag drukke dag")
    await sanne.taps("Na")
    [plan] = await sanne.taps("17:30")
    assert "Als dinsdag om 17:30 het drukke deel voorbij is" in plan.text


async def test_a_busy_tomorrow_comes_once_and_needs_no_name(sanne: Chat) -> None:
    """It is planned as something busy: "druk" is not what it is called."""
    await sanne.types("plan", "morgen druk")
    [plan] = await sanne.taps("Ja, ik loop erna")
    assert "om 17:30 iets drukks achter de rug" in plan.text


async def test_with_a_burn_out_a_typed_busy_day_asks_for_the_calmest_moment(sanne: Chat) -> None:
    """Nothing is planned around a busy day."""
    await burns_out(sanne)
    [once] = await sanne.types("plan", "dinsdag drukke dag")
    assert "Ja, kies een rustig moment" in once.buttons
    [weekly] = await sanne.types("plan", "di en do druk")
    assert "rustig moment" in weekly.text
    assert "✓ di" not in weekly.buttons


async def test_seven_may_be_in_the_evening(sanne: Chat) -> None:
    """The other reading of an hour is a tap away."""
    await sanne.types("plan", "wo en vr om 7")
    await sanne.taps("Nee, om 19:00")
    [moment] = await moments(sanne)
    assert moment.starts == time(19)


def test_every_day_is_called_so() -> None:
    """Seven weekdays are not listed one by one."""
    assert moment_words.days(moment_words.ALL_DAYS, NL) == "elke dag"
