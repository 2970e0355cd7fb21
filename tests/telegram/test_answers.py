"""What an answer of the Bot API says, and what is none of Telegram's."""

import pytest
from telegram.error import NetworkError

from bot.telegram.answers import seconds_asked, status_of

PAGE = b"<html>not here</html>"
DEEP = b"[" * 100_000


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (200, b'{"ok":true,"result":1}', 200),
        (200, b'{ "result": 1, "ok": true }', 200),
        (502, b'{"ok":true,"result":1}', 200),
        (200, b'{"ok":false,"error_code":403}', 403),
        (200, b'{"ok":false,"error_code":400}', 400),
        (429, PAGE, 429),
    ],
)
def test_what_telegram_says_counts(status: int, body: bytes, told: int) -> None:
    """Whatever the status says that it came with; but who asks to wait is believed anyhow."""
    assert status_of(status, body) == told


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, PAGE),
        (403, PAGE),
        (200, b'{"ok":true}'),
        (200, b'{"ok":false,"error_code":399}'),
        (403, DEEP),
    ],
    ids=range(5),
)
def test_what_is_not_telegrams_means_nothing(status: int, body: bytes) -> None:
    """A proxy may refuse with any status: then nobody has blocked us."""
    with pytest.raises(NetworkError):
        status_of(status, body)


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        (b'{"parameters":{"retry_after":7}}', 7),
        (b'{"parameters":{"retry_after":0.5}}', 0.5),
        (b'{"parameters":{"retry_after":0}}', 1),
        (b'{"parameters":{"retry_after":-3}}', 1),
        (b"{}", 1),
        (PAGE, 1),
        (DEEP, 1),
    ],
    ids=range(7),
)
def test_a_429_asks_to_wait(body: bytes, seconds: float) -> None:
    """A second, when it does not say for how long."""
    assert seconds_asked(body) == seconds
