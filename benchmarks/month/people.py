"""Who lives through the month: runners with habits, and coaches who open their pages."""

import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

import httpx2

from bot.demo.people import Person
from tests.canaries import STEM
from tests.crashes.phone import parts_of
from tests.crashes.walker import Phase, Walker

PLANS, STOPS, LOOKS_BACK, BLOCKS = 0.15, 0.02, 0.02, 0.004
"""How often, on a day: a busy moment is planned; `/stop`; `/progress`; the bot is blocked."""

TAKES_NUDGE = 0.6
BLOCKED_FOR = timedelta(days=3)
KEPT = 30  # messages that stay on a phone: nobody scrolls further back
LINK = re.compile(r"/in/[\w%-]+")
BUSY = f"tomorrow 15:00 {STEM}"


@dataclass(slots=True)
class Habits:
    """A runner of whom each day is like the last: on some weekdays he runs, at one hour."""

    walker: Walker
    chance: random.Random
    weekdays: frozenset[int]
    hour: int
    blocked_since: date | None = None
    busy: bool = False
    _plans: bool = False
    _went_out: int = -1

    @property
    def person(self) -> Person:
        """Whoever holds the phone."""
        return self.walker.phone.person

    def hour_comes(self, day: date, hour: int, number: int) -> None:
        """A new hour: see what he feels like. `number`: of the hour since the beginning."""
        self.busy = False
        if self.blocked_since is not None:
            if day - self.blocked_since < BLOCKED_FOR:
                return
            self.blocked_since = None
            self.person.unblocks()
        self._plans_on()
        out = self.walker.phase is Phase.OUT and self._went_out < number
        joins = self.walker.phase is Phase.JOINS and hour == self.hour
        self.busy = out or joins or self._is_nudged()
        if self.busy or hour != self.hour:
            return
        if self.chance.random() < BLOCKS:
            self.blocked_since = day
            self.person.blocks()
        elif day.weekday() in self.weekdays:
            self.walker.begins_anew()
            self.busy = True
        else:
            self._potters()

    def acts(self, number: int) -> None:
        """Do the next thing, if there is one."""
        if not self.busy:
            return
        was = self.walker.phase
        acted = self.walker.acts()
        if self.walker.phase is Phase.OUT and was is not Phase.OUT:
            self._went_out = number
        rests = self.walker.phase is Phase.IDLE and was is not Phase.IDLE
        if (acted and rests) or self._went_out == number:
            self.busy = False

    def forgets(self) -> None:
        """Let old messages go, so that a month fits in the memory of who plays Telegram."""
        chat = self.person.chat
        for gone in list(chat.now_there)[:-KEPT]:
            del chat.now_there[gone]
        del chat.history[:-KEPT]

    def _is_nudged(self) -> bool:
        """Tap a nudge that has come, if that is what he does."""
        found = self.walker.phone.newest("nudge", last="checkin", over=self.walker.over)
        if found is None or self.walker.phase is not Phase.IDLE:
            return False
        checks_in = next(one for one in parts_of(found) if one[-1] == "checkin")
        self.walker.over.add(checks_in[1])  # one answer is enough
        if self.chance.random() > TAKES_NUDGE:
            self.walker.phone.taps((*checks_in[:2], "no"), found)
            return False
        if self.walker.phone.taps(checks_in, found):
            self.walker.phase, self.walker.run_id = Phase.CHECKS_IN, ""
        return True

    def _potters(self) -> None:
        """A day without a run: perhaps he plans something, looks back, or has had enough."""
        phone, drawn = self.walker.phone, self.chance.random()
        if drawn < PLANS:
            self._plans = phone.types(BUSY) is not None
        elif drawn < PLANS + STOPS:
            phone.types("/stop")
        elif drawn < PLANS + STOPS + LOOKS_BACK:
            phone.types("/progress")

    def _plans_on(self) -> None:
        """An hour after he told of a busy moment: say when he runs."""
        found = self.walker.phone.newest("plan", "one")
        if self._plans and found is not None:
            choices = [one for one in parts_of(found) if one[:2] == ("plan", "one")]
            self.walker.phone.taps(self.chance.choice(choices), found)
        self._plans = False


@dataclass(slots=True)
class Reader:
    """A coach with a browser."""

    person: Person
    chance: random.Random
    browser: httpx2.AsyncClient
    pages: int = 0
    wrong: list[str] = field(default_factory=list)
    _asked: bool = False

    async def reads(self) -> None:
        """Open the pages, and write to somebody."""
        if (await self.browser.get("/")).status_code == httpx2.codes.UNAUTHORIZED:
            await self._comes_in()
            return
        for path in ("/", "/attention", "/runners", "/invite", "/settings"):
            await self._opens(path)
        listed = await self.browser.get("/runners")
        found = sorted(set(re.findall(r'href="(/runners/[\w-]+)"', listed.text)))
        for path in self.chance.sample(found, min(3, len(found))):
            await self._opens(path)
            await self._opens(f"{path}/talk")
            await self._writes(f"{path}/{self.chance.choice(('messages', 'notes', 'line'))}")

    async def _comes_in(self) -> None:
        """Ask for a link; the next time it is there."""
        links = [link for one in self.person.messages for link in _links(one.text)]
        links += [
            link
            for one in self.person.messages
            for button in one.all_buttons
            for link in _links(button.url or "")
        ]
        if links and self._asked:
            await self.browser.post(links[-1], data={"own": "yes"}, headers=self._own())
            self._asked = False
        else:
            self.person.says("/dashboard")
            self._asked = True

    async def _opens(self, path: str) -> None:
        answer = await self.browser.get(path)
        self.pages += 1
        if answer.status_code != httpx2.codes.OK:
            self.wrong.append(f"{answer.status_code} at {path.partition('s/')[0]}")

    async def _writes(self, path: str) -> None:
        answer = await self.browser.post(
            path, data={"text": f"Hoe ging het, {STEM}?"}, headers=self._own()
        )
        self.pages += 1
        if answer.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR:
            self.wrong.append(f"{answer.status_code} at a form")

    def _own(self) -> dict[str, str]:
        return {"Origin": str(self.browser.base_url).rstrip("/")}


def _links(text: str) -> list[str]:
    return LINK.findall(text)
