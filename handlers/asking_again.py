"""After an outage: Telegram forgets a tap that nobody fetched, so what is open is asked again."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.questionnaire import Questionnaire
from bot.domain.run import RunState
from bot.domain.runner import Runner
from bot.telegram.incoming import Form, Incoming
from bot.telegram.reply import Reply
from bot.usecases import open_check_in as use
from bot.usecases.ports import UnitOfWork
from handlers import check_in, reflection_screens, welcome
from handlers.conversation import Guest, Known

ASKED = frozenset({RunState.ASKING, RunState.OFFERED})


@dataclass(frozen=True, slots=True)
class AskingAgain:
    """Says that it was away, and asks again what stands open: in new messages, without a sound."""

    check_in: check_in.CheckIn
    welcome: welcome.Welcome
    form: Questionnaire  # of the taps after the run

    def replies(self, uow: UnitOfWork, runner: Runner, now: datetime) -> list[Reply]:
        """Return what to say; nothing when the last thing that was asked is no longer open."""
        slot, _at = uow.outbox.last_reply(runner.chat) or ("", now)
        say = self.welcome.words.of(runner.language)
        nothing = Incoming(
            update_id=0,
            chat=runner.chat,
            private=True,
            form=Form.OTHER,
            first_name=runner.first_name,
            language_code="",
        )
        known = Known(nothing, say, runner)
        asked = self._asked(uow, known, slot, now)
        if not asked:
            return []
        sorry = Reply(runner.chat, say("outage-over"), silent=True)
        return [sorry, *(replace(reply, silent=True) for reply in asked)]

    def _asked(self, uow: UnitOfWork, known: Known, slot: str, now: datetime) -> list[Reply]:
        if not known.runner.enrolled:
            guest = Guest(known.incoming, known.say, known.runner)
            at_start = slot == welcome.SLOT
            return self.welcome.unfinished(uow, guest, now) if at_start else []
        run = uow.runs.open_run(known.runner.id)
        if run is None:
            return []
        if run.state in ASKED and slot == f"{check_in.NAME}:{run.id}":
            outcome = use.current(uow, known.runner, run, now, self.check_in.rules)
            return self.check_in.show(uow, known, outcome, anew=True)
        if run.state is RunState.BACK and slot == f"{reflection_screens.NAME}:{run.id}":
            uow.outbox.forget_slot(known.chat, slot)
            answers = uow.runs.answers(run.id)
            return [reflection_screens.panel(self.form, known, run, answers)]
        return []
