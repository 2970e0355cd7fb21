"""The sender: order, silence, limits, retries, and what may never be sent twice."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import product
from typing import TypeVar

import pytest

from bot.demo.faults import Limits as ServerLimits
from bot.demo.people import Person
from bot.demo.standin import Standin
from bot.telegram.delivering import Attachment
from bot.telegram.limits import Limits
from bot.telegram.reply import Reply, to_row
from bot.usecases.ports import AT_MOST_ONCE, Database, Kind, OutboxRow, UnitOfWork
from tests.bot_api import assert_all_valid
from tests.quick import QUICK
from tests.telegram import steps
from tests.telegram.road import Slow, road
from tests.telegram.seeing import heard, settled, texts

T = TypeVar("T")


async def test_messages_of_a_chat_arrive_in_order(
    url: str, database: Database, anna: Person
) -> None:
    """Ten at once: one after the other."""
    async with road(url, database, steps.routes(), poll=False) as running:
        await running.sends(*(Reply(anna.id, str(number)) for number in range(10)))
        await heard(anna, *(str(number) for number in range(10)))


async def test_what_telegram_has_taken_is_written_down_first(
    url: str, database: Database, anna: Person
) -> None:
    """It does not wait for what the chat's own steps write."""
    async with road(url, Slow(database, anna.id), steps.routes(), poll=False) as running:
        await running.sends(Reply(anna.id, "hoi"))
        await settled(database, anna)
    assert texts(anna) == ["hoi"]


async def test_a_retried_answer_is_not_overtaken(
    url: str, standin: Standin, database: Database, anna: Person
) -> None:
    """What follows in the chat waits behind it."""
    standin.fail("sendMessage", error=500, times=2)
    async with road(url, database, steps.routes(), poll=False) as running:
        await running.sends(Reply(anna.id, "een"), Reply(anna.id, "twee"))
        await heard(anna, "een", "twee")


async def test_a_certain_failure_is_tried_again(
    url: str, standin: Standin, database: Database
) -> None:
    """429 did nothing: every kind comes in the end, once."""
    people = {kind: standin.person(f"Loper {kind}", started=True) for kind in Kind}
    for one in people.values():
        standin.fail("sendMessage", error=429, retry_after=1, times=1, chat=one.id)
    async with road(url, database, steps.routes(), poll=False) as running:
        await running.sends(*(Reply(one.id, "hoi", kind=kind) for kind, one in people.items()))
        for one in people.values():
            await heard(one, "hoi")
        for one in people.values():
            await settled(database, one)
    sent = [call.params["chat_id"] for call in standin.calls("sendMessage")]
    assert sorted(sent, key=str) == sorted([one.id for one in people.values()] * 2, key=str)
    assert all(texts(one) == ["hoi"] for one in people.values())


@pytest.mark.parametrize("kind", sorted(set(Kind) - AT_MOST_ONCE))
async def test_an_answer_comes_at_least_once(
    url: str, standin: Standin, database: Database, anna: Person, kind: Kind
) -> None:
    """A cut after Telegram took it: better twice than never."""
    standin.fail("sendMessage", cut="before", times=1)
    standin.fail("sendMessage", cut="after", times=1)
    async with road(url, database, steps.routes(), poll=False) as running:
        await running.sends(Reply(anna.id, "hoi", kind=kind))
        await heard(anna, "hoi", "hoi")


FAULTS = ["cut before", "cut after", "500"]


@pytest.mark.parametrize("case", [*product(sorted(AT_MOST_ONCE), FAULTS)], ids=" ".join)
async def test_a_nudge_comes_at_most_once(
    url: str, standin: Standin, database: Database, anna: Person, case: tuple[Kind, str]
) -> None:
    """After an uncertain error it is never sent again."""
    kind, fault = case
    if fault == "500":
        standin.fail("sendMessage", error=500)
    else:
        standin.fail("sendMessage", cut="before" if fault == "cut before" else "after")
    async with road(url, database, steps.routes(), poll=False) as running:
        await running.sends(Reply(anna.id, "seintje", kind=kind))
        await settled(database, anna)
        await running.sends(Reply(anna.id, "daarna"))
        await anna.chat.bell.until(lambda: "daarna" in texts(anna) or None, 5)
    assert len(standin.calls("sendMessage")) == 2


class Late:
    """A database that tells late what it has written for a chat."""

    def __init__(self, database: Database, seconds: float) -> None:
        self._database = database
        self._seconds = seconds

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Write, and tell it late."""
        result = await self._database.write(job, chat=chat, first=first)
        if chat is not None:
            await asyncio.sleep(self._seconds)
        return result

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Pass on."""
        return await self._database.read(job)

    async def close(self) -> None:
        """Leave that to whoever opened it."""


async def test_a_message_that_is_claimed_again_at_once_is_not_forgotten(
    url: str, standin: Standin, database: Database, anna: Person
) -> None:
    """It went back to the table, and was claimed before the one who brought it back had ended."""
    standin.fail("sendMessage", cut="before", times=1)
    late = Late(database, 3 * QUICK.scan_every)
    async with road(url, late, steps.routes(), poll=False) as running:
        await running.sends(Reply(anna.id, "hoi", kind=Kind.NOTICE))
        await heard(anna, "hoi")


async def test_a_known_slot_is_edited(url: str, database: Database, anna: Person) -> None:
    """A series of questions is one message."""
    async with road(url, database, steps.routes(), poll=False) as running:
        await running.sends(Reply(anna.id, "vraag 1", slot="check_in:1"))
        await heard(anna, "vraag 1")
        await settled(database, anna)
        await running.sends(Reply(anna.id, "vraag 2", slot="check_in:1"))
        await heard(anna, "vraag 2")


async def test_a_slot_whose_message_is_gone_is_sent_anew(
    url: str, standin: Standin, database: Database, anna: Person
) -> None:
    """Nobody gets stuck because a message was deleted; the new one is edited from then on."""
    async with road(url, database, steps.routes(), poll=False) as running:
        await running.sends(Reply(anna.id, "vraag 1", slot="check_in:1"))
        await heard(anna, "vraag 1")
        await settled(database, anna)
        standin.fail(
            "editMessageText", error=400, description="Bad Request: message to edit not found"
        )
        await running.sends(Reply(anna.id, "vraag 2", slot="check_in:1"))
        await heard(anna, "vraag 1", "vraag 2")
        await settled(database, anna)
        await running.sends(Reply(anna.id, "vraag 3", slot="check_in:1"))
        await heard(anna, "vraag 1", "vraag 3")


async def test_an_edit_that_changes_nothing_is_done(
    url: str, standin: Standin, database: Database, anna: Person
) -> None:
    """A double tap holds nothing up."""
    async with road(url, database, steps.routes(), poll=False) as running:
        for _ in range(2):
            await running.sends(Reply(anna.id, "vraag", slot="check_in:1"))
            await settled(database, anna)
    assert texts(anna) == ["vraag"]
    assert len(standin.calls("editMessageText")) == 1


async def test_who_blocked_the_bot_is_marked(
    url: str, database: Database, anna: Person, standin: Standin
) -> None:
    """Dropped, told to whoever wants to know, and the next message is tried as usual."""
    blocked: list[int] = []

    def on_blocked(uow: UnitOfWork, chat: int, now: datetime) -> None:
        del now
        uow.kept.put("blocked", str(chat))
        blocked.append(chat)

    async with road(url, database, steps.routes(), poll=False, on_blocked=on_blocked) as running:
        anna.blocks()
        await running.sends(Reply(anna.id, "hoi"))
        await settled(database, anna)
        assert blocked == [anna.id]
        anna.unblocks()
        await running.sends(Reply(anna.id, "welkom terug"))
        await heard(anna, "welkom terug")
    assert len(standin.calls("sendMessage")) == 2


async def made(argument: str, database: Database) -> Attachment | None:
    """Make a file out of its argument."""
    del database
    return Attachment("sendDocument", f"{argument}.txt", argument.encode())


async def nothing(argument: str, database: Database) -> Attachment | None:
    """Find nothing to attach."""
    del argument, database
    return None


async def fails(argument: str, database: Database) -> Attachment | None:
    """Fail each time."""
    del argument, database
    raise LookupError("a made-up stumble")


async def test_an_attachment_is_made_when_it_is_sent(
    url: str, standin: Standin, database: Database, anna: Person
) -> None:
    """From its recipe and argument, with the text as caption."""
    recipes = {"export": made}
    async with road(url, database, steps.routes(), poll=False, recipes=recipes) as running:
        await running.sends(Reply(anna.id, "Alsjeblieft.", attachment="export:r1"))
        await heard(anna, "Alsjeblieft.")
    there = anna.messages[-1]
    assert (there.document, there.file_name) == (b"r1", "r1.txt")
    assert_all_valid(standin)


async def test_a_recipe_without_an_argument_gets_the_text(
    url: str, database: Database, anna: Person
) -> None:
    """What may stand in no readable column, such as a link, is made of the sealed words."""
    recipes = {"qr": made}
    async with road(url, database, steps.routes(), poll=False, recipes=recipes) as running:
        await running.sends(Reply(anna.id, "een link", attachment="qr"))
        await heard(anna, "een link")
    assert anna.messages[-1].document == b"een link"


async def test_nothing_to_attach_leaves_the_text(
    url: str, database: Database, anna: Person
) -> None:
    """The words arrive without a file."""
    recipes = {"export": nothing}
    async with road(url, database, steps.routes(), poll=False, recipes=recipes) as running:
        await running.sends(Reply(anna.id, "Er is niets.", attachment="export:r1"))
        await heard(anna, "Er is niets.")


async def test_a_broken_recipe_holds_nobody_up(url: str, database: Database, anna: Person) -> None:
    """After three tries it is given up; what follows arrives."""
    recipes = {"export": fails}
    async with road(url, database, steps.routes(), poll=False, recipes=recipes) as running:
        await running.sends(Reply(anna.id, "kapot", attachment="export:r1"), Reply(anna.id, "heel"))
        await heard(anna, "heel")


async def test_a_broken_message_holds_nobody_up(url: str, database: Database, anna: Person) -> None:
    """What cannot even be read is given up for good; what follows arrives."""
    async with road(url, database, steps.routes(), poll=False) as running:
        words = to_row(Reply(anna.id, "kapot", edits=5), running.clock.now())
        broken = replace(words, payload='{"disable_notification":')
        await database.write(lambda uow: uow.outbox.add(broken))
        await running.sends(Reply(anna.id, "heel"))
        await heard(anna, "heel")
        await settled(database, anna)

    def next_process(uow: UnitOfWork) -> Sequence[OutboxRow]:
        uow.outbox.recover(running.clock.now())
        return uow.outbox.claim(running.clock.now(), 9)

    assert not await database.write(next_process)


async def test_answers_pass_a_crowd_of_notices(
    url: str, standin: Standin, database: Database, anna: Person
) -> None:
    """While many notices wait under the limit, an answer leaves at once."""
    crowd = [standin.person(f"Loper {number}", started=True) for number in range(40)]
    slow = replace(QUICK, overall_per_second=10.0, overall_burst=2)
    async with road(url, database, steps.routes(), poll=False, limits=slow) as running:
        await running.sends(*(Reply(one.id, "bericht", kind=Kind.NOTICE) for one in crowd))
        await running.sends(Reply(anna.id, "antwoord"))
        await heard(anna, "antwoord")
        assert sum(1 for one in crowd if not texts(one)) > 20


async def test_a_broadcast_stays_under_the_limits_of_telegram(
    url: str, standin: Standin, database: Database
) -> None:
    """Thirty notices against a server that refuses the 21st in a second: no refusal.

    Ten a second leave, so that no hiccup of a busy machine makes 21 of them.
    """
    standin.limits = ServerLimits(overall=20, per_chat=5)
    crowd = [standin.person(f"Loper {number}", started=True) for number in range(30)]
    slow = Limits(overall_per_second=10.0)
    async with road(url, database, steps.routes(), poll=False, limits=slow) as running:
        await running.sends(*(Reply(one.id, "bericht", kind=Kind.NOTICE) for one in crowd))
        for one in crowd:
            await heard(one, "bericht")
    assert {one.outcome for one in standin.calls("sendMessage")} == {"ok"}


async def test_a_chat_told_to_wait_waits(
    url: str, standin: Standin, database: Database, anna: Person
) -> None:
    """`retry_after` is kept for the chat, and nobody else waits with it."""
    bram = standin.person("Bram Verzonnen", started=True)
    standin.fail("sendMessage", error=429, retry_after=1, chat=anna.id)
    async with road(url, database, steps.routes(), poll=False) as running:
        began = running.clock.monotonic()
        await running.sends(Reply(anna.id, "hoi"), Reply(bram.id, "hoi"))
        await heard(bram, "hoi")
        assert running.clock.monotonic() - began < 0.9
        await heard(anna, "hoi")
        assert running.clock.monotonic() - began >= 1


async def test_after_a_crash_answers_come_again_and_nudges_do_not(
    url: str, database: Database, anna: Person
) -> None:
    """Claimed and never settled: what became of it nobody knows."""
    async with road(url, database, steps.routes(), poll=False) as running:
        await running.sender.stop()
        await running.sends(
            Reply(anna.id, "seintje", kind=Kind.NUDGE),
        )
        now = running.clock.now()
        await database.write(lambda uow: uow.outbox.claim(now, 10))
        bram = anna.id
        await running.sends(Reply(bram, "antwoord"))
    async with road(url, database, steps.routes(), poll=False) as running:
        await heard(anna, "antwoord")
        await settled(database, anna)


async def test_only_the_holder_of_the_lease_sends(
    url: str, database: Database, anna: Person
) -> None:
    """Two processes on one database: each message once; when one stops, the other takes over."""
    async with (
        road(url, database, steps.routes(), poll=False, holder="b") as second,
        road(url, database, steps.routes(), poll=False, holder="a") as first,
    ):
        await first.sends(*(Reply(anna.id, str(number)) for number in range(5)))
        second.sender.wake()
        await heard(anna, "0", "1", "2", "3", "4")
        await second.sender.stop()
        await first.sends(Reply(anna.id, "5"))
        await heard(anna, "0", "1", "2", "3", "4", "5")


async def test_an_outage_ends_with_each_answer_once(
    url: str, standin: Standin, database: Database
) -> None:
    """All that waited leaves when Telegram is back, in order."""
    people = [standin.person(f"Loper {number}", started=True) for number in range(30)]
    async with road(url, database, steps.routes(), poll=False) as running:
        standin.goes_down("502")
        for person in people:
            await running.sends(Reply(person.id, "een"), Reply(person.id, "twee"))
        await asyncio.sleep(0.2)
        standin.comes_back()
        for person in people:
            await heard(person, "een", "twee")
