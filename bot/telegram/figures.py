"""Numbers for /metrics: counts and times only, never who or what."""

from typing import Final

from prometheus_client import Counter, Gauge, Histogram

from bot.telegram.incoming import Form
from bot.usecases.ports import Kind

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
POLL_AGE: Final = Gauge(
    "lichter_poll_age_seconds", "Since the last good poll; 0 with a webhook, which polls nothing"
)
WEBHOOK_WAITING: Final = Gauge(
    "lichter_webhook_waiting_updates", "Updates that Telegram still holds for the webhook"
)
WEBHOOK_ELSEWHERE: Final = Gauge(
    "lichter_webhook_elsewhere", "1: Telegram brings updates to another address than WEBHOOK_URL"
)
CLOCK_WRONG: Final = Gauge(
    "lichter_clock_wrong", "1: the machine's clock is not Telegram's, and nothing comes due by it"
)
INBOX: Final = Gauge("lichter_inbox_updates", "Updates that are stored and not yet handled")
INBOX_AGE: Final = Gauge("lichter_inbox_age_seconds", "How long the oldest of them has waited")
OUTBOX: Final = Gauge("lichter_outbox_messages", "Messages that may leave and have not yet")
OUTBOX_AGE: Final = Gauge("lichter_outbox_age_seconds", "How long the oldest of them has waited")

for _form in Form:  # a count that begins at 0 is one whose first step an alert can see
    UPDATES.labels(_form, "dead")

# What is counted for each update and each message is looked up by its words once.
DONE: Final = {str(form): UPDATES.labels(form, "done") for form in Form}
SENT: Final = {kind: MESSAGES.labels(kind, "sent") for kind in Kind}
