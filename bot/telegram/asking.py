"""One question to the Bot API with its answer as it came, the clock of the other side included.

For the doctor, who wants to know what is wrong; who works with the answers uses `calling`.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import aiohttp

from bot.telegram.answers import time_of

SECONDS: Final = aiohttp.ClientTimeout(total=10)


class Unreachable(Exception):  # noqa: N818 - it is what happened
    """Nobody answers there. The text is the class of what went wrong, never the address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status of HTTP, `result` of the Bot API, and when it was there (UTC)."""

    status: int
    result: object
    at: datetime | None


async def ask(api_url: str, token: str, method: str) -> Answer:
    """Ask `method` without parameters; raises Unreachable."""
    url = f"{api_url.rstrip('/')}/bot{token}/{method}"
    try:
        async with (
            aiohttp.ClientSession(timeout=SECONDS) as session,
            session.get(url, allow_redirects=False) as response,
        ):
            body = await response.read()
            return Answer(response.status, _result(body), time_of(response.headers.get("Date", "")))
    except (aiohttp.ClientError, OSError) as error:
        # `from None`: the words of some of aiohttp's errors are the address, and so the token.
        raise Unreachable(type(error).__name__) from None


def _result(body: bytes) -> object:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer.get("result") if isinstance(answer, dict) else None
