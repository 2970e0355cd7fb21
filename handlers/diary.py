"""The diary: a runner's own sentences, to read, share, keep to himself or delete."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.run import Sentence
from bot.telegram.reply import Button, Keyboard, Reply
from bot.usecases import privacy, reflecting
from bot.usecases.ports import Coach, UnitOfWork
from handlers.conversation import Conversation, Door, Known, data

NAME = "diary"
SLOT = "diary"
PAGE = 5  # sentences on one page
PREVIEW = 32  # characters of a sentence on its button
LONGEST = 1800  # characters of a sentence shown; twice that still fits in one message
PAGE_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Diary:
    """`/dagboek`."""

    door: Door

    def conversation(self) -> Conversation:
        """Return its command and buttons."""
        begin = self.door.known(self.begin)
        return Conversation(NAME, {"diary": begin}, self.door.known(self.tapped))

    def begin(self, uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply]:
        """The newest sentences, in a new message."""
        uow.outbox.forget_slot(known.chat, SLOT)
        return [self._page(uow, known, 0)]

    def tapped(self, uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply]:
        """A page, a sentence, or what to do with it."""
        match known.parts:
            case ("page", page):
                return [self._page(uow, known, _number(page))]
            case (what, sentence_id, page):
                sentence = uow.runs.sentence_by_id(known.runner.id, sentence_id)
                if sentence is None:
                    return [self._page(uow, known, _number(page))]
                return [self._with(uow, known, sentence, what, _number(page))]
            case _:
                return [self._page(uow, known, 0)]

    def _with(
        self, uow: UnitOfWork, known: Known, sentence: Sentence, what: str, page: int
    ) -> Reply:
        match what:
            case "delete":
                return self._delete_asked(known, sentence, page)
            case "deleted":
                privacy.forget_sentence(uow, known.runner, sentence.id)
                return self._page(uow, known, page, first=known.say("diary-deleted"))
            case "share" | "keep" if reflecting.coach_of(uow, known.runner) is not None:
                shared = what == "share"
                done = reflecting.share(uow, known.runner, sentence.id, shared=shared)
                return self._one(uow, known, sentence if done is None else done.sentence, page)
            case _:
                return self._one(uow, known, sentence, page)

    def _page(self, uow: UnitOfWork, known: Known, page: int, *, first: str = "") -> Reply:
        say = known.say
        found = uow.runs.sentences(known.runner.id, PAGE + 1, page * PAGE)
        if not found and page > 0:
            return self._page(uow, known, page - 1, first=first)
        text = say("diary-pick") if found else say("diary-empty")
        lines = (
            (Button(self._line(uow, known, one), data(NAME, "open", one.id, str(page))),)
            for one in found[:PAGE]
        )
        newer = Button(say("diary-newer"), data(NAME, "page", str(page - 1)))
        older = Button(say("diary-older"), data(NAME, "page", str(page + 1)))
        turn = (*((newer,) if page > 0 else ()), *((older,) if len(found) > PAGE else ()))
        keyboard: Keyboard = (*lines, *((turn,) if turn else ()))
        text = f"{first}\n\n{text}" if first else text
        return Reply(known.chat, text, title=say("diary-title"), keyboard=keyboard, slot=SLOT)

    def _one(self, uow: UnitOfWork, known: Known, sentence: Sentence, page: int) -> Reply:
        say = known.say
        coach = reflecting.coach_of(uow, known.runner)
        text = f"{_cut(sentence.text, LONGEST)}\n\n{_who_reads(known, sentence, coach)}"
        if sentence.message_id is not None:
            text = f"{text} {say('diary-edit')}"
        delete = Button(say("diary-delete"), data(NAME, "delete", sentence.id, str(page)))
        back = Button(say("button-back"), data(NAME, "page", str(page)))
        keyboard: Keyboard = ((delete, back),)
        if coach is not None:
            what = "keep" if sentence.shared else "share"
            turn = Button(say(f"diary-{what}"), data(NAME, what, sentence.id, str(page)))
            keyboard = ((turn,), *keyboard)
        title = say.date(self._day(uow, known, sentence))
        return Reply(known.chat, text, title=title, keyboard=keyboard, slot=SLOT)

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
        return sentence.written_at.astimezone(ZoneInfo(known.runner.timezone)).date()


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
