"""The bot token, kept out of everything that is written: it is part of every address."""

import logging
import re
from typing import Final

# In an address, where a colon may be written %3A, or bare, as in a setting. Looked for where digits
# begin, not at each of them: a stranger may send many.
_TOKEN: Final = re.compile(
    r"(bot)?(?<!\d)\d{4,}(?::|%3[Aa])[A-Za-z0-9_-]{20,}|bot\d+(?::|%3[Aa])[^\s/'\"]+"
)
HIDDEN: Final = "bot<token>"


def redact(text: str) -> str:
    """Return `text` without any bot token."""
    return _TOKEN.sub(HIDDEN, text)


class RedactingFormatter(logging.Formatter):
    """Formats as `inner` does, message and traceback and all, then takes tokens out."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """Return the line to write."""
        return redact(self._inner.format(record))
