"""Telegram's faults as weather: so many of a hundred requests go wrong, in every way there is."""

import random
from collections import Counter
from collections.abc import Sequence

from bot.demo.faults import Fault, Faults

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
CANNOT = "Bad Request: message can't be edited"


class Weather(Faults):
    """Goes wrong in so many of a hundred requests, in any way that a request of its kind can."""

    def __init__(self, percent: int) -> None:
        super().__init__()
        self.chance = random.Random(percent)  # noqa: S311 - no secret
        self.percent = percent
        self.met: Counter[str] = Counter()

    def take(self, method: str, chat: int | None) -> Fault | None:
        """Return what goes wrong with this request, if anything does."""
        known = super().take(method, chat)
        if known is not None or self.chance.random() * 100 >= self.percent:
            return known
        kind = self.chance.choice(self._kinds(method))
        self.met[kind] += 1
        return self._fault(method, kind)

    def _kinds(self, method: str) -> Sequence[str]:
        often = ["500", "502", "cut before", "cut after", "garbage"] * 3
        if method == "getUpdates":
            return [*often, "429", "409"]
        if method == "answerCallbackQuery":
            return [*often, "429", "too old"]
        if method == "editMessageText":
            return [*often, "429", "401", "404", "cannot"]
        return [*often, "429", "401", "404"] if method.startswith("send") else often

    @staticmethod
    def _fault(method: str, kind: str) -> Fault:
        match kind:
            case "cut before":
                return Fault(method, cut="before")
            case "cut after":
                return Fault(method, cut="after")
            case "garbage":
                return Fault(method, garbage=True)
            case "too old":
                return Fault(method, error=400, description=TOO_OLD)
            case "cannot":
                return Fault(method, error=400, description=CANNOT)
            case _:
                return Fault(method, error=int(kind))
