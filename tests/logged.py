"""What is logged as it is really written: as JSON and as lines for people, at DEBUG."""

import contextlib
import io
import logging
import sys
from collections.abc import Iterator

import structlog

from bot.process.logs import set_up_logs


@contextlib.contextmanager
def written_logs() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Write logs both ways, and put everything back."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level, written = root.handlers[:], root.level, (io.StringIO(), io.StringIO())
    both: list[logging.Handler] = []
    for stream, as_json in zip(written, (True, False), strict=True):
        set_up_logs("DEBUG", as_json=as_json, stream=stream)
        both += root.handlers
    root.handlers[:] = both
    try:
        yield written
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        sys.excepthook = hook
        logging.captureWarnings(capture=False)
        structlog.reset_defaults()
