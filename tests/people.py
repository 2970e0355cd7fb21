"""People as tests speak of them: a runner says and taps, a coach sees.

Each step waits until the bot has come to rest; nothing here looks into the bot.
"""

import html
import re
from collections.abc import Awaitable, Callable

import httpx2

from bot.demo.chats import Message
from bot.demo.people import Person
from bot.words import Say

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"
"""A picture of one point by one, as far as anybody looks."""

Settles = Callable[[], Awaitable[None]]

_HIDDEN = re.compile(r'<span class="hidden">.*?</span>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


class Runner:
    """Somebody with a phone. `actions` counts what his thumbs do: texts and taps."""

    def __init__(self, person: Person, settles: Settles, say: Say) -> None:
        self.person = person
        self.say = say
        self.actions = 0
        self._settles = settles
        self._since = 0

    @property
    def chat(self) -> int:
        """The id of the chat."""
        return self.person.id

    # ------------------------------------------------------------------ what he does
    async def says(self, text: str) -> Message:
        """Type something, a command too."""
        self._acts()
        said = self.person.says(text)
        await self._settles()
        return said

    async def taps(self, *labels: str) -> None:
        """Tap buttons, one after the other, each on the newest message that has it."""
        for label in labels:
            self._acts()
            self.person.taps(label)
            await self._settles()

    async def taps_twice(self, label: str) -> None:
        """Tap a button again before the bot had time to answer."""
        self._acts()
        self.person.taps(label)
        self.person.taps(label)
        await self._settles()

    async def forges(self, data: str, on: Message | int | None = None) -> None:
        """Send button data that need not exist; `on` a message of any age, or one that is gone."""
        self._acts()
        newest = self.person.chat.last_from_bot
        self.person.forges(data, on or newest or 1)
        await self._settles()

    async def does(self, deed: Callable[[], object]) -> None:
        """Do anything else that a person can do: `sanne.does(sanne.person.sends_voice)`."""
        self._acts()
        deed()
        await self._settles()

    async def edits(self, message: Message, text: str) -> None:
        """Change a message of his own."""
        await self.does(lambda: self.person.edits(message, text))

    def _acts(self) -> None:
        self.actions += 1
        self.looks_away()

    def looks_away(self) -> None:
        """Forget what was seen: `sees` is about what comes from here on."""
        self._since = len(self.person.chat.history)

    # ------------------------------------------------------------------ what he sees
    @property
    def news(self) -> list[Message]:
        """What the bot sent or edited since the last action, as it was then."""
        happened = self.person.chat.history[self._since :]
        return [
            one.message
            for one in happened
            if one.by_bot and one.what in {"sent", "edited"} and one.message is not None
        ]

    @property
    def last(self) -> str:
        """The text that the bot sent or edited last."""
        told = [
            one.message.text
            for one in self.person.chat.history
            if one.by_bot and one.what in {"sent", "edited"} and one.message is not None
        ]
        return told[-1] if told else ""

    @property
    def buttons(self) -> list[str]:
        """The labels on what changed since the last action, as it is now."""
        changed = dict.fromkeys(one.id for one in self.news)
        there = [self.person.chat.message(number) for number in changed]
        return [button.text for one in there if one for button in one.all_buttons]

    @property
    def texts(self) -> list[str]:
        """All that the bot has in this chat now, oldest first."""
        return [one.text for one in self.person.messages if one.from_bot]

    def sees(self, *words: str) -> None:
        """Hold that each of these words came since the last action."""
        seen = "\n".join(one.text for one in self.news)
        for word in words:
            assert word in seen, f"{word!r} is not in {seen!r}"

    def sees_nothing(self) -> None:
        """Hold that nothing came since the last action."""
        assert [one.text for one in self.news] == []

    def does_not_see(self, *words: str) -> None:
        """Hold that none of these words came since the last action."""
        seen = "\n".join(one.text for one in self.news)
        for word in words:
            assert word not in seen, f"{word!r} is in {seen!r}"

    # ------------------------------------------------------------------ roads walked often
    async def joins(
        self, *, safety: str = "safety-clear", standing: str = "starting", invite: str = ""
    ) -> None:
        """From START to the first question of the first check-in."""
        await self.says(f"/start {invite}".strip())
        await self.taps(self.say("start-agree"), self.say(safety))
        await self.taps(self.say(f"start-standing-{standing}"))

    async def checks_in(
        self,
        tension: str = "7",
        need: str = "silence",
        length: str = "short",
        head: str | None = "plain",
    ) -> None:
        """Answer the questions of a check-in up to the card; the head only where it is asked."""
        await self.taps(tension)
        await self.taps(self.say(f"check-in-need-{need.replace('_', '-')}"))
        await self.taps(self.say(f"check-in-length-{length}"))
        if head is not None and self.say("check-in-head-ask") in self.last:
            await self.taps(self.say(f"check-in-head-{head}"))

    async def goes(self) -> None:
        """*Ik ga lopen*."""
        await self.taps(self.say("card-go-run"))

    async def comes_back(self, sentence: str = "") -> Message | None:
        """*Ik ben terug*, perhaps with the sentence; returns the message that wrote it."""
        await self.taps(self.say("run-back"))
        return await self.says(sentence) if sentence else None


class Coach:
    """A coach: a chat like any other (`phone`), and a dashboard in a browser."""

    def __init__(self, phone: Runner, browser: Callable[[], httpx2.AsyncClient]) -> None:
        self.phone = phone
        self._browser = browser

    async def invites(self) -> str:
        """Ask for an invitation; returns what stands behind `?start=` in its link."""
        await self.phone.says("/uitnodigen")
        return self.phone.last.rpartition("?start=")[2]

    async def page(self, path: str = "/") -> str:
        """Return the text of a page as it is read, one space between words."""
        answer = await self._browser().get(path)
        assert answer.status_code in {200, 404}, path
        bare = _TAG.sub(" ", _HIDDEN.sub(" ", answer.text))
        return " ".join(html.unescape(bare).split())

    async def writes_to(self, name: str, text: str) -> None:
        """Write a message on the page of the runner of this name."""
        await self.posts(f"{await self.path_of(name)}/messages", text=text)

    async def posts(self, path: str, *, answered: int | None = None, **form: str) -> None:
        """Send a form as a page of the dashboard does; `answered`: with this, else all is well."""
        browser = self._browser()
        own = {"Sec-Fetch-Site": "same-origin", "Origin": str(browser.base_url).rstrip("/")}
        answer = await browser.post(path, data=form, headers=own)
        assert answer.status_code in ({200, 303} if answered is None else {answered}), path

    async def path_of(self, name: str) -> str:
        """Return the address of the page of the runner of this name."""
        answer = await self._browser().get("/runners")
        link = rf'href="(/runners/[^"]+)">\s*(?:<span[^>]*>)+{re.escape(name)}<'
        found = re.search(link, answer.text)
        assert found is not None, f"{name!r} is not in the list"
        return found[1]

    async def sees(self, *words: str, at: str = "/") -> None:
        """Hold that each of these words stands on the page."""
        page = await self.page(at)
        for word in words:
            assert word in page, f"{word!r} is not on the page"

    async def does_not_see(self, *words: str, at: str = "/") -> None:
        """Hold that none of these words stands on the page."""
        page = await self.page(at)
        for word in words:
            assert word not in page, f"{word!r} is on the page"
