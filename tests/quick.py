"""How fast Telegram may be asked in tests: as fast as it can answer."""

from typing import Final

from bot.telegram.limits import Limits

# No test waits for a pause that is only there to be kind to Telegram.
QUICK: Final = Limits(
    overall_per_second=1e6,
    overall_burst=1000,
    chat_per_second=1e6,
    first_pause=0.02,
    longest_pause=0.1,
    scan_every=0.2,
)
