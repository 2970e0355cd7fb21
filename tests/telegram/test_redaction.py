"""No token and no words of an error in what is logged."""

import contextlib
import io
import json
import logging
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import structlog

from bot.process.logs import set_up_logs
from bot.telegram.redaction import HIDDEN, redact

TOKEN = "123456789:AAHmade-up_token_0123456789abcdefghi"


@pytest.mark.parametrize(
    "text",
    [
        f"http://host/bot{TOKEN}/sendMessage",
        f"http://host/file/bot{TOKEN}/photos/1.jpg",
        f"TELEGRAM_BOT_TOKEN={TOKEN}",
        f"https://host/bot{TOKEN.replace(':', '%3A')}/getMe",
        "http://host/bot42:short/getMe",
    ],
)
def test_a_token_is_taken_out_wherever_it_stands(text: str) -> None:
    """In addresses, settings, and encoded."""
    cleaned = redact(text)
    assert TOKEN.partition(":")[2] not in cleaned
    assert "short" not in cleaned
    assert HIDDEN in cleaned


def test_the_rest_of_an_address_stays() -> None:
    """Which method it was is worth knowing."""
    assert redact(f"/bot{TOKEN}/sendMessage failed") == f"/{HIDDEN}/sendMessage failed"


@pytest.mark.parametrize("text", ["12:30", "2026-11-22T10:11:12", "chat 1001: done"])
def test_what_is_no_token_stays(text: str) -> None:
    """Times and ids are left alone."""
    assert redact(text) == text


def test_many_digits_are_looked_at_once() -> None:
    """A stranger's million digits take a moment; with a look at the rest from each, hours."""
    digits = "9" * 1_000_000
    assert redact(digits) == digits
    assert redact(f"{digits}/bot{TOKEN}/getMe") == f"{digits}/{HIDDEN}/getMe"


@contextlib.contextmanager
def put_back() -> Iterator[None]:
    """Put everything back that is changed about logging in the block."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    root.setLevel(level)
    sys.excepthook = hook
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.fixture(params=[True, False], ids=["json", "plain"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Set logging up to write here, and put everything back."""
    stream = io.StringIO()
    with put_back():
        set_up_logs("DEBUG", as_json=request.param, stream=stream)
        yield stream


def fall() -> None:
    """Fail with a token and a sentence in the words of the error."""
    raise ValueError(f"http://host/bot{TOKEN}/x said CANARY-sentence")


def stumble() -> None:
    """Fail because of a failure."""
    try:
        fall()
    except ValueError as error:
        raise RuntimeError(f"again {TOKEN}") from error


@pytest.mark.parametrize("way", ["structlog", "standard library", "nobody caught it"])
def test_a_traceback_tells_where_and_not_what(written: io.StringIO, way: str) -> None:
    """Classes and lines are written; the words and the token are not."""
    try:
        stumble()
    except RuntimeError as error:
        if way == "structlog":
            structlog.get_logger().exception("it_failed", row="r1")
        elif way == "standard library":
            logging.getLogger("some.library").exception("it failed")
        else:
            sys.excepthook(type(error), error, error.__traceback__)
    text = written.getvalue()
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "in stumble" in text
    assert "CANARY" not in text
    assert TOKEN.partition(":")[2] not in text


def test_arguments_of_a_record_are_cleaned(written: io.StringIO) -> None:
    """A library that formats late is covered as well."""
    logging.getLogger("some.library").warning("asked %s", f"http://host/bot{TOKEN}/getMe")
    structlog.get_logger().info("asked", address=f"http://host/bot{TOKEN}/getMe")
    assert written.getvalue().count(HIDDEN) == 2
    assert TOKEN not in written.getvalue()


def test_each_line_is_one_thing_that_happened(written: io.StringIO) -> None:
    """Whatever stands in a value or in a message of a library, nobody can make up a line."""
    forged = 'x\n{"event": "forged"}\r\x1b[2K'
    structlog.get_logger().warning("asked", row=forged)
    logging.getLogger("some.library").warning("asked %s", forged)
    lines = written.getvalue().splitlines()
    assert len(lines) == 2
    assert all("asked" in line and "\x1b[2K" not in line for line in lines)


def test_a_line_can_be_read_by_a_program() -> None:
    """JSON with what happened, how bad it is, and when: in UTC."""
    stream = io.StringIO()
    with put_back():
        set_up_logs("INFO", as_json=True, stream=stream)
        structlog.get_logger().info("started", rows=3)
        logging.getLogger("some.library").error("stumbled")
    ours, theirs = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (ours["event"], ours["level"], ours["rows"]) == ("started", "info", 3)
    assert (theirs["event"], theirs["level"]) == ("stumbled", "error")
    assert datetime.fromisoformat(ours["timestamp"]).utcoffset() == timedelta()


@pytest.mark.parametrize("name", ["httpx", "httpcore", "telegram.Bot", "aiohttp.client"])
def test_libraries_that_write_what_people_say_are_quiet(written: io.StringIO, name: str) -> None:
    """At DEBUG and INFO they would write addresses and messages."""
    logging.getLogger(name).debug("CANARY")
    logging.getLogger(name).info("CANARY")
    assert written.getvalue() == ""
