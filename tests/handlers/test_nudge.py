"""The buttons under a nudge."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.planning import DueRow, DueState
from bot.ids import new_id
from bot.messages import Messages
from bot.telegram.incoming import Form
from bot.telegram.reply import Reply, to_row
from bot.usecases.nudging import NudgeRules, SendNudge, slot_of
from bot.usecases.planning import PlanRules
from bot.usecases.ports import Database, UnitOfWork
from handlers.conversation import Known
from handlers.nudge import NudgeRoom
from handlers.pause import Pause
from tests.steps import DOOR, LIBRARY, RULES, WORDS, Chat, Message

RULES_OF_NUDGES = NudgeRules(PlanRules(LIBRARY.nudges, 30), RULES, LIBRARY.run_forms)


def begin(_uow: UnitOfWork, known: Known, _now: object) -> list[Reply]:
    """Stand where the check-in begins."""
    return [Reply(known.chat, "check-in", slot="check_in:1")]


class Nudged(Chat):
    """A chat with a nudge in it."""

    nudge: DueRow

    async def state(self) -> DueState:
        """Return where the nudge is."""
        return (await self.asks(self._stored)).state

    def _stored(self, uow: UnitOfWork) -> DueRow:
        found = uow.planning.nudge(self.nudge.runner_id, self.nudge.id)
        assert found is not None
        return found

    async def due(self) -> list[DueRow]:
        """Return what is due within two days."""
        until = self.now + timedelta(days=2)
        return await self.asks(lambda uow: list(uow.planning.claim_due(until, 10)))


@pytest.fixture
async def sanne(database: Database) -> Nudged:
    """Return the chat of a runner who was just nudged."""
    room = NudgeRoom(DOOR, RULES_OF_NUDGES, begin)
    person = Nudged(
        database, 71, [room.conversation(), Pause(DOOR, LIBRARY.moments).conversation()]
    )
    runner, now = await person.enrols(), person.now
    person.nudge = DueRow(
        new_id(now), runner.id, "fixed", now.date(), "m", now, now + timedelta(hours=2)
    )
    reply = Messages(WORDS, "").render(SendNudge(runner, person.nudge, walk=False, goodbye=False))

    def job(uow: UnitOfWork) -> None:
        uow.planning.plan(replace(person.nudge))
        uow.planning.settle(person.nudge.id, "sent", now)
        uow.outbox.add(to_row(reply, now))

    await person.asks(job)
    await person.does(lambda _uow, _incoming, _now: [])
    return person


async def test_check_in_edits_the_nudge_away_and_begins(sanne: Nudged) -> None:
    """Its buttons are gone, and the first question is there."""
    gone, first = await sanne.taps("Check-in")
    assert gone.buttons == {}
    assert first.text == "check-in"
    assert await sanne.state() is DueState.ANSWERED


async def test_not_today_is_thanked_and_not_followed_up(sanne: Nudged) -> None:
    """A good answer; nothing is planned because of it."""
    [thanks] = await sanne.taps("Vandaag niet")
    assert "Dank je" in thanks.text
    assert thanks.buttons == {}
    assert await sanne.due() == []


async def test_an_answer_stands(sanne: Nudged) -> None:
    """Its message has no slot any more: the passing of the moment writes nothing over it."""
    await sanne.taps("Vandaag niet")
    slot = slot_of(sanne.nudge.id)
    assert await sanne.asks(lambda uow: uow.outbox.message_of(sanne.number, slot)) is None


async def test_later_asks_when_and_comes_back(sanne: Nudged) -> None:
    """In half an hour; the time is told."""
    await sanne.taps("Later")
    [fine] = await sanne.taps("Over 30 minuten")
    [again] = await sanne.due()
    assert again.due_at == sanne.now + timedelta(minutes=30)
    assert "12:33" in fine.text


async def test_a_double_tap_on_a_time_changes_nothing(sanne: Nudged) -> None:
    """The message keeps saying until when, and one nudge is planned."""
    await sanne.taps("Later")
    menu = next(iter(sanne.screen.values())).buttons["Over 30 minuten"]
    [fine] = await sanne.taps("Over 30 minuten")
    assert await sanne.taps_data(menu) == []
    assert sanne.sees(fine.text)
    assert len(await sanne.due()) == 1


async def test_tomorrow_tells_the_day(sanne: Nudged) -> None:
    """Sunday, at the same time."""
    await sanne.taps("Later")
    [fine] = await sanne.taps("Morgen")
    assert "zondag 22 november" in fine.text


async def test_back_from_later_shows_the_answers_again(sanne: Nudged) -> None:
    """Nobody gets stuck in a submenu."""
    await sanne.taps("Later")
    [shown] = await sanne.taps(WORDS.of("nl")("button-back"))
    assert list(shown.buttons) == ["Check-in", "Later", "Vandaag niet", "Pauze"]
    assert len(sanne.screen) == 1


async def test_pause_offers_three_lengths(sanne: Nudged) -> None:
    """Seven days from Saturday: until the next Saturday."""
    [asked] = await sanne.taps("Pauze")
    assert list(asked.buttons)[:3] == ["3 dagen", "7 dagen", "14 dagen"]
    [fine] = await sanne.taps("7 dagen")
    assert "zaterdag 28 november" in fine.text


async def test_an_old_nudge_can_still_begin_a_check_in(sanne: Nudged) -> None:
    """A day later its button works."""
    sanne.now += timedelta(days=1)
    assert (await sanne.taps("Check-in"))[-1].text == "check-in"


async def test_the_nudge_of_somebody_else_is_refused_kindly(
    sanne: Nudged, database: Database
) -> None:
    """A forged id: nothing is settled, and there is a way on."""
    room = NudgeRoom(DOOR, RULES_OF_NUDGES, begin)
    other = Chat(database, 72, [room.conversation()])
    await other.enrols()
    [told] = await other.taps_data(f"v1:nudge:{sanne.nudge.id}:no")
    assert "eerder" in told.text
    assert await sanne.state() is DueState.SENT


TYPED = NudgeRoom(DOOR, RULES_OF_NUDGES, begin).typed


async def types(sanne: Nudged, text: str) -> list[Message] | None:
    """Type under the nudge; None: it is not for the nudge."""
    taken: list[bool] = []

    def step(uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        found = TYPED(uow, known, now)
        taken.append(found is not None)
        return found or []

    came = await sanne.does(DOOR.known(step), sanne.sent(Form.TEXT, text, 900))
    return came if taken[-1] else None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nee, vandaag niet", "Dank je, dat is ook een goed antwoord"),
        ("over een half uur", "Goed, tot 12:3"),
        ("straks", "Wanneer zal ik het nog eens vragen?"),
        ("Ja graag!", "Fijn, we beginnen"),
        ("pauze", "Hoe lang"),
    ],
)
async def test_an_answer_may_be_typed(sanne: Nudged, text: str, said: str) -> None:
    """It counts as the tap: the nudge loses its buttons, and the answer stands below."""
    came = await types(sanne, text)
    assert came is not None
    assert came[0].buttons == {}
    assert said in came[1].text
    assert await sanne.state() is DueState.ANSWERED


async def test_what_names_no_button_of_the_nudge_goes_its_way(sanne: Nudged) -> None:
    """A story is no answer; and behind something newer a word is no answer to the nudge."""
    assert await types(sanne, "vandaag niet mijn dag") is None
    await sanne.types("pause")
    assert await types(sanne, "nee") is None
    assert await sanne.state() is DueState.SENT


async def test_an_old_nudge_takes_no_words(sanne: Nudged) -> None:
    """When its moment has passed, a "ja" is about something else."""
    sanne.now += timedelta(hours=3)
    assert await types(sanne, "ja") is None


async def test_a_pause_is_shown_and_ended(sanne: Nudged) -> None:
    """`/pauze` says until when, and can begin again at once."""
    await sanne.types("pause")
    await sanne.taps("3 dagen")
    [shown] = await sanne.types("pause")
    assert "dinsdag 24 november" in shown.text
    await sanne.taps("Weer beginnen")
    assert (await sanne.runner()).paused_until is None


@pytest.mark.parametrize("forged", ["v1:nudge", "v1:nudge:nobody:no", "v1:pause:999", "v1:pause"])
async def test_a_forged_button_changes_nothing(sanne: Nudged, forged: str) -> None:
    """No pause, no answer; one kind message."""
    assert len(await sanne.taps_data(forged)) == 1
    assert (await sanne.runner()).paused_until is None
    assert await sanne.state() is DueState.SENT
