"""Taps on what belongs to somebody else, and guesses: nothing opens, nothing changes."""

import random
from collections.abc import Sequence
from datetime import time, timedelta
from functools import partial
from string import ascii_letters

import pytest

from bot.domain.planning import DueRow
from bot.ids import is_id, new_id
from bot.usecases import coaching
from bot.usecases.planning import Fixed, add
from bot.usecases.ports import Coach, UnitOfWork
from tests.canaries import STEM
from tests.conversations.town import house
from tests.mischief.mill import FIRST_CHAT, Mill, buttons, tapped
from tests.nightly import NIGHTLY
from tests.steps import Chat

PEOPLE, TAPS = (12, 10_400) if NIGHTLY else (4, 600)
GUESSES = 1_000 if NIGHTLY else 60
COACH_CHAT = 9001


def belongings(uow: UnitOfWork, chat: int) -> object:
    """Return every row that the runner of this chat has in any table, and his profile."""
    runner = uow.runners.by_chat(chat)
    assert runner is not None
    return runner, uow.runners.traces(runner.id), uow.runs.sentences(runner.id, 100)


def sentence_of(chat: int) -> str:
    """Return what the runner of this chat wrote; no other's is a part of it."""
    return f"verzonnen {STEM} {ascii_letters[chat - FIRST_CHAT]}"


async def settles_in(mill: Mill, number: int) -> list[str]:
    """Let somebody live a little; returns the data of all buttons that he was given."""
    chat = Chat(mill.database, FIRST_CHAT + number, [], mill.clock.now())
    runner = await chat.enrols()
    run = await chat.ran(sentence_of(chat.number), shared=bool(number % 2))
    sentence = await mill.database.read(lambda uow: uow.runs.sentence(run.id))
    assert sentence is not None

    now = mill.clock.now()
    nudge = DueRow(
        new_id(now), runner.id, "one_off", now.date(), "x", now, now + timedelta(hours=1)
    )

    def plans(uow: UnitOfWork) -> None:
        add(uow, runner, Fixed(frozenset({1, 5}), time(10)), now, house().plan_rules)
        uow.planning.plan(nudge)

    await mill.database.write(plans)
    given: list[str] = []
    for words in ("/checkin", "/plannen", "/dagboek", "/instellingen", "/coach", "/mijngegevens"):
        given += buttons(await mill.says(chat.number, words))
    made = [f"v1:nudge:{nudge.id}:{what}" for what in ("no", "later:30", "pause", "back")]
    made += [f"v1:reflection:{what}:{sentence.id}" for what in ("share", "keep")]
    made += [f"v1:diary:{what}:{sentence.id}:0" for what in DIARY]
    made += [f"v1:{what.format(run=run.id)}" for what in OF_RUN]
    return [one for one in [*given, *made] if any(map(is_id, one.split(":")))]


DIARY = ("open", "edit", "delete", "deleted", "share", "keep", "kept")
OF_RUN = (
    "run:{run}:back",
    "run:{run}:not_gone",
    "reflection:{run}:done",
    "reflection:{run}:tension_after:1",
    "reflection:{run}:skip",
    "red_flag:{run}",
    "red_flag:{run}:other",
    "check_in:{run}:unwell:chest",
    "check_in:{run}:go",
)


@pytest.mark.timeout(3_600 if NIGHTLY else 300)
async def test_every_runner_at_every_object_of_the_others(
    grinding: Mill, capsys: pytest.CaptureFixture[str]
) -> None:
    """After all taps everybody has exactly what he had, and nobody read another's sentence."""
    chance = random.Random(7)  # noqa: S311 - no secret
    theirs = {FIRST_CHAT + one: await settles_in(grinding, one) for one in range(PEOPLE)}
    stranger = await Chat(grinding.database, FIRST_CHAT + PEOPLE, []).enrols()
    thieves = (stranger.chat, *theirs)
    for thief in thieves:
        others = [chat for chat in theirs if chat != thief]
        objects = [data for chat in others for data in theirs[chat]]
        before = [await grinding.database.read(partial(belongings, chat=chat)) for chat in others]
        heard: list[str] = []
        for number in range(max(TAPS // len(thieves), len(objects))):
            data = forged(objects, number, chance)
            heard += [row.payload for row in await grinding.taps(thief, data)]
            if ":edit:" in data:  # as if it were his to write anew
                heard += [row.payload for row in await grinding.says(thief, "van een dief")]
        after = [await grinding.database.read(partial(belongings, chat=chat)) for chat in others]
        assert len(objects) > 20 * len(others)
        assert after == before
        assert not [one for one in others if any(sentence_of(one) in words for words in heard)]
    with capsys.disabled():
        print(f"\n{TAPS} forged taps at {len(objects)} objects, each of {len(thieves)} thieves")  # noqa: T201 - the figures are the point
    assert await grinding.unhandled() == 0


def forged(objects: Sequence[str], number: int, chance: random.Random) -> str:
    """Return the data of each object in turn, and then a different word for one of them."""
    data = objects[number % len(objects)]
    if number >= len(objects):
        parts = data.split(":")
        parts[chance.randrange(1, len(parts))] = chance.choice(objects).split(":")[-1]
        data = ":".join(parts)[:64]
    return data


async def test_a_coach_writes_to_nobody_else(grinding: Mill) -> None:
    """*Stuur* under his text, with the id of one who does not share with him: nothing is kept."""
    await settles_in(grinding, 0)
    before = await grinding.database.read(partial(belongings, chat=FIRST_CHAT))
    now = grinding.clock.now()

    def opens(uow: UnitOfWork) -> str:
        _, token = coaching.add_coach(uow, "Noor Verzonnen", "nl", "Europe/Amsterdam", now)
        coaching.activate(uow, token, COACH_CHAT, now)
        runner = uow.runners.by_chat(FIRST_CHAT)
        assert runner is not None
        return runner.id

    runner_id = await grinding.database.write(opens)
    for chat in (COACH_CHAT, FIRST_CHAT + PEOPLE):
        await grinding.feeds(tapped(chat, f"v1:post:{runner_id}:{new_id(now)}", "van een ander"))
        assert await grinding.delivers(), "it was not answered"
    assert await grinding.database.read(partial(belongings, chat=FIRST_CHAT)) == before


async def test_an_invitation_cannot_be_guessed(grinding: Mill) -> None:
    """Near misses of a true one too: nobody gets a coach by them, and the true one still works."""
    now = grinding.clock.now()

    def opens(uow: UnitOfWork) -> tuple[Coach, str]:
        coach, token = coaching.add_coach(uow, "Noor Verzonnen", "nl", "Europe/Amsterdam", now)
        coaching.activate(uow, token, COACH_CHAT, now)
        return coach, coaching.invite(uow, coach, now)[0]

    coach, invite = await grinding.database.write(opens)
    chance = random.Random(8)  # noqa: S311 - no secret
    runner = await Chat(grinding.database, FIRST_CHAT, []).enrols()
    for _ in range(GUESSES):
        at = chance.randrange(len(invite))
        guess = invite[:at] + chance.choice("abcXYZ019_-") + invite[at + 1 :]
        if guess != invite:
            await grinding.says(runner.chat, f"/start {guess}")
    for data in ("v1:coach:decide:yes", f"v1:start:agree:nl:{invite[:-1]}"):
        await grinding.taps(runner.chat, data)
    nobody = await grinding.database.read(lambda uow: uow.coaches.coaching_of(runner.id))
    assert nobody is None
    await grinding.says(runner.chat, f"/start {invite}")
    await grinding.taps(runner.chat, "v1:coach:decide:yes")
    found = await grinding.database.read(lambda uow: uow.coaches.coaching_of(runner.id))
    assert found is not None
    assert found.coach_id == coach.id
