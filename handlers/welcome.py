"""The screens before the first check-in: consent, safety, where you stand. Rendering only."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.questionnaire import Question, Questionnaire, parse_typed
from bot.domain.runner import Runner, Safety
from bot.telegram.incoming import Form
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import enrolling as use
from bot.usecases.ports import UnitOfWork
from bot.words import Words
from handlers import questions
from handlers.conversation import Guest, begin_again

NAME = "start"
SLOT = "start"
SAFETY_WORDS = {"clear": Safety.CLEAR, "some": Safety.TALK_FIRST}  # button → answer
INVITE_LENGTH = 22  # characters of an invitation in a deep link


@dataclass(frozen=True, slots=True)
class Welcome:
    """What somebody sees who is not enrolled yet."""

    words: Words
    form: Questionnaire

    @property
    def standing(self) -> Question:
        """The question where the runner stands."""
        return self.form.questions[0]

    def typed(self, guest: Guest) -> tuple[str, str] | None:
        """Return what somebody typed as the tap that it means; None: it was none."""
        runner, text = guest.runner, guest.incoming.text
        if runner is None or guest.incoming.form is not Form.TEXT:
            return None
        if runner.safety is None:
            word = questions.typed_word(tuple(SAFETY_WORDS), "safety", guest.say, text)
            return None if word is None else ("safety", SAFETY_WORDS[word])
        names = questions.accepted(NAME, self.standing, guest.say)
        option = parse_typed(self.standing, text, names)
        return None if option is None else (self.standing.id, option)

    def unfinished(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """Return the open screen anew, at the bottom of the chat.

        A coach is not asked to become a runner, unless he says `/start` himself.
        """
        coach = uow.coaches.by_chat(guest.chat) if guest.runner is None else None
        if coach is not None and guest.incoming.command != "start":
            say = self.words.of(coach.language)
            return [Reply(guest.chat, say("coach-yourself", name=coach.name))]
        asked = uow.outbox.message_of(guest.chat, SLOT)
        if guest.runner is None and asked and guest.incoming.form is Form.TEXT:
            # Asked anew, it would have forgotten the invitation that came with /start.
            return [Reply(guest.chat, guest.say("start-tap-first"), quotes=asked)]
        uow.outbox.forget_slot(guest.chat, SLOT)
        if guest.runner is None:
            return [self.consent(uow, guest, invite_of(guest), now)]
        return [self.open(guest, guest.runner)]

    def consent(self, uow: UnitOfWork, guest: Guest, invite: str, now: datetime) -> Reply:
        """Return what Lichter is, what is stored, and the two answers to it."""
        say = guest.say
        coach = use.inviter(uow, invite, now)
        lines = [say("start-what")]
        if invite:
            lines.append(
                say("start-invited", coach=coach.name) if coach else say("start-invite-over")
            )
        lines.append(say("start-consent"))
        token = (invite,) if coach else ()
        # The language goes with the buttons: before the yes nothing is stored, not even that.
        agree = Button(say("start-agree"), data(NAME, "agree", say.language, *token))
        none = Button(say("start-nothing"), data(NAME, "none", say.language))
        others = tuple(
            Button(self.words.name(language), data(NAME, "lang", language, *token))
            for language in self.words.languages
            if language != say.language
        )
        keyboard: Keyboard = ((agree,), (none,), *((other,) for other in others))
        title = say("start-title", name=guest.incoming.first_name)
        return Reply(guest.chat, "\n\n".join(lines), title=title, keyboard=keyboard, slot=SLOT)

    def open(self, guest: Guest, runner: Runner) -> Reply:
        """Return the screen that this runner has not answered yet."""
        say = guest.say
        if runner.safety is None:
            clear = Button(say("safety-clear"), data(NAME, "safety", Safety.CLEAR))
            some = Button(say("safety-some"), data(NAME, "safety", Safety.TALK_FIRST))
            text = say("safety-ask")
            return Reply(guest.chat, text, keyboard=((clear,), (some,)), slot=SLOT)
        if runner.standing is None:
            text = questions.text(NAME, self.standing, say)
            keyboard = questions.keyboard(NAME, self.standing, say, data(NAME, self.standing.id))
            return Reply(guest.chat, text, keyboard=keyboard, slot=SLOT)
        return self.ready(guest)

    def talk_first(self, guest: Guest) -> Reply:
        """Return the advice to see a doctor first; walking and breathing stay open."""
        say = guest.say
        walk = Button(say("safety-walk"), data(NAME, "walk"))
        discussed = Button(say("safety-discussed"), data(NAME, "safety", Safety.DISCUSSED))
        text = say("safety-talk-first")
        return Reply(guest.chat, text, keyboard=((walk,), (discussed,)), slot=SLOT)

    def ready(self, guest: Guest) -> Reply:
        """Return the way to the first check-in."""
        return Reply(
            guest.chat, guest.say("start-ready"), keyboard=begin_again(guest.say), slot=SLOT
        )


def invite_of(guest: Guest) -> str:
    """Return the invitation of a deep link, if this is one."""
    payload = guest.incoming.text.strip() if guest.incoming.command else ""
    return payload if len(payload) == INVITE_LENGTH else ""
