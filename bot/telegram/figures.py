"""Numbers for /metrics: counts and times only, never who or what."""

from typing import Final

from prometheus_client import Counter, Gauge, Histogram

MESSAGES: Final = Counter(
    "lichter_messages_total", "Messages by kind and what became of them", ["kind", "outcome"]
)
UPDATES: Final = Counter(
    "lichter_updates_total", "Updates by form and what became of them", ["form", "outcome"]
)
STEP_SECONDS: Final = Histogram(
    "lichter_step_seconds",
    "From an update's turn to its commit",
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
WAITING: Final = Gauge("lichter_updates_waiting", "Updates in the lanes, not yet handled")
LAST_GOOD_POLL: Final = Gauge(
    "lichter_last_good_poll_seconds", "Machine time of the last good poll"
)
