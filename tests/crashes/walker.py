"""Somebody who goes through his days by what stands on his phone, and writes down what he said.

He looks at the buttons that are there, taps one, sometimes changes his mind, sometimes taps again
because nothing happens. All randomness comes from one `Random`, so that a seed tells it all.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.demo.chats import Message
from tests.crashes.notebook import Notebook, Said
from tests.crashes.phone import Parts, Phone, parts_of

BY_HAND = 0.35  # so often a day is only told afterwards
CHANGES_MIND = 0.15
DECLINES = 0.1
LOOKS_AROUND = 0.1  # *Something else*
REWRITES = 0.1  # his sentence, once: told again that it is kept, he would wait for news in vain
MORE = " en meer"


class Phase(Enum):
    """Where he thinks that he is."""

    JOINS = auto()
    IDLE = auto()
    CHECKS_IN = auto()
    OUT = auto()
    BACK = auto()  # he owes the sentence
    TOLD = auto()


@dataclass(slots=True)
class Walker:
    """One runner. `rests`: he says "not today" and then only gets nudges (no run holds them)."""

    phone: Phone
    chance: random.Random
    invite: str
    rests: bool = False
    notes: Notebook = field(default_factory=Notebook)
    phase: Phase = Phase.JOINS
    run_id: str = ""
    over: set[str] = field(default_factory=set)  # runs that he is through with
    answers: int = 0

    @property
    def name(self) -> str:
        """What he is called: a canary, and so is what he writes, for his name is in it."""
        return self.phone.person.account.first_name

    @property
    def rested(self) -> bool:
        """Whether he does nothing more, and can be nudged."""
        return self.rests and self.phase is Phase.IDLE and bool(self.over)

    def acts(self) -> bool:
        """Do the next thing; False when nothing new on the phone asks for one (yet)."""
        if self.rested or not self.phone.has_news:
            return False
        deeds = {
            Phase.JOINS: self._joins,
            Phase.IDLE: self._begins,
            Phase.CHECKS_IN: self._checks_in,
            Phase.OUT: self._comes_back,
            Phase.BACK: self._tells,
            Phase.TOLD: self._reflects,
        }
        return deeds[self.phase]()

    def begins_anew(self) -> bool:
        """Let go of whatever he was at, as one does after a night, and begin."""
        if self.run_id:
            self.over.add(self.run_id)
        self.phase, self.run_id = Phase.IDLE, ""
        return self._begins()

    # ------------------------------------------------------------------ the parts of a day
    def _joins(self) -> bool:
        if not self.phone.person.messages:
            return self.phone.types(f"/start {self.invite}") is not None
        if self._newest("check_in") is not None:
            self.phase = Phase.CHECKS_IN
            return self._checks_in()
        for wanted in (("start", "agree"), ("start", "safety", "clear"), ("start", "standing")):
            found = self._newest(*wanted)
            if found is not None:
                fitting = [one for one in parts_of(found) if one[: len(wanted)] == wanted]
                return self._taps(self.chance.choice(fitting), found)
        return False

    def _begins(self) -> bool:
        if self.chance.random() < BY_HAND:
            if self.phone.types("/ran yesterday") is None:
                return False
            self.notes.by_hand += 1
            self.phase, self.run_id = Phase.BACK, ""
            return True
        if self.phone.types("/checkin") is None:
            return False
        self.phase, self.run_id = Phase.CHECKS_IN, ""
        return True

    def _checks_in(self) -> bool:
        found = self._newest("check_in")
        if found is None:
            return False
        there = [one for one in parts_of(found) if one[0] == "check_in"]
        self.run_id = there[0][1]
        asked = [one for one in there if len(one) == 4 and one[2] not in {"wish", "unwell"}]
        if asked:
            return self._answers(asked[0][2], [one[3] for one in asked], found)
        said = {one[2] for one in there if len(one) == 3}
        if not said & {"go", "no"}:
            return self._wishes(there, found)
        return self._at_card(said, found)

    def _at_card(self, said: set[str], card: Message) -> bool:
        what = "go" if "go" in said else "no"
        if self.rests or self.chance.random() < DECLINES:
            what = "no"
        elif "other" in said and self.chance.random() < LOOKS_AROUND:
            what = "other"
        if not self._taps(("check_in", self.run_id, what), card):
            return False
        if what == "go":
            self.phase = Phase.OUT
        elif what == "no":
            self._through()
        return True

    def _wishes(self, there: Sequence[Parts], screen: Message) -> bool:
        """*Something else*: one of the wishes, or back to the card, or not well at all."""
        which = self.chance.choice([one for one in there if one[2] != "back"])
        if not self._taps(which, screen):
            return False
        if which[2] == "unwell" and which[3:]:
            self.notes.tapped(self.run_id, "unwell", which[3:])
            self._through()
        return True

    def _comes_back(self) -> bool:
        found = self._newest("run", self.run_id, "back")
        if found is None:
            card = self._newest("check_in", self.run_id)
            said = set() if card is None else {one[2:] for one in parts_of(card)}
            if ("no",) not in said or ("go",) in said:
                return False
            # While he tapped, the card became one of rest.
            self.phase = Phase.CHECKS_IN
            return self._checks_in()
        if not self._taps(("run", self.run_id, "back"), found):
            return False
        self.phase = Phase.BACK
        return True

    def _tells(self) -> bool:
        text = f"zin {len(self.notes.sentences)} van {self.name}"
        said = self.phone.types(text)
        if said is None:
            return False
        self.answers += 1
        self.notes.sentences.append(Said(said.id, text))
        self.phase = Phase.TOLD
        return True

    def _reflects(self) -> bool:
        panel = self._newest("reflection", *([self.run_id] if self.run_id else []), last="done")
        if panel is None:
            return False
        done = next(one for one in parts_of(panel) if one[-1] == "done")
        self.run_id = done[1]
        coach = self._newest("coach", "decide", "yes")
        if coach is not None:
            return self._taps(("coach", "decide", "yes"), coach)
        if self.chance.random() < REWRITES and not self.notes.sentences[-1].text.endswith(MORE):
            return self._rewrites()
        return self._shares() or self._fills_in(panel) or self._finishes(done, panel)

    def _rewrites(self) -> bool:
        said = self.notes.sentences[-1]
        text = said.text + MORE
        if not self.phone.rewrites(said.message_id, text):
            return False
        said.text = text
        self.answers += 1
        return True

    def _shares(self) -> bool:
        found = self._newest("reflection", "share")
        if found is None:
            return False
        shares = self.chance.random() < 0.5
        sentence_id = next(one[2] for one in parts_of(found) if one[1] == "share")
        if sentence_id in self.notes.shared:
            return False
        if not self._taps(("reflection", "share" if shares else "keep", sentence_id), found):
            return False
        self.notes.shared[sentence_id] = shares
        return True

    def _fills_in(self, panel: Message) -> bool:
        asked: dict[str, list[str]] = {}
        for one in parts_of(panel):
            if len(one) == 4:
                asked.setdefault(one[2], []).append(one[3])
        for question, options in asked.items():
            if (self.run_id, question) not in self.notes.taps:
                return self._answers(question, options, panel, form="reflection")
        return False

    def _finishes(self, done: Parts, panel: Message) -> bool:
        if not self._taps(done, panel):
            return False
        self.notes.finished.append(self.run_id)
        self._through()
        return True

    def _through(self) -> None:
        self.over.add(self.run_id)
        self.phase, self.run_id = Phase.IDLE, ""

    def _answers(
        self, question: str, options: Sequence[str], on: Message, form: str = "check_in"
    ) -> bool:
        """Answer; sometimes with two changes of mind in one breath."""
        times = 3 if self.chance.random() < CHANGES_MIND else 1
        tapped = [self.chance.choice(options) for _ in range(times)]
        for option in tapped:
            if not self._taps((form, self.run_id, question, option), on):
                return False
            self.notes.tapped(self.run_id, question, [option])
        return True

    def _taps(self, parts: Parts, on: Message) -> bool:
        tapped = self.phone.taps(parts, on)
        self.answers += tapped
        return tapped

    def _newest(self, *begin: str, last: str = "") -> Message | None:
        return self.phone.newest(*begin, last=last, over=self.over)
