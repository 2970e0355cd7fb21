"""What is quick in tests: Telegram may be asked as fast as it can answer, without certificates."""

import ssl
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

NO_TLS: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""To read the certificates of this machine takes longer than to open a town."""
