"""The only place that looks at the clock. Everything else is told the time."""

from datetime import UTC, datetime, timedelta
from time import monotonic


class Clock:
    """People's time and machine time.

    People's time (`now`) is what runners and coaches live in; the demo may move it forward, never
    back. Machine time (`monotonic`) is for back-off, limits, leases and time-outs.
    """

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self._offset = offset

    @property
    def offset(self) -> timedelta:
        """How far people's time runs ahead of the machine's."""
        return self._offset

    def now(self) -> datetime:
        """People's time, aware, in UTC."""
        return datetime.now(UTC) + self._offset  # noqa: TID251  this is the one place

    def machine_now(self) -> datetime:
        """The machine's own time, aware, in UTC: sign-in sessions and leases live by it."""
        return datetime.now(UTC)  # noqa: TID251  this is the one place

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return monotonic()

    def move_to(self, offset: timedelta) -> None:
        """Move people's time to `offset` ahead of the machine's; it never moves back."""
        self._offset = max(self._offset, offset)
