"""The check-in: questions, one message edited in place, and the card."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.card import Activity
from bot.domain.run import RunState
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import check_in as use
from bot.usecases import offering, reflecting
from bot.usecases.open_check_in import Ask, Offer, Outcome, Running, Stale
from bot.usecases.ports import UnitOfWork
from bot.usecases.situating import CheckInRules
from bot.words import word_key
from handlers import card, card_typed, questions, run
from handlers.conversation import Conversation, Door, Known, old_button

NAME = "check_in"


CardStep = Callable[[UnitOfWork, Known, str, datetime], list[Reply]]


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The conversation that ends in a card."""

    door: Door
    rules: CheckInRules
    running: run.Run

    def conversation(self) -> Conversation:
        """Return its commands, buttons and typed answers."""
        return Conversation(
            NAME, {"checkin": self.door.known(self.begin)}, self.door.known(self.tapped), self.typed
        )

    def begin(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """`/checkin`: the open question, or the first one, in a new message."""
        outcome = use.begin(uow, known.runner, now, self.rules)
        return self.show(uow, known, outcome, anew=True)

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A button of a question or of the card: `<run>:<what>` or `<run>:<what>:<which>`."""
        match known.parts:
            case ("new",):
                outcome = use.begin_anew(uow, known.runner, now, self.rules)
                return self.show(uow, known, outcome, anew=True)
            case (run_id, what):
                act = self._on_card.get(what)
                return [old_button(known)] if act is None else act(uow, known, run_id, now)
            case (run_id, what, which):
                return self._chosen(uow, known, (run_id, what, which), now)
            case _:
                return [old_button(known)]

    @property
    def _on_card(self) -> Mapping[str, CardStep]:
        return {
            "back": self._back,
            "card": self._offered,
            "go": self._go,
            "other": self._other,
            "no": self._not_today,
            "unwell": self._unwell,
            "table_only": self._table_only,
            "hard": self._hard,
            "not_hard": self._not_hard,
        }

    def _back(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        return self.show(uow, known, use.back(uow, known.runner, run_id, now, self.rules))

    def _offered(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        return self.show(uow, known, offering.offered(uow, known.runner, run_id, now, self.rules))

    def _chosen(
        self, uow: UnitOfWork, known: Known, chosen: tuple[str, str, str], now: datetime
    ) -> list[Reply]:
        run_id, what, which = chosen
        if what == "unwell":
            return self._unwell_because(uow, known, (run_id, which), now)
        if what == "wish":
            outcome: Outcome = offering.changed_card(
                uow, known.runner, run_id, which, now, self.rules
            )
        else:
            outcome = use.answer(uow, known.runner, run_id, (what, which), now, self.rules)
        return self.show(uow, known, outcome)

    def typed(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """A typed answer to the open question, or a typed word for a button of the card."""
        open_run = uow.runs.open_run(known.runner.id)
        if open_run is None:
            return None
        if open_run.state is RunState.OFFERED:
            return self._typed_at_card(uow, known, open_run.id, now)
        if open_run.state is not RunState.ASKING:
            return None
        names = questions.accepted_by_question(self.rules.form, known.say)
        text = known.incoming.text
        outcome = use.typed(uow, known.runner, text, names, now, self.rules)
        if isinstance(outcome, Ask) and outcome.unclear:
            return self._unclear(uow, known, outcome, now)
        return self.show(uow, known, outcome, anew=True)

    def _unclear(
        self, uow: UnitOfWork, known: Known, asked: Ask, now: datetime
    ) -> list[Reply] | None:
        """What is typed answers no question: it may leave them, or be a sentence; or ask again."""
        if questions.typed_word(("leave",), "check-in", known.say, known.incoming.text):
            return self._not_today(uow, known, asked.run.id, now)
        within = self.rules.times.loose_text_within
        if reflecting.left_without_sentence(uow, known.runner, now, within) is not None:
            return None  # it may be the sentence of that run: see `Reflection.late`
        return [] if known.incoming.rang else self.show(uow, known, asked, anew=True)

    def show(
        self, uow: UnitOfWork, known: Known, outcome: Outcome, *, anew: bool = False
    ) -> list[Reply]:
        """Render an outcome. `anew`: in a new message at the bottom, not where it stood."""
        say = known.say
        match outcome:
            case Ask(check_in_run, question, can_go_back, unclear):
                if anew:
                    uow.outbox.forget_slot(known.chat, f"{NAME}:{check_in_run.id}")
                asked = questions.text(NAME, question, say)
                text = f"{say('not-understood')}\n\n{asked}" if unclear else asked
                prefix = data(NAME, check_in_run.id, question.id)
                keyboard = questions.keyboard(NAME, question, say, prefix)
                if can_go_back:
                    back = Button(say("button-back"), data(NAME, check_in_run.id, "back"))
                    keyboard = (*keyboard, (back,))
                return [self._in_place(known, check_in_run.id, text, keyboard)]
            case Offer(check_in_run):
                if anew:
                    uow.outbox.forget_slot(known.chat, f"{NAME}:{check_in_run.id}")
                return [self._card(known, outcome)]
            case Running():
                return self.running.still_out(uow, known)
            case Stale():
                return [old_button(known)]

    def _in_place(
        self, known: Known, run_id: str, text: str, keyboard: Keyboard, title: str = ""
    ) -> Reply:
        slot = f"{NAME}:{run_id}"
        return Reply(known.chat, text, title=title, keyboard=keyboard, slot=slot)

    def _card(self, known: Known, offer: Offer) -> Reply:
        say, run_id = known.say, offer.run.id
        title, text = card.text(offer.card, say, offer.beside)
        no = Button(say("card-not-today"), data(NAME, run_id, "no"))
        other = Button(say("card-other"), data(NAME, run_id, "other"))
        if offer.card.pick.activity is Activity.REST:
            keyboard: Keyboard = ((Button(say("card-rest"), no.data),), (other,))
        else:
            go = Button(say(f"card-go-{offer.card.pick.activity}"), data(NAME, run_id, "go"))
            keyboard = ((go,), (other, no))
        more = tuple(
            (Button(say(word_key("card", what)), data(NAME, run_id, what)),)
            for what in offering.taps(offer)
        )
        return self._in_place(known, run_id, text, (*keyboard, *more), title)

    def _go(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        found = offering.offered(uow, known.runner, run_id, now, self.rules)
        if isinstance(found, Running) and found.run.id == run_id:
            return []  # a second tap: what is said once stands there, and the silence has begun
        if not isinstance(found, Offer):
            return self.show(uow, known, found)
        if found.card.pick.activity is Activity.REST:  # "ok", typed under a card that says rest
            return self._not_today(uow, known, run_id, now)
        shown = card.text(found.card, known.say, found.beside)
        offering.leaves(uow, known.runner, found)
        return self.running.go(uow, known, found.run, now, shown)

    def _other(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        found = offering.on_screen(uow, known.runner, run_id, now, self.rules)
        if isinstance(found, Running | Stale):
            return self.show(uow, known, found)
        say = known.say
        buttons = [
            (Button(card.name(pick, say), data(NAME, run_id, "wish", f"to.{pick.name}")),)
            for pick in found.alternatives
        ]
        wishes = [
            Button(say(f"card-{wish}"), data(NAME, run_id, "wish", wish))
            for wish in offering.wishes(found, self.rules)
        ]
        unwell = Button(say("card-unwell"), data(NAME, run_id, "unwell"))
        answers = Button(say("card-answers"), data(NAME, run_id, "back"))
        back = Button(say("button-back"), data(NAME, run_id, "card"))
        keyboard = (*buttons, *((wish,) for wish in wishes), (unwell,), (answers, back))
        return [self._in_place(known, run_id, say("card-other-ask"), keyboard)]

    def _table_only(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        found = offering.table_only(uow, known.runner, run_id, now, self.rules)
        shown = self.show(uow, known, found)
        if isinstance(found, Running | Stale):
            return shown
        said = Reply(known.chat, known.say("card-table-only-done"), slot=f"table_only:{run_id}")
        return [*shown, said]

    def _hard(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        hard = offering.hard_yesterday(uow, known.runner, run_id, now, self.rules, hard=True)
        return self.show(uow, known, hard)

    def _not_hard(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        light = offering.hard_yesterday(uow, known.runner, run_id, now, self.rules, hard=False)
        return self.show(uow, known, light)

    def _not_today(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        if not offering.decline(uow, known.runner, run_id, now, self.rules):
            return [old_button(known)]
        return [self._in_place(known, run_id, known.say("card-not-today-thanks"), ())]

    def _unwell(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        found = offering.on_screen(uow, known.runner, run_id, now, self.rules)
        if isinstance(found, Running | Stale):
            return self.show(uow, known, found)
        buttons = tuple(
            (Button(known.say(f"unwell-{what}"), data(NAME, run_id, "unwell", what)),)
            for what in card_typed.UNWELL
        )
        back = Button(known.say("button-back"), data(NAME, run_id, "other"))
        return [self._in_place(known, run_id, known.say("unwell-ask"), (*buttons, (back,)))]

    def _unwell_because(
        self, uow: UnitOfWork, known: Known, reported: tuple[str, str], now: datetime
    ) -> list[Reply]:
        run_id, what = reported
        if what not in card_typed.UNWELL or not offering.unwell(
            uow, known.runner, run_id, what, now, self.rules
        ):
            return [old_button(known)]
        return [self._in_place(known, run_id, known.say(f"unwell-{what}-advice"), ())]

    def _typed_at_card(
        self, uow: UnitOfWork, known: Known, run_id: str, now: datetime
    ) -> list[Reply] | None:
        found = offering.offered(uow, known.runner, run_id, now, self.rules)
        if not isinstance(found, Offer):
            return None
        said = card_typed.named(found.card, known.say, known.incoming.text)
        if said is None:
            return None
        what, *which = said
        if what not in {"go", "no"}:  # what comes stands below what was typed
            uow.outbox.forget_slot(known.chat, f"{NAME}:{run_id}")
        if which:
            return self._chosen(uow, known, (run_id, what, which[0]), now)
        return self._on_card[what](uow, known, run_id, now)
