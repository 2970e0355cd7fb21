"""The queue of updates: kept until the bot confirms them, by offset or by a webhook's answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.demo.bell import Bell
from bot.demo.wire import JsonObject

BATCH = 100
# Telegram gives these only when they are asked for by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Update:
    """One update. `lane` is the chat or person whose order it belongs to."""

    id: int
    kind: str
    lane: int
    told: JsonObject


class Updates:
    """Pending updates, oldest first."""

    def __init__(self, first: int) -> None:
        self._next = first
        self._pending: dict[int, Update] = {}
        self._allowed: frozenset[str] = frozenset()
        self.poller = 0
        self.bell = Bell()
        self.given: list[JsonObject] = []  # all but the forged ones

    def add(self, kind: str, lane: int, body: JsonObject) -> Update | None:
        """Queue an update; returns None when the bot did not ask for this kind."""
        wanted = kind in self._allowed if self._allowed else kind not in ON_REQUEST
        if not wanted:
            return None
        told: JsonObject = {"update_id": self._next, kind: body}
        self.given.append(told)
        return self.add_raw(kind, lane, told)

    def add_raw(self, kind: str, lane: int, told: JsonObject) -> Update:
        """Queue an update exactly as told; its number is the one in the queue, not in `told`."""
        update = Update(self._next, kind, lane, told)
        self._next += 1
        self._pending[update.id] = update
        self.bell.ring()
        return update

    @property
    def upcoming(self) -> int:
        """Return the number that the next update will have."""
        return self._next

    def allow(self, kinds: Iterable[str]) -> None:
        """Set the kinds the bot wants from now on; none means the usual ones."""
        self._allowed = frozenset(kinds)

    @property
    def allowed(self) -> list[str]:
        """Return the kinds the bot asked for by name."""
        return sorted(self._allowed)

    @property
    def pending(self) -> tuple[Update, ...]:
        """Return what the bot has not confirmed, oldest first."""
        return tuple(self._pending.values())

    def is_pending(self, update: Update) -> bool:
        """Tell whether the bot has yet to confirm it."""
        return update.id in self._pending

    def waits_for(self, lane: int) -> bool:
        """Tell whether an update of this chat has yet to be confirmed."""
        return any(one.lane == lane for one in self._pending.values())

    def confirm(self, offset: int) -> list[Update]:
        """Forget what lies before `offset`; a negative one keeps only the last so many."""
        numbers = list(self._pending)
        gone = (
            [n for n in numbers if n < offset] if offset > 0 else numbers[: len(numbers) + offset]
        )
        return [self._pending.pop(number) for number in gone] if offset else []

    def done(self, update: Update) -> None:
        """Forget one update, which a webhook has taken."""
        self._pending.pop(update.id, None)

    def clear(self) -> list[Update]:
        """Drop everything pending."""
        dropped = list(self._pending.values())
        self._pending.clear()
        return dropped

    def take(self, limit: int) -> list[JsonObject]:
        """Return the oldest pending updates; they stay pending until confirmed."""
        return [one.told for one in self.pending[:limit]]
