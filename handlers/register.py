"""All conversations, and the order in which typed text finds the one that is open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.commands import Command
from bot.domain.safety import SafetyWords, in_body, in_crisis
from bot.domain.typed import words_of
from bot.telegram.incoming import Incoming
from bot.telegram.reply import Reply
from bot.telegram.routing import Routes, Step
from bot.usecases import help_in_need
from bot.usecases.ports import UnitOfWork
from handlers.conversation import Conversation, Door, Known, KnownStep, answered
from handlers.loose import Loose
from handlers.red_flag import RedFlag
from handlers.reflection import Reflection

ALWAYS = frozenset({"help", "sos", "stop"})
"""Commands that are heard without their slash too, whatever is open."""

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
    red_flag: RedFlag
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
            text=self._written(self._bare(door.known(self._offer))),
            edit=self.edit,
            media=self._written(door.known(loose.media)),
            location=door.known(self.located),
            blocked=loose.blocked,
            unblocked=loose.unblocked,
            unknown_command=self._first(door.anybody(loose.unknown_command)),
            old_button=door.known(loose.old_button),
            group=door.anybody(loose.group),
        )

    def _written(self, step: Step) -> Step:
        """Let help go before this step, then what a coach says as a coach.

        What he answers to a note is about somebody else: it goes there, whatever it says.
        """
        first = self._first(self._coach_first(step))

        def said(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
            to_a_runner = incoming.reply_to and self.coach_says(uow, incoming, now)
            return to_a_runner or first(uow, incoming, now)

        return said

    def _bare(self, step: Step) -> Step:
        """Take `stop`, `hulp` or `nood`, typed without a slash, as the command that it names."""
        commands = self._commands()
        heard = {
            name: commands[name]
            for one in self.commands
            if one.id in ALWAYS
            for name in one.names.values()
        }

        def said(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
            named = heard.get(" ".join(words_of(incoming.text)), step)
            return named(uow, incoming, now)

        return said

    def _coach_first(self, step: Step) -> Step:
        """Let what a coach says as a coach go before this step."""

        def asked(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
            said = self.coach_says(uow, incoming, now)
            return step(uow, incoming, now) if said is None else said

        return asked

    def _first(self, step: Step) -> Step:
        """Look for words of crisis before this step: in a text, behind a command, under a photo.

        A red flag of the body is answered first too; the step then goes on, so that a sentence is
        kept and a question stays open. What it does not understand it says nothing of: no "I did
        not get that" pushes the card with what to do out of sight.
        """

        def looked(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
            if not incoming.text:  # a command alone, a photo without words
                return step(uow, incoming, now)
            body = self._body(uow, incoming, now)
            if in_crisis(incoming.text, self.safety_words):
                return [*self._rings(uow, incoming, now), *body]
            if body and not self._enrolled(uow, incoming):
                return body
            return [*body, *step(uow, replace(incoming, rang=bool(body)), now)]

        return looked

    def _body(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        if not in_body(incoming.text, self.safety_words):
            return []
        return self.red_flag.typed(uow, incoming, now, self.loose.times.loose_text_within)

    def _enrolled(self, uow: UnitOfWork, incoming: Incoming) -> bool:
        runner = uow.runners.by_chat(incoming.chat)
        return runner is not None and runner.enrolled

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
        body = self._body(uow, incoming, now)
        if in_crisis(incoming.text, self.safety_words):
            return [*self._rings(uow, incoming, now), *body]
        return [*body, *replies]

    def _offer(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        replies = answered(self.conversations, uow, known, now)
        replies = self.loose.thanked(uow, known) if replies is None else replies
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
