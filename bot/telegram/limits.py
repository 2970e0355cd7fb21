"""How fast Telegram may be asked: buckets that fill by machine time, and pauses it asks for."""

from dataclasses import dataclass, field
from typing import Final

# More chats than this in memory, and those that are at rest are forgotten.
CROWD: Final = 2_000
LONGEST_FOR_ALL: Final = 60.0
"""Seconds for which what two chats were told holds everybody; then a third one finds out."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What Telegram allows (https://core.telegram.org/bots/faq): about 30/s, and 1/s a chat.

    Below 30: what leaves us spread evenly arrives up to a sixth of a second closer together, and
    Telegram counts arrivals. Edits that answer a tap, and the help card, obey a 429 only. Times in
    seconds.
    """

    overall_per_second: float = 25.0
    overall_burst: int = 2
    chat_per_second: float = 1.0
    chat_burst: int = 5
    in_flight: int = 64
    scan_every: float = 1.0
    first_pause: float = 0.5
    longest_pause: float = 10.0

    def pause(self, tries: int) -> float:
        """Seconds to wait after so many tries that failed: twice as long each time."""
        return min(self.first_pause * 2.0 ** min(tries, 16), self.longest_pause)


@dataclass(slots=True)
class Bucket:
    """So many a second, with a burst. `full_at` is when it would be full again."""

    per_second: float
    burst: int
    full_at: float = 0.0

    def room(self, now: float) -> int:
        """How many may go at once."""
        missing = max(0.0, self.full_at - now) * self.per_second
        return int(self.burst - missing + 1e-6)

    def reserve(self, now: float) -> float:
        """Take one place; returns the seconds to wait for it."""
        self.full_at = max(self.full_at, now) + 1.0 / self.per_second
        return max(0.0, self.full_at - self.burst / self.per_second - now)


@dataclass(slots=True)
class Pace:
    """All buckets, and the pauses that Telegram asked for. `now` is machine time in seconds."""

    limits: Limits
    _overall: Bucket = field(init=False)
    _chats: dict[int, Bucket] = field(default_factory=dict)
    _paused: dict[int, float] = field(default_factory=dict)
    _all_paused: float = 0.0

    def __post_init__(self) -> None:
        self._overall = Bucket(self.limits.overall_per_second, self.limits.overall_burst)

    def room(self, now: float) -> int:
        """How many unasked messages may go at once."""
        return 0 if self.all_paused(now) else self._overall.room(now)

    def chat_wait(self, chat: int, now: float) -> float:
        """Seconds until this chat may have one more message; nothing is taken."""
        bucket = self._chats.get(chat)
        full = bucket is not None and bucket.room(now) < 1
        wait = 1.0 / self.limits.chat_per_second if full else 0.0
        return max(wait, self.paused(chat, now))

    def reserve(self, chat: int, now: float) -> float:
        """Take a place for a message to this chat; returns the seconds to wait for it."""
        if len(self._chats) > CROWD:
            self._forget(now)
        bucket = self._chats.get(chat)
        if bucket is None:
            bucket = Bucket(self.limits.chat_per_second, self.limits.chat_burst)
            self._chats[chat] = bucket
        return max(self._overall.reserve(now), bucket.reserve(now), self.paused(chat, now))

    def pause(self, chat: int, seconds: float, now: float) -> None:
        """Telegram asked this chat to wait; when it asks two chats at once, it means us all."""
        self._paused = {one: until for one, until in self._paused.items() if until > now}
        others = any(one != chat for one in self._paused)
        self._paused[chat] = now + seconds
        if others:
            self._all_paused = max(self._all_paused, now + min(seconds, LONGEST_FOR_ALL))

    def paused(self, chat: int, now: float) -> float:
        """Seconds that Telegram still wants this chat to wait."""
        return max(0.0, self._paused.get(chat, 0.0) - now, self._all_paused - now)

    def all_paused(self, now: float) -> float:
        """Seconds that Telegram still wants everybody to wait."""
        return max(0.0, self._all_paused - now)

    def _forget(self, now: float) -> None:
        self._chats = {one: b for one, b in self._chats.items() if b.full_at > now}
