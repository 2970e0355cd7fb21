"""All that Lichter sends unasked. It may show on a locked screen: nothing about how somebody is."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.domain.nudge_planning import time_of
from bot.ids import new_id
from bot.telegram.reply import Button, Keyboard, Reaction, Reply, data, fits_a_button
from bot.usecases.nudging import AskBack, NudgeOver, Outcome, SendNudge, slot_of
from bot.usecases.ports import NOTE, Kind, MessageKind
from bot.usecases.retaining import WillErase
from bot.usecases.telling import CoachLeft, CoachReacts, CoachWrites, Digest, News, TellCoach
from bot.words import Say, Words

TEXTS = 2
"""How many texts a nudge takes turns with (`nudge-text-1` …)."""

NUDGE, RUN, LETTER, PRIVACY = "nudge", "run", "letter", "privacy"
"""Whose buttons stand under what is sent unasked."""

DIGEST = "digest"
"""Begins the slot of a digest: `digest:<any id>`."""

_NOTES = {None: "summary-note", MessageKind.TEXT: "wrote-note", MessageKind.HEAVY: "heavy-note"}


Spoken = SendNudge | NudgeOver | AskBack | TellCoach | CoachWrites | CoachLeft
"""Outcomes that are said in words."""


@dataclass(frozen=True, slots=True)
class Messages:
    """Renders what due rows lead to. `public_url`: where the coach's dashboard is."""

    words: Words
    public_url: str

    def say(self, outcome: Outcome) -> Reply | Reaction:
        """Return what an outcome becomes: a message, or a reaction on one."""
        if isinstance(outcome, CoachReacts):
            chat, emoji = outcome.runner.chat, outcome.reaction
            return Reaction(chat, outcome.message_id, emoji, outcome.expires)
        return self.render(outcome)

    def render(self, outcome: Spoken) -> Reply:
        """Return the one message of an outcome; soundless, whatever it is."""
        match outcome:
            case SendNudge():
                return self._nudge(outcome)
            case NudgeOver(runner, nudge):
                text = self.words.of(runner.language)("nudge-over")
                slot = slot_of(nudge.id)
                return Reply(runner.chat, text, slot=slot, kind=Kind.NUDGE, silent=True)
            case AskBack():
                return self._are_you_back(outcome)
            case TellCoach():
                return self._note(outcome)
            case CoachWrites():
                return self._letter(outcome)
            case CoachLeft(runner, coach, expires):
                text = self.words.of(runner.language)("coach-left", coach=coach.name)
                return Reply(runner.chat, text, kind=Kind.NOTICE, silent=True, expires=expires)
            case _:
                assert_never(outcome)

    def will_erase(self, told: WillErase) -> Reply:
        """Tell a runner who was silent for long that he will be erased, and how to stay."""
        say = self.words.of(told.runner.language)
        keep = Button(say("retention-keep"), data(PRIVACY, "keep"))
        text = say("retention-notice", day=say.short_date(told.on))
        return Reply(told.runner.chat, text, keyboard=((keep,),), kind=Kind.NOTICE, silent=True)

    def _nudge(self, sent: SendNudge) -> Reply:
        say = self.words.of(sent.runner.language)
        return Reply(
            chat=sent.runner.chat,
            text=_nudge_text(sent, say),
            keyboard=nudge_keyboard(sent.nudge.id, say),
            slot=slot_of(sent.nudge.id),
            kind=Kind.NUDGE,
            silent=True,
            expires=sent.nudge.fits_until,
        )

    def _are_you_back(self, asked: AskBack) -> Reply:
        say, run_id = self.words.of(asked.runner.language), asked.run.id
        keyboard = (
            (
                Button(say("are-you-back-yes"), data(RUN, run_id, "back")),
                Button(say("run-not-yet"), data(RUN, run_id, "not_yet")),
            ),
            (Button(say("run-not-gone"), data(RUN, run_id, "not_gone")),),
        )
        return Reply(
            chat=asked.runner.chat,
            text=say("are-you-back"),
            keyboard=keyboard,
            slot=f"are_you_back:{run_id}",
            kind=Kind.ARE_YOU_BACK,
            silent=True,
            expires=asked.expires,
        )

    def _note(self, told: TellCoach) -> Reply:
        """First name and that something is there: a message cannot be taken back after 48 hours.

        Its slot tells of whom it speaks, so that an answer to it finds its way; no two are alike.
        """
        say = self.words.of(told.coach.language)
        text = say(_NOTES[told.wrote], name=told.runner.first_name)
        slot = f"{NOTE}:{told.runner.id}:{new_id(told.expires)}"
        note = self._to_coach(told.chat, text, f"/runners/{told.runner.id}", say)
        return replace(note, slot=slot, expires=told.expires)

    def digest(self, told: Digest) -> Reply:
        """How much is new, and the way there: nobody's name, nothing of what it says."""
        say = self.words.of(told.coach.language)
        note = self._to_coach(told.chat, counted(told.news, say), "/", say)
        slot, title = f"{DIGEST}:{new_id(told.expires)}", say("digest-title")
        return replace(note, title=title, slot=slot, kind=Kind.DIGEST, expires=told.expires)

    def _to_coach(self, chat: int, text: str, path: str, say: Say) -> Reply:
        url = f"{self.public_url}{path}"
        keyboard: Keyboard = ()
        if fits_a_button(url):
            keyboard = ((Button(say("summary-open"), url=url),),)
        else:
            text = f"{text}\n{url}"
        return Reply(chat, text, keyboard=keyboard, kind=Kind.NOTICE, silent=True)

    def _letter(self, letter: CoachWrites) -> Reply:
        """A coach's own words to a runner, held back during a run by the sender."""
        say = self.words.of(letter.runner.language)
        read = Button(say("letter-read"), data(LETTER, "read", letter.message.id))
        return Reply(
            chat=letter.runner.chat,
            text=letter.message.text,
            title=say("letter-from", coach=letter.coach.name),
            keyboard=((read,),),
            slot=f"message:{letter.message.id}",
            kind=Kind.COACH,
            silent=True,
            expires=letter.expires,
        )


def counted(news: News, say: Say) -> str:
    """Return how much is new for a coach, in words: counts, and nothing else."""
    parts = []
    if news.summaries:
        parts.append(say("digest-summaries", count=news.summaries))
    if news.messages:
        parts.append(say("digest-messages", count=news.messages))
    return f"{', '.join(parts)}."


def nudge_keyboard(nudge_id: str, say: Say) -> Keyboard:
    """Return what one can do with a nudge."""
    return (
        (
            Button(say("button-check-in"), data(NUDGE, nudge_id, "checkin")),
            Button(say("nudge-later"), data(NUDGE, nudge_id, "later")),
        ),
        (
            Button(say("nudge-not-today"), data(NUDGE, nudge_id, "no")),
            Button(say("nudge-pause"), data(NUDGE, nudge_id, "pause")),
        ),
    )


def _nudge_text(sent: SendNudge, say: Say) -> str:
    nudge = sent.nudge
    zone = ZoneInfo(sent.runner.timezone)
    due = nudge.due_at.astimezone(zone)
    if sent.goodbye:
        return say("nudge-goodbye")
    if sent.walk:
        return say("nudge-walk")
    if nudge.kind == "later":
        return say("nudge-again")
    if sent.moment is not None:
        moment_at = time_of(sent.moment, nudge.local_date, zone)
        if moment_at > nudge.due_at:
            return _before(due, moment_at.astimezone(zone), say)
    return say(f"nudge-text-{nudge.local_date.toordinal() % TEXTS + 1}")


def _before(due: datetime, moment: datetime, say: Say) -> str:
    """Return the words for a moment that is still ahead: of today, or of tomorrow."""
    key = "nudge-before" if due.date() == moment.date() else "nudge-evening"
    return say(key, time=say.time(moment))
