"""A chat without Telegram: steps run on a real database, and the messages stand on a screen.

The outbox is emptied by hand after each step, as the sender would: a known slot is an edit.
"""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeVar

import pytest

from bot.domain.card import Activity, Minutes, Pick, Recommendation
from bot.domain.run import Run, RunState, Sentence
from bot.domain.runner import Runner, Safety, Standing
from bot.ids import new_id
from bot.storage.opening import open_database
from bot.telegram.incoming import Form, Incoming
from bot.telegram.reply import Reply, to_row
from bot.usecases import coaching, enrolling
from bot.usecases.ports import Coach, Database, OutboxRow, UnitOfWork
from handlers.conversation import Conversation, Door, Known, answered
from handlers.welcome import Welcome
from tests import furnished

T = TypeVar("T")


@pytest.fixture(name="database")
async def in_memory() -> AsyncIterator[Database]:
    """Return a real database that lives as long as one test."""
    opened = open_database("sqlite://", "sqlite://", [bytes(32)])
    yield opened
    await opened.close()


NOON = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
"""Saturday noon in Amsterdam."""

WORDS = furnished.WORDS
LIBRARY = furnished.LIBRARY
HOUSE = furnished.house()
BUILD, RULES, CHECK_IN_RULES = HOUSE.build_rules, HOUSE.run_rules, HOUSE.check_in_rules
DOOR = Door(WORDS, "nl", Welcome(WORDS, LIBRARY.enrolling).unfinished)


CARD = Recommendation(
    pick=Pick("reset", "reset", Activity.RUN, Minutes(20, 30)),
    reasons=(),
    alternatives=(),
    tempo="talk",
    cue="sounds",
    route="known",
)
"""A card of a run."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message on the screen. `buttons`: label → data or address."""

    text: str
    buttons: dict[str, str]
    kind: str
    attachment: str | None


@dataclass(slots=True)
class Chat:
    """One person's chat with the bot. Each thing he does happens a minute after the last."""

    database: Database
    number: int
    conversations: Sequence[Conversation]
    now: datetime = NOON
    language_code: str = "nl"
    screen: dict[int, Message] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    async def types(self, command: str, words: str = "") -> list[Message]:
        """Send a command by its id; returns the messages that came or changed."""
        step = next(
            c.entry_points[command] for c in self.conversations if command in c.entry_points
        )
        sent = self.sent(Form.COMMAND, words, next(self._ids))
        return await self.does(step, replace(sent, command=command))

    async def taps(self, label: str) -> list[Message]:
        """Tap the button with this label (or words of it) on the newest message that has it."""
        newest_first = sorted(self.screen.items(), reverse=True)
        shown = [(name, id_, m.buttons[name]) for id_, m in newest_first for name in m.buttons]
        found = [one for one in shown if one[0] == label] or [s for s in shown if label in s[0]]
        if not found:
            raise AssertionError(f"no button {label!r} among {[one[0] for one in shown]}")
        _, message_id, data = found[0]
        return await self.taps_data(data, message_id)

    async def taps_data(self, data: str, message_id: int = 1) -> list[Message]:
        """Tap a button by its data: an old, a forged or a second tap."""
        name = data.split(":")[1]
        button = next(c.button for c in self.conversations if c.name == name)
        assert button is not None
        return await self.does(button, self.sent(Form.BUTTON, data, message_id))

    async def writes(
        self, text: str, *, message_id: int | None = None, reply_to: int | None = None
    ) -> list[Message] | None:
        """Type something; returns what came. None: no question in words takes it."""
        taken: list[bool] = []

        def step(uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
            found = answered(self.conversations, uow, known, now)
            taken.append(found is not None)
            return found or []

        typed = self.sent(Form.TEXT, text, message_id or next(self._ids))
        came = await self.does(DOOR.known(step), replace(typed, reply_to=reply_to))
        return came if taken[-1] else None

    async def does(
        self,
        step: Callable[[UnitOfWork, Incoming, datetime], list[Reply]],
        incoming: Incoming | None = None,
    ) -> list[Message]:
        """Run one step and deliver what it says."""
        self.now += timedelta(minutes=1)
        now = self.now
        given = incoming or self.sent(Form.TEXT, "", next(self._ids))

        def job(uow: UnitOfWork) -> list[OutboxRow]:
            for reply in step(uow, given, now):
                uow.outbox.add(to_row(reply, now))
            delivered: list[OutboxRow] = []
            while rows := uow.outbox.claim(now, 100):
                for row in rows:
                    message_id = row.edits or row.message_id or next(self._ids)
                    uow.outbox.sent(row.id, message_id, now)
                    delivered.append(replace(row, message_id=message_id))
            return delivered

        return [self._shown(row) for row in await self.database.write(job)]

    async def starts(self, words: str) -> Incoming:
        """Return a `/start` with these words behind it."""
        return replace(self.sent(Form.COMMAND, words, next(self._ids)), command="start")

    async def asks(self, question: Callable[[UnitOfWork], T]) -> T:
        """Look into the database."""
        return await self.database.write(question)

    async def came(self, slot: str, message_id: int) -> None:
        """Have got a message of this slot earlier, that nobody asked for."""
        row = to_row(Reply(self.number, "-", slot=slot), self.now)

        def job(uow: UnitOfWork) -> None:
            uow.outbox.add(row)
            uow.outbox.sent(row.id, message_id, self.now)

        await self.asks(job)

    async def enrols(self, *, language: str = "nl", zone: str = "Europe/Amsterdam") -> Runner:
        """Go through the start."""
        runner = Runner(
            new_id(self.now),
            self.number,
            "Sanne",
            language,
            zone,
            standing=Standing.STARTING,
            safety=Safety.CLEAR,
            safety_at=self.now,
        )
        now = self.now
        return await self.asks(lambda uow: enrolling.agree(uow, runner, "test", "", now))

    async def runner(self) -> Runner:
        """Return the runner of this chat as he is stored."""
        found = await self.asks(lambda uow: uow.runners.by_chat(self.number))
        assert found is not None
        return found

    async def ran(self, sentence: str = "", *, shared: bool | None = None) -> Run:
        """Have run an hour ago, and perhaps written a sentence."""
        self.now += timedelta(hours=1)
        now, runner = self.now, await self.runner()
        run = Run(
            new_id(now),
            runner.id,
            RunState.REFLECTED,
            now.date(),
            now,
            started_at=now - timedelta(minutes=40),
            back_at=now,
            reflected_at=now,
        )

        def job(uow: UnitOfWork) -> None:
            uow.runs.add(run)
            if sentence:
                written = Sentence(new_id(now), run.id, runner.id, sentence, now, shared, 900)
                uow.runs.write(written)

        await self.asks(job)
        return run

    def sees(self, part: str) -> bool:
        """Whether these words are on the screen."""
        return any(part in message.text for message in self.screen.values())

    def sent(self, form: Form, text: str, message_id: int) -> Incoming:
        """Return something that this person sends."""
        return Incoming(
            update_id=next(self._ids),
            chat=self.number,
            private=True,
            form=form,
            first_name="Sanne",
            language_code=self.language_code,
            text=text,
            message_id=message_id,
        )

    def _shown(self, row: OutboxRow) -> Message:
        payload = json.loads(row.payload)
        rows = payload.get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]
        buttons = {b["text"]: b.get("callback_data") or b["url"] for line in rows for b in line}
        assert row.message_id is not None
        # Without a text only the buttons change.
        text = payload["text"] if "text" in payload else self.screen[row.message_id].text
        message = Message(text, buttons, row.kind, row.attachment)
        self.screen[row.message_id] = message
        return message


async def a_coach(database: Database, name: str, chat: int | None) -> Coach:
    """Return an activated coach, made up plainly."""

    def job(uow: UnitOfWork) -> Coach:
        coach, token = coaching.add_coach(uow, name, "nl", "Europe/Amsterdam", NOON)
        if chat is not None:
            coaching.activate(uow, token, chat, NOON)
        return uow.coaches.by_id(coach.id) or coach

    return await database.write(job)


async def share_with(runner_chat: Chat, coach: Coach) -> None:
    """Let a runner share with this coach, without the conversation about it."""
    now, runner = runner_chat.now, await runner_chat.runner()

    def job(uow: UnitOfWork) -> None:
        token, _ = coaching.invite(uow, coach, now)
        coaching.follow(uow, runner, token, now)
        coaching.decide(uow, runner, now, share=True)

    await runner_chat.asks(job)
