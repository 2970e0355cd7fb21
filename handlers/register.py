"""All conversations, and the order in which typed text finds the one that is open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.commands import Command
from bot.domain.safety import SafetyWords, in_crisis
from bot.telegram.incoming import Incoming
from bot.telegram.reply import Reply
from bot.telegram.routing import Routes, Step
from bot.usecases import help_in_need
from bot.usecases.ports import UnitOfWork
from handlers.conversation import Conversation, Door, Known, KnownStep, answered
from handlers.loose import Loose
from handlers.reflection import Reflection

CoachStep = Callable[[UnitOfWork, Incoming, datetime], list[Reply] | None]
"""What a coach writes. None: nobody said anything as a coach here."""


@dataclass(frozen=True, slots=True)
class Register:
    """Who answers what. `conversations`: typed text is offered to them in this order."""

    door: Door
    conversations: Sequence[Conversation]
    commands: Sequence[Command]
    loose: Loose
    reflection: Reflection
    safety_words: SafetyWords
    help_card: Callable[[UnitOfWork, Incoming], Reply]
    located: KnownStep
    coach_says: CoachStep

    def routes(self) -> Routes:
        """Return which step takes what, for python-telegram-bot to choose from."""
        loose, door = self.loose, self.door
        return Routes(
            commands=self._commands(),
            buttons={c.name: c.button for c in self.conversations if c.button is not None},
            text=self.text,
            edit=self.edit,
            media=self._first(self._coach_first(door.known(loose.media))),
            location=door.known(self.located),
            blocked=loose.blocked,
            unblocked=loose.unblocked,
            unknown_command=door.anybody(loose.unknown_command),
            old_button=door.known(loose.old_button),
            group=door.anybody(loose.group),
        )

    def text(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        """Typed text: words of crisis first, then whoever has something open."""
        if in_crisis(incoming.text, self.safety_words):
            return self._rings(uow, incoming, now)
        return self._coach_first(self.door.known(self._offer))(uow, incoming, now)

    def _coach_first(self, step: Step) -> Step:
        """Let what a coach says as a coach go before this step."""

        def asked(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
            said = self.coach_says(uow, incoming, now)
            return step(uow, incoming, now) if said is None else said

        return asked

    def _first(self, step: Step) -> Step:
        """Let words of crisis go before this step: behind a command, or under a photo."""

        def looked(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
            if incoming.text and in_crisis(incoming.text, self.safety_words):
                return self._rings(uow, incoming, now)
            return step(uow, incoming, now)

        return looked

    def _rings(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        """The card, and nothing beside it. What was written is not lost; nudges rest for a day."""
        runner = uow.runners.by_chat(incoming.chat)
        if runner is not None and runner.enrolled:
            said = (incoming.text, incoming.message_id)
            help_in_need.heard(uow, runner, said, now, self.loose.times.loose_text_within)
        return [self.help_card(uow, incoming)]

    def edit(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        """An edited message: words of crisis first, then the sentence that it wrote."""
        replies = self.door.known(self.reflection.edited)(uow, incoming, now)
        if in_crisis(incoming.text, self.safety_words):
            return self._rings(uow, incoming, now)
        return replies

    def _offer(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        replies = answered(self.conversations, uow, known, now)
        if replies is not None:
            return replies
        for conversation in self.conversations:
            replies = conversation.text(uow, known, now) if conversation.text else None
            if replies is not None:
                return replies
        late = self.reflection.late(uow, known, now)
        return self.loose.text(uow, known, now) if late is None else late

    def _commands(self) -> Mapping[str, Step]:
        """Return the step of each command under each of its names; KeyError for one without."""
        steps: dict[str, Step] = {}
        for conversation in self.conversations:
            steps.update(conversation.entry_points)
        return {
            name: self._first(steps[one.id])
            for one in self.commands
            for name in set(one.names.values())
        }
