"""The diary: a runner's own sentences, to read, share, keep to himself or delete."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.run import Sentence
from bot.domain.wall_clock import day_in
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import looking_back, messaging, privacy, reflecting
from bot.usecases.ports import Coach, UnitOfWork
from handlers.conversation import Conversation, Door, Known, asked_slot

NAME = "diary"
SLOT = "diary"
PAGE = 5  # sentences on one page
PREVIEW = 32  # characters of a sentence on its button
LONGEST = 1800  # characters of a sentence shown; twice that still fits in one message
EDIT = "diary:edit:"  # the slot of the question for a new text: its end is the sentence
PAGE_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Diary:
    """`/dagboek`."""

    door: Door

    def conversation(self) -> Conversation:
        """Return its command and buttons."""
        begin = self.door.known(self.begin)
        asked = {EDIT: self.typed}
        return Conversation(NAME, {"diary": begin}, self.door.known(self.tapped), asked=asked)

    def begin(self, uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply]:
        """The newest sentences, in a new message."""
        uow.outbox.forget_slot(known.chat, SLOT)
        return [self._page(uow, known, 0)]

    def typed(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """The new text of a sentence: right after the question for it, or as an answer to it."""
        asked = asked_slot(uow, known, now).removeprefix(EDIT)
        text, message_id = known.incoming.text, known.incoming.message_id
        sentence = looking_back.rewrite(uow, known.runner, asked, text, message_id)
        question = uow.outbox.message_of(known.chat, f"{EDIT}{asked}")
        for slot in (SLOT, f"{EDIT}{asked}"):
            uow.outbox.forget_slot(known.chat, slot)
        if sentence is None:
            return [self._page(uow, known, 0, first=known.say("diary-gone"))]
        changed = Reply(known.chat, known.say("diary-changed"), edits=question)
        return [changed, self._one(uow, known, sentence, 0)]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A page, a sentence, or what to do with it."""
        match known.parts:
            case ("new",):
                return self.begin(uow, known, now)
            case ("page", page):
                return [self._page(uow, known, _number(page))]
            case (what, sentence_id, page):
                sentence = uow.runs.sentence_by_id(known.runner.id, sentence_id)
                if sentence is None:
                    gone = known.say("diary-gone")
                    return [self._page(uow, known, _number(page), first=gone)]
                return [self._with(uow, known, sentence, what, _number(page))]
            case _:
                return [self._page(uow, known, 0)]

    def _with(
        self, uow: UnitOfWork, known: Known, sentence: Sentence, what: str, page: int
    ) -> Reply:
        match what:
            case "edit":
                return self._edit_asked(uow, known, sentence)
            case "kept":
                message_id = known.incoming.message_id
                return Reply(known.chat, known.say("diary-change-kept"), edits=message_id)
            case "delete":
                return self._delete_asked(known, sentence, page)
            case "deleted":
                privacy.forget_sentence(uow, known.runner, sentence.id)
                return self._page(uow, known, page, first=known.say("diary-deleted"))
            case "share" | "keep" if messaging.coach_of(uow, known.runner) is not None:
                shared = what == "share"
                done = reflecting.share(uow, known.runner, sentence.id, shared=shared)
                return self._one(uow, known, sentence if done is None else done.sentence, page)
            case _:
                return self._one(uow, known, sentence, page)

    def _page(self, uow: UnitOfWork, known: Known, page: int, *, first: str = "") -> Reply:
        say = known.say
        found = uow.runs.sentences_by_day(known.runner.id, PAGE + 1, page * PAGE)
        if not found and page > 0:
            return self._page(uow, known, page - 1, first=first)
        text = say("diary-pick") if found else say("diary-empty")
        lines = (
            (Button(self._line(uow, known, one), data(NAME, "open", one.id, str(page))),)
            for one in found[:PAGE]
        )
        newer = Button(say("diary-newer"), data(NAME, "page", str(page - 1)))
        older = Button(say("diary-older"), data(NAME, "page", str(page + 1)))
        around = Button(say("diary-progress"), data("progress", "show"))
        turn = (*((newer,) if page > 0 else ()), *((older,) if len(found) > PAGE else ()))
        keyboard: Keyboard = (*lines, *((turn,) if turn else ()), *(((around,),) if found else ()))
        text = f"{first}\n\n{text}" if first else text
        return Reply(known.chat, text, title=say("diary-title"), keyboard=keyboard, slot=SLOT)

    def _one(self, uow: UnitOfWork, known: Known, sentence: Sentence, page: int) -> Reply:
        say = known.say
        coach = messaging.coach_of(uow, known.runner)
        text = f"{_cut(sentence.text, LONGEST)}\n\n{_who_reads(known, sentence, coach)}"
        change = Button(say("diary-change"), data(NAME, "edit", sentence.id, str(page)))
        delete = Button(say("diary-delete"), data(NAME, "delete", sentence.id, str(page)))
        back = Button(say("button-back"), data(NAME, "page", str(page)))
        keyboard: Keyboard = ((change, delete), (back,))
        if coach is not None:
            what = "keep" if sentence.shared else "share"
            turn = Button(say(f"diary-{what}"), data(NAME, what, sentence.id, str(page)))
            keyboard = ((turn,), *keyboard)
        title = say.date(self._day(uow, known, sentence))
        return Reply(known.chat, text, title=title, keyboard=keyboard, slot=SLOT)

    def _edit_asked(self, uow: UnitOfWork, known: Known, sentence: Sentence) -> Reply:
        """Ask for the new text, in a new message: the next thing that is typed answers it."""
        slot = f"{EDIT}{sentence.id}"
        uow.outbox.forget_slot(known.chat, slot)
        no = Button(known.say("diary-change-no"), data(NAME, "kept", sentence.id, "0"))
        text = known.say("diary-change-ask")
        if sentence.message_id is not None:
            text = f"{text} {known.say('diary-edit')}"
        return Reply(known.chat, text, keyboard=((no,),), slot=slot)

    def _delete_asked(self, known: Known, sentence: Sentence, page: int) -> Reply:
        say = known.say
        yes = Button(say("diary-delete-yes"), data(NAME, "deleted", sentence.id, str(page)))
        no = Button(say("diary-delete-no"), data(NAME, "open", sentence.id, str(page)))
        return Reply(known.chat, say("diary-delete-ask"), keyboard=((yes, no),), slot=SLOT)

    def _line(self, uow: UnitOfWork, known: Known, sentence: Sentence) -> str:
        day = known.say.short_date(self._day(uow, known, sentence))
        return f"{day} · {_cut(' '.join(sentence.text.split()), PREVIEW)}"

    def _day(self, uow: UnitOfWork, known: Known, sentence: Sentence) -> date:
        """Return the day of the run; a sentence may have been written later."""
        run = uow.runs.by_id(known.runner.id, sentence.run_id)
        if run is not None:
            return run.local_date
        return day_in(known.runner.timezone, sentence.written_at)


def _cut(text: str, longest: int) -> str:
    """Return at most so many characters of a text; what is left out shows as `…`."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _who_reads(known: Known, sentence: Sentence, coach: Coach | None) -> str:
    if sentence.shared and coach is not None:
        return known.say("diary-shared", coach=coach.name)
    return known.say("diary-private")


def _number(page: str) -> int:
    """Return the page of a button; a forged one is the first."""
    return int(page) if PAGE_NUMBER.fullmatch(page) else 0
