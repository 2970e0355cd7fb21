"""After the run: the one sentence, sharing it, the optional taps, and the stretch card."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.questionnaire import Answers, Questionnaire
from bot.domain.run import RAN_STATES, Run, RunState
from bot.domain.runner import Sharing
from bot.domain.typed import reads_as_sentence
from bot.telegram.reply import Button, Reply, data
from bot.usecases import coaching, privacy, running
from bot.usecases import reflecting as use
from bot.usecases.ports import UnitOfWork
from bot.usecases.reflecting import Written
from bot.usecases.running import RunRules
from handlers import letter, questions
from handlers import reflection_screens as screens
from handlers import reflection_typed as typed
from handlers.conversation import (
    Conversation,
    Door,
    Known,
    asked_below,
    asked_slot,
    old_button,
)
from handlers.reflection_screens import FIRST, NAME, PAIN
from handlers.run import closed, welcome_back


@dataclass(frozen=True, slots=True)
class Reflection:
    """What happens after *Ik ben terug*."""

    door: Door
    form: Questionnaire
    rules: RunRules
    # The question of a coach who waits for an answer.
    invitation: Callable[[UnitOfWork, Known, datetime], Reply | None]

    def conversation(self) -> Conversation:
        """Return its buttons and typed answers."""
        return Conversation(NAME, {}, self.door.known(self.tapped), self.typed)

    def typed(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """The sentence, or what a button under it or below it says."""
        run = use.waits_for_sentence(uow, known.runner, now, self.rules.times.loose_text_within)
        if run is None:
            chosen = self._typed_choice(uow, known, now)
            return chosen or self._typed_tap(uow, known, now) or self._typed_pain(uow, known, now)
        number = typed.number(self.form, known)
        if run.state is RunState.BACK and number is not None:
            return self._tap(uow, known, run.id, number, now)  # the sentence may still come
        said = (known.incoming.text, known.incoming.message_id)
        replies = self._write(uow, known, run, said, now)
        if run.state is RunState.BACK:
            return replies
        # Hours later it may be about something else: kept all the same, and undone with a tap.
        no = Button(known.say("sentence-not"), data(NAME, run.id, "not_sentence"))
        return [replace(replies[0], keyboard=(*replies[0].keyboard, (no,))), *replies[1:]]

    def late(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """Keep a sentence that comes when a newer check-in is open; its question stays there.

        A few words only may be a slip of a tap: those are asked back.
        """
        text, runner = known.incoming.text, known.runner
        run = use.left_without_sentence(uow, runner, now, self.rules.times.loose_text_within)
        if run is None:
            return None
        if not reads_as_sentence(text):
            mine = Button(known.say("sentence-late-yes"), data(NAME, run.id, "quoted"))
            ask, quotes = known.say("sentence-late-ask"), known.incoming.message_id
            return [Reply(known.chat, ask, keyboard=((mine,),), quotes=quotes)]
        return [
            self._kept(known, use.write(uow, runner, run, text, known.incoming.message_id, now))
        ]

    def _write(
        self,
        uow: UnitOfWork,
        known: Known,
        run: Run,
        said: tuple[str, int | None],
        now: datetime,
    ) -> list[Reply]:
        """Store the sentence; under it at once who may see it, then the taps."""
        written = use.write(uow, known.runner, run, *said, now)
        asked = self.invitation(uow, known, now)
        replies = [self._kept(known, written), *([asked] if asked else [])]
        if uow.outbox.message_of(known.chat, f"{NAME}:{run.id}") is None:
            replies.append(screens.panel(self.form, known, run, uow.runs.answers(run.id)))
        return replies

    def _typed_choice(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """Take *Delen* or *Alleen voor mij*, typed while that is just asked, as the tap."""
        choice = questions.typed_word(("share", "keep"), "sentence", known.say, known.incoming.text)
        if choice is None or coaching.sharing(uow, known.runner) is None:
            return None
        sentence = coaching.latest_unchosen(uow, known.runner)
        if sentence is None or now - sentence.written_at > self.rules.times.loose_text_within:
            return None
        return self._share(uow, known, sentence.id, shared=choice == "share")

    def _typed_tap(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """Take a typed number or word as the tap that is still open."""
        run = uow.runs.open_run(known.runner.id)
        if run is None or run.state is not RunState.BACK:
            return None
        if typed.done(known):
            replies = self._turn(uow, known, run.id, "done", now)
        else:
            answered = uow.runs.answers(run.id)
            tapped = typed.answer(self.form, known, {*screens.first_taps(run)} - {*answered})
            if tapped is None:
                return None
            replies = self._tap(uow, known, run.id, tapped, now)
        slot = f"{NAME}:{run.id}"
        if asked_slot(uow, known, now) == slot:
            return replies
        # Something else was said since: the taps come down, so that one sees what was taken.
        return [*asked_below(uow, known.chat, slot), *replies]

    def _typed_pain(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """Take a typed answer to the stretch card, while that stands last in the chat."""
        slot, shown_at = uow.outbox.last_reply(known.chat) or ("", now)
        run = uow.runs.by_id(known.runner.id, slot.removeprefix(f"{NAME}:"))
        late = now - shown_at > self.rules.times.loose_text_within
        if late or run is None or run.state is not RunState.REFLECTED:
            return None
        tapped = typed.answer(self.form, known, {PAIN} - {*uow.runs.answers(run.id)})
        return None if tapped is None else self._tap(uow, known, run.id, tapped, now)

    def _quoted(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        """What was typed, during the run or after a newer check-in, is the sentence: one tap."""
        run = uow.runs.by_id(known.runner.id, run_id)
        incoming = known.incoming
        if run is None or not incoming.quoted or uow.runs.sentence(run.id) is not None:
            return [old_button(known)]
        said = (incoming.quoted, incoming.reply_to)
        if run.state in RAN_STATES:
            return [self._kept(known, use.write(uow, known.runner, run, *said, now))]
        if run.state is not RunState.RUNNING:
            return [old_button(known)]
        replies = closed(uow, known, run)
        run = running.come_back(uow, known.runner, run, now, self.rules)
        return [*replies, *self._write(uow, known, run, said, now)]

    def _not_sentence(self, uow: UnitOfWork, known: Known, run_id: str) -> list[Reply]:
        """What was typed later on was no sentence: it is forgotten, and may be for the coach."""
        run = uow.runs.by_id(known.runner.id, run_id)
        sentence = None if run is None else uow.runs.sentence(run.id)
        if sentence is None or sentence.shared:
            return [old_button(known)]
        privacy.forget_sentence(uow, known.runner, sentence.id)
        gone = Reply(known.chat, known.say("sentence-not-kept"), slot=f"sentence:{run_id}")
        offered = letter.offer_of(uow, known, sentence.message_id)
        return [gone] if offered is None else [gone, offered]

    def edited(self, uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply]:
        """A message was edited: the sentence follows."""
        incoming = known.incoming
        if incoming.message_id is None or not incoming.text.strip():
            return []
        found = use.rewrite(uow, known.runner, incoming.message_id, incoming.text)
        key = "edit-not-sentence" if found is None else "sentence-changed"
        return [Reply(known.chat, known.say(key), slot=f"edited:{incoming.message_id}")]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A button under the sentence or of the taps."""
        match known.parts:
            case ("share" | "keep" as choice, sentence_id):
                return self._share(uow, known, sentence_id, shared=choice == "share")
            case ("always", choice) if choice in set(Sharing):
                use.always(uow, known.runner, Sharing(choice))
                return [Reply(known.chat, known.say(f"sharing-now-{choice}"), slot="sharing")]
            case (run_id, "not_sentence"):
                return self._not_sentence(uow, known, run_id)
            case (run_id, what):
                return self._turn(uow, known, run_id, what, now)
            case (run_id, question_id, option):
                return self._tap(uow, known, run_id, (question_id, option), now)
            case _:
                return [old_button(known)]

    def _tap(
        self, uow: UnitOfWork, known: Known, run_id: str, tapped: tuple[str, str], now: datetime
    ) -> list[Reply]:
        found = use.tap(uow, known.runner, run_id, tapped, self.form, now)
        if found is None:
            return [old_button(known)]
        run, answers = found
        if tapped[0] == PAIN:
            return [self._stretched(uow, known, run, answers)]
        return [screens.panel(self.form, known, run, answers, more=tapped[0] not in FIRST)]

    def _turn(
        self, uow: UnitOfWork, known: Known, run_id: str, what: str, now: datetime
    ) -> list[Reply]:
        """Take a button that answers no question."""
        if what == "quoted":
            return self._quoted(uow, known, run_id, now)
        run = uow.runs.by_id(known.runner.id, run_id)
        if run is None or run.back_at is None:
            return [old_button(known)]
        answers = uow.runs.answers(run.id)
        match what:
            case "skip":  # no sentence, and no word about it; one may still write it
                asked = replace(welcome_back(known, run), keyboard=())
                return [asked, screens.panel(self.form, known, run, answers)]
            case "more":
                return [screens.panel(self.form, known, run, answers, more=True)]
            case "done":
                use.finish(uow, known.runner, run, now, self.rules)
                return [self._stretched(uow, known, run, answers)]
            case _:
                return [old_button(known)]

    def _share(
        self, uow: UnitOfWork, known: Known, sentence_id: str, *, shared: bool
    ) -> list[Reply]:
        say = known.say
        found = use.share(uow, known.runner, sentence_id, shared=shared)
        if found is None or (shared and found.coach is None):
            return [old_button(known)]
        name = found.coach.name if found.coach else ""
        text = say("sentence-shared", coach=name) if shared else say("sentence-private")
        replies = [Reply(known.chat, text, slot=f"sentence:{found.sentence.run_id}")]
        if found.always:
            choice = Sharing.ALWAYS if shared else Sharing.NEVER
            yes = Button(say("sharing-always-yes"), data(NAME, "always", choice))
            no = Button(say("sharing-always-no"), data(NAME, "always", Sharing.ASK))
            ask = say(f"sharing-{choice}-ask")
            replies.append(Reply(known.chat, ask, keyboard=((yes, no),), slot="sharing"))
        return replies

    def _kept(self, known: Known, written: Written) -> Reply:
        say, sentence = known.say, written.sentence
        slot = f"sentence:{written.run.id}"
        if written.coach is None:
            return Reply(known.chat, say("sentence-kept"), slot=slot)
        if sentence.shared is not None:
            key = "sentence-shared" if sentence.shared else "sentence-private"
            return Reply(known.chat, say(key, coach=written.coach.name), slot=slot)
        share = Button(say("sentence-share"), data(NAME, "share", sentence.id))
        keep = Button(say("sentence-keep"), data(NAME, "keep", sentence.id))
        text = say("sentence-share-ask", coach=written.coach.name)
        return Reply(known.chat, text, keyboard=((share, keep),), slot=slot)

    def _stretched(self, uow: UnitOfWork, known: Known, run: Run, answers: Answers) -> Reply:
        runner = known.runner
        first = uow.runs.count_ran(runner.id) == 1 and not uow.planning.moments(runner.id)
        return screens.stretch(self.form, known, run, answers, first=first)

    def stretch(self, uow: UnitOfWork, known: Known, run: Run) -> Reply:
        """Return the stretch card in a new message, with the pain tap."""
        uow.outbox.forget_slot(known.chat, f"{NAME}:{run.id}")
        return self._stretched(uow, known, run, uow.runs.answers(run.id))
