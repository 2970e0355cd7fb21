"""Due nudges: what goes, what lapses, what waits."""

from dataclasses import replace
from datetime import time, timedelta
from functools import partial

from bot.domain.nudge_planning import Later
from bot.domain.planning import DueRow, DueState, When
from bot.domain.run import RunState
from bot.usecases import messaging, nudge_answers, nudging, pausing, planning
from bot.usecases.nudging import NudgeOver, Outcome, SendNudge
from bot.usecases.planning import Added, Fixed, Once
from bot.usecases.ports import UnitOfWork
from bot.usecases.telling import CoachWrites
from tests.steps import NOON, a_coach, share_with
from tests.usecases.nudged import BRISK, PLAN, TUESDAY_TEN, Sanne


def nudge_of(outcomes: list[Outcome]) -> DueRow:
    """Return the one nudge that was sent."""
    [outcome] = outcomes
    assert isinstance(outcome, SendNudge)
    return outcome.nudge


async def test_a_due_nudge_is_sent_once(sanne: Sanne) -> None:
    """Two looks at the same moment: the second finds nothing."""
    nudge_of(await sanne.tick(TUESDAY_TEN))
    assert await sanne.tick(TUESDAY_TEN) == []


async def test_nothing_goes_before_its_time(sanne: Sanne) -> None:
    """A minute early is early."""
    assert await sanne.tick(TUESDAY_TEN - timedelta(minutes=1)) == []


async def test_after_a_nudge_the_next_one_is_planned(sanne: Sanne) -> None:
    """A week later it comes again, without anybody planning it."""
    nudge_of(await sanne.tick(TUESDAY_TEN))
    again = nudge_of(await sanne.tick(TUESDAY_TEN + timedelta(days=7)))
    assert again.due_at == TUESDAY_TEN + timedelta(days=7)


async def test_due_while_the_bot_was_down_it_goes_if_it_still_fits(sanne: Sanne) -> None:
    """An hour late is still within its two hours."""
    nudge_of(await sanne.tick(TUESDAY_TEN + timedelta(hours=1)))


async def test_due_while_the_bot_was_down_it_lapses_when_it_no_longer_fits(sanne: Sanne) -> None:
    """Three hours late nothing is sent, and the next one is planned."""
    assert await sanne.tick(TUESDAY_TEN + timedelta(hours=3)) == []
    nudge_of(await sanne.tick(TUESDAY_TEN + timedelta(days=7)))


async def test_after_a_month_down_there_is_no_pile(sanne: Sanne) -> None:
    """Four weeks were missed: nothing of them comes."""
    for _ in range(5):
        assert await sanne.tick(TUESDAY_TEN + timedelta(days=28, hours=3)) == []


async def test_a_pause_is_kept_and_ends(sanne: Sanne) -> None:
    """None during seven days of pause; after them the moment is nudged again."""
    runner = await sanne.runner()
    await sanne.asks(lambda uow: pausing.pause(uow, runner, 7, sanne.now))
    assert await sanne.tick(TUESDAY_TEN) == []
    nudge_of(await sanne.tick(TUESDAY_TEN + timedelta(days=7)))


async def test_a_rest_is_kept_and_ends(sanne: Sanne) -> None:
    """None as long as she rests; a week later it is over."""
    rests = TUESDAY_TEN + timedelta(days=7)
    await sanne.is_now(lambda runner: replace(runner, rest_until=rests))
    assert await sanne.tick(TUESDAY_TEN) == []
    nudge_of(await sanne.tick(rests))


async def test_switched_off_nothing_is_sent(sanne: Sanne) -> None:
    """Nudges off means none, though the moments stay."""
    await sanne.is_now(lambda runner: replace(runner, nudges_off=True))
    assert await sanne.tick(TUESDAY_TEN) == []


async def test_who_blocked_the_bot_and_comes_back_has_his_nudges(sanne: Sanne) -> None:
    """Nothing is sent to somebody who left; his moment goes on when he is back."""
    await sanne.is_now(lambda runner: replace(runner, blocked_at=sanne.now))
    assert await sanne.tick(TUESDAY_TEN) == []
    await sanne.is_now(lambda runner: replace(runner, blocked_at=None))
    nudge_of(await sanne.tick(TUESDAY_TEN + timedelta(days=7)))


async def test_at_most_one_a_day(sanne: Sanne) -> None:
    """A second moment of the same day stays unsaid."""
    runner, now = await sanne.runner(), sanne.now
    later = Fixed(frozenset({1}), time(11))
    await sanne.asks(lambda uow: planning.add(uow, runner, later, now, PLAN))
    nudge_of(await sanne.tick(TUESDAY_TEN))
    assert await sanne.tick(TUESDAY_TEN + timedelta(hours=1)) == []


def settle(nudge_id: str, uow: UnitOfWork) -> None:
    """Have this nudge answered."""
    uow.planning.settle(nudge_id, DueState.ANSWERED, TUESDAY_TEN)


async def test_at_most_three_a_week(sanne: Sanne) -> None:
    """Moments on Tuesday to Friday, each answered: Friday's is not sent."""
    await sanne.plans(2, 3, 4)
    for day in range(3):
        nudge = nudge_of(await sanne.tick(TUESDAY_TEN + timedelta(days=day)))
        await sanne.asks(partial(settle, nudge.id))
    assert await sanne.tick(TUESDAY_TEN + timedelta(days=3)) == []


async def test_after_a_run_today_there_is_none(sanne: Sanne) -> None:
    """Who ran this morning is left alone."""
    await sanne.has_run(TUESDAY_TEN - timedelta(hours=2), RunState.REFLECTED)
    assert await sanne.tick(TUESDAY_TEN) == []


async def test_a_no_of_today_is_not_followed_up(sanne: Sanne) -> None:
    """*Vandaag niet* on the card counts for the rest of the day."""
    await sanne.has_run(TUESDAY_TEN - timedelta(hours=2), RunState.DECLINED)
    assert await sanne.tick(TUESDAY_TEN) == []


async def test_the_day_after_a_hard_run_there_is_none(sanne: Sanne) -> None:
    """Yesterday was `interval_light`; the same run two days ago is no reason."""
    await sanne.has_run(TUESDAY_TEN - timedelta(days=1), RunState.REFLECTED, BRISK)
    assert await sanne.tick(TUESDAY_TEN) == []


async def test_two_days_after_a_hard_run_it_goes(sanne: Sanne) -> None:
    """The other half of the fact above."""
    await sanne.has_run(TUESDAY_TEN - timedelta(days=2), RunState.REFLECTED, BRISK)
    nudge_of(await sanne.tick(TUESDAY_TEN))


async def test_during_a_run_a_nudge_waits(sanne: Sanne) -> None:
    """Silence: it is looked at again some minutes later, and goes when she turned back early."""
    until = TUESDAY_TEN + timedelta(hours=1)
    await sanne.asks(lambda uow: uow.silences.begin(sanne.number, until))
    assert await sanne.tick(TUESDAY_TEN) == []
    await sanne.asks(lambda uow: uow.silences.end(sanne.number, TUESDAY_TEN))
    nudge_of(await sanne.tick(TUESDAY_TEN + timedelta(minutes=10)))


async def test_a_check_in_that_is_open_is_not_disturbed(sanne: Sanne) -> None:
    """She is just answering: a nudge would only be in the way."""
    await sanne.has_run(TUESDAY_TEN - timedelta(minutes=5), RunState.ASKING)
    assert await sanne.tick(TUESDAY_TEN) == []


async def unanswered(sanne: Sanne, weeks: int) -> None:
    """Leave so many nudges in a row unanswered, one a week."""
    for week in range(weeks):
        nudge_of(await sanne.tick(TUESDAY_TEN + timedelta(days=7 * week)))


async def test_after_three_unanswered_they_come_weekly(sanne: Sanne) -> None:
    """A moment of three days after the third unanswered one is left out."""
    await unanswered(sanne, 3)
    sanne.now = TUESDAY_TEN + timedelta(days=14)
    await sanne.plans(4)
    assert await sanne.tick(TUESDAY_TEN + timedelta(days=17)) == []


async def test_after_six_unanswered_one_goodbye_and_then_nothing(sanne: Sanne) -> None:
    """The seventh says that Lichter waits; an eighth does not come."""
    await unanswered(sanne, 6)
    [outcome] = await sanne.tick(TUESDAY_TEN + timedelta(days=42))
    assert isinstance(outcome, SendNudge)
    assert outcome.goodbye
    assert await sanne.tick(TUESDAY_TEN + timedelta(days=49)) == []


async def test_any_tap_resets(sanne: Sanne) -> None:
    """After six unanswered and one tap the next is an ordinary one."""
    await unanswered(sanne, 6)
    [goodbye] = await sanne.tick(TUESDAY_TEN + timedelta(days=42))
    assert isinstance(goodbye, SendNudge)
    soon = TUESDAY_TEN + timedelta(days=42, hours=1)
    nudge = replace(goodbye.nudge, state=DueState.SENT)
    await sanne.asks(lambda uow: nudge_answers.answered(uow, nudge, soon))
    [outcome] = await sanne.tick(TUESDAY_TEN + timedelta(days=49))
    assert isinstance(outcome, SendNudge)
    assert not outcome.goodbye


async def test_a_check_in_of_her_own_resets_too(sanne: Sanne) -> None:
    """She came by herself after the sixth: that is an answer."""
    await unanswered(sanne, 6)
    await sanne.has_run(TUESDAY_TEN + timedelta(days=36), RunState.REFLECTED)
    [outcome] = await sanne.tick(TUESDAY_TEN + timedelta(days=42))
    assert isinstance(outcome, SendNudge)
    assert not outcome.goodbye


async def sent(sanne: Sanne) -> DueRow:
    """Return a nudge that was just sent, as it is stored."""
    nudge = nudge_of(await sanne.tick(TUESDAY_TEN))
    return replace(nudge, state=DueState.SENT)


async def put_off(
    sanne: Sanne, nudge: DueRow, choice: Later
) -> nudge_answers.PutOff | nudge_answers.PlannedAlready | None:
    """Choose *Later* ten minutes after it came."""
    runner, now = await sanne.runner(), TUESDAY_TEN + timedelta(minutes=10)
    return await sanne.asks(
        lambda uow: nudge_answers.put_off(uow, runner, nudge, choice, now=now, rules=PLAN)
    )


async def test_later_brings_it_back_once(sanne: Sanne) -> None:
    """Half an hour after the tap, although one was sent today; and not again."""
    found = await put_off(sanne, await sent(sanne), Later.SOON)
    assert isinstance(found, nudge_answers.PutOff)
    assert found.due_at == TUESDAY_TEN + timedelta(minutes=40)
    assert nudge_of(await sanne.tick(found.due_at)).kind == "later"
    assert await sanne.tick(found.due_at + timedelta(hours=1)) == []


async def test_later_twice_is_once(sanne: Sanne) -> None:
    """A second tap on another time changes nothing: the first is planned."""
    nudge = await sent(sanne)
    await put_off(sanne, nudge, Later.SOON)
    assert await put_off(sanne, nudge, Later.TOMORROW) == nudge_answers.PlannedAlready()


async def test_later_offers_only_what_still_fits_before_the_moment(sanne: Sanne) -> None:
    """An hour and a half before a busy moment there is no half hour to spare."""
    runner, nudge = await sanne.runner(), await sent(sanne)
    wish = Once(TUESDAY_TEN.date(), time(11, 30), time(12), When.BEFORE)
    busy = await sanne.asks(lambda uow: planning.add(uow, runner, wish, TUESDAY_TEN, PLAN))
    assert isinstance(busy, Added)
    before_it = replace(nudge, id="before", slot=busy.moment.id)
    again = replace(nudge, id="again", kind="later", slot="before")
    await sanne.asks(lambda uow: uow.planning.plan(before_it))
    for one in (before_it, again):  # put off once, it is still about that moment
        offered = await sanne.asks(
            partial(nudge_answers.choices, nudge=one, runner=runner, now=TUESDAY_TEN, rules=PLAN)
        )
        assert Later.SOON not in offered
        assert Later.TOMORROW in offered
    minutes = await sanne.asks(lambda uow: planning.run_minutes(uow, runner, PLAN))
    policy, moment_at = PLAN.policy, TUESDAY_TEN + timedelta(minutes=90)
    needs = policy.walking + policy.change + policy.before_moment + timedelta(minutes=minutes)
    edge = moment_at - needs - policy.later_soon
    for now, fits in ((edge, False), (edge - timedelta(minutes=1), True)):
        offered = await sanne.asks(
            partial(nudge_answers.choices, nudge=before_it, runner=runner, now=now, rules=PLAN)
        )
        assert (Later.SOON in offered) is fits


async def test_in_the_evening_there_is_no_after_work(sanne: Sanne) -> None:
    """At 20:00 "after work" would be tomorrow: it is not offered."""
    runner, evening = await sanne.runner(), TUESDAY_TEN + timedelta(hours=10)
    nudge = await sent(sanne)
    offered = await sanne.asks(lambda uow: nudge_answers.choices(uow, nudge, runner, evening, PLAN))
    assert offered == [Later.SOON, Later.TOMORROW]
    late = partial(nudge_answers.put_off, runner=runner, nudge=nudge, now=evening, rules=PLAN)
    assert await sanne.asks(partial(late, choice=Later.AFTER_WORK)) is None  # asked in the morning


async def test_a_message_of_the_night_comes_in_the_morning(sanne: Sanne) -> None:
    """What her coach writes at 23:00 is looked at again when her quiet hours are over."""
    coach, night = await a_coach(sanne.database, "Lisa", 52), NOON + timedelta(hours=11)
    await share_with(sanne, coach)
    runner = await sanne.runner()
    await sanne.asks(lambda uow: messaging.write(uow, coach, runner.id, "Dag", night))
    assert await sanne.tick(night) == []
    [outcome] = await sanne.tick(NOON + timedelta(hours=20))
    assert isinstance(outcome, CoachWrites)


async def test_a_nudge_nobody_tapped_is_edited_away(sanne: Sanne) -> None:
    """When its two hours are over its message loses its buttons."""
    nudge = await sent(sanne)
    await sanne.shows(nudge.id)
    [outcome] = await sanne.tick(TUESDAY_TEN + timedelta(hours=2))
    assert isinstance(outcome, NudgeOver)
    assert outcome.nudge.id == nudge.id


async def test_a_nudge_that_never_arrived_is_not_edited(sanne: Sanne) -> None:
    """Without a message in the chat an edit would be a new message."""
    await sent(sanne)
    assert await sanne.tick(TUESDAY_TEN + timedelta(hours=2)) == []


async def test_a_nudge_she_answered_is_left_as_she_left_it(sanne: Sanne) -> None:
    """Her answer stands in its message; nothing is written over it."""
    nudge = await sent(sanne)
    await sanne.shows(nudge.id)
    slot = nudging.slot_of(nudge.id)
    await sanne.asks(lambda uow: uow.outbox.forget_slot(sanne.number, slot))  # as the handler does
    assert await sanne.tick(TUESDAY_TEN + timedelta(hours=2)) == []


async def test_a_nudge_left_in_a_submenu_is_edited_away(sanne: Sanne) -> None:
    """She tapped *Later* and chose nothing: its buttons go when the moment has passed."""
    nudge = await sent(sanne)
    await sanne.shows(nudge.id)
    await sanne.asks(lambda uow: nudge_answers.answered(uow, nudge, TUESDAY_TEN))
    [outcome] = await sanne.tick(TUESDAY_TEN + timedelta(hours=2))
    assert isinstance(outcome, NudgeOver)


async def test_a_nudge_is_not_edited_during_a_run(sanne: Sanne) -> None:
    """Nothing at all happens in the chat then; it is done afterwards."""
    nudge, over = await sent(sanne), TUESDAY_TEN + timedelta(hours=2)
    await sanne.shows(nudge.id)
    await sanne.asks(lambda uow: uow.silences.begin(sanne.number, over + timedelta(minutes=10)))
    assert await sanne.tick(over) == []
    assert len(await sanne.tick(over + timedelta(hours=1))) == 1
