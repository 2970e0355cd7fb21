"""What the program writes about itself: ids and outcomes, on standard error.

Never a token, a sentence, an answer or a name. A traceback tells where something went wrong and
of what class it was, not its words: they may quote what somebody wrote.
"""

import logging
import re
import sys
import traceback
from collections.abc import Sequence
from types import TracebackType
from typing import Final, TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from bot.telegram.redaction import RedactingFormatter

# At INFO httpx writes each address, and so the token; at DEBUG python-telegram-bot and aiohttp
# write what people say.
QUIET = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiohttp": logging.WARNING,
    "telegram": logging.WARNING,
    "apscheduler": logging.WARNING,
    "alembic": logging.WARNING,
    "uvicorn.access": logging.WARNING,
    "asyncio": logging.WARNING,
}

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def where(error: BaseException) -> str:
    """Return the places an error came through, and the classes in its chain, without any words."""
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    frames = traceback.extract_tb(error.__traceback__)
    lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += ["from", where(cause)]
    return "\n".join(lines)


def wordless(exc_info: ExcInfo) -> str:
    """Return an exception as structlog hands it over, without its words."""
    return where(exc_info[1])


def in_one_line(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Show what would begin a line or move the cursor: a library may quote a stranger."""
    event["event"] = _CONTROL.sub(lambda one: repr(one[0])[1:-1], str(event["event"]))
    return event


_SHARED: Final[Sequence[Processor]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.ExceptionRenderer(wordless),
)
"""What every line goes through, whichever library it is of."""


def set_up_logs(
    level: str = "INFO", *, as_json: bool | None = None, stream: TextIO | None = None
) -> None:
    """Send structlog and the standard library the same way: JSON, unless somebody is watching."""
    out = stream or sys.stderr
    plain = out.isatty() if as_json is None else not as_json
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(RedactingFormatter(_lines(out) if plain else _json()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(max(least, root.level))
    logging.captureWarnings(capture=True)
    sys.excepthook = _last_words


def _lines(out: TextIO) -> logging.Formatter:
    return _ending_in(
        structlog.dev.ConsoleRenderer(colors=out.isatty(), exception_formatter=_as_it_is)
    )


def _json() -> logging.Formatter:
    return _ending_in(structlog.processors.JSONRenderer(ensure_ascii=False))


def _ending_in(last: Processor) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            in_one_line,
            last,
        ],
    )


def _as_it_is(stream: TextIO, exc_info: ExcInfo) -> None:
    stream.write("\n" + wordless(exc_info))


def _last_words(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write what nobody caught, without its words."""
    del kind, trace
    if isinstance(error, KeyboardInterrupt):
        return
    logging.getLogger("lichter").critical("it ended by surprise", exc_info=error)
