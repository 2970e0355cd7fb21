"""Ids made before the insert: UUIDv7 in 26 letters that sort by time and fit in a button."""

import hashlib
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count
from os import urandom

_ALPHABET = "0123456789abcdefghijklmnopqrstuv"
_LENGTH = 26

FORM = f"^[{_ALPHABET}]{{{_LENGTH}}}$"
"""The form of an id, as a pattern: `is_id` for whoever describes what he takes."""


# Two messages of one step have the same `now`, and the outbox sends in the order of ids. So the
# time is kept to a quarter of a microsecond, and behind it this process counts what it made.
_made = count()
_COUNTED = 5  # letters: a process that makes 33 million ids begins its count anew
_BY_CHANCE = 7  # letters: what two processes make at one time are two
_TO_LETTERS = bytes(ord(_ALPHABET[number % 32]) for number in range(256))


def new_id(now: datetime) -> str:
    """Return a UUIDv7 (RFC 9562) for `now` as 26 characters of base32hex.

    Ids sort by time and, of one process and one time, in the order in which they were made.
    """
    made = next(_made)
    count_of_it = _ALPHABET[made >> 20 & 31] + _PAIRS[made >> 10 & 1023] + _PAIRS[made & 1023]
    by_chance = urandom(_BY_CHANCE).translate(_TO_LETTERS).decode()
    return _begun(now if now.tzinfo is UTC else now.astimezone(UTC)) + count_of_it + by_chance


@lru_cache(maxsize=64)
def _begun(now: datetime) -> str:
    """Return the first letters of all ids of this time.

    In UTC: elsewhere two times that are an hour apart may be equal, when clocks go back.
    """
    seconds, microseconds = int(now.timestamp()), now.microsecond
    milliseconds = (seconds * 1000 + microseconds // 1000) & ((1 << 48) - 1)
    fraction = (microseconds % 1000) * 4096 // 1000
    number = milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62
    return _letters(number)[: -(_COUNTED + _BY_CHANCE)]


def same_id(*parts: str) -> str:
    """Return the id that these parts always lead to (a UUIDv8): it sorts by nothing."""
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    number = int.from_bytes(digest[:16], "big") & ~(0xF << 76 | 3 << 62) | 8 << 76 | 2 << 62
    return _letters(number)


def made_at(text: str) -> datetime:
    """Return when this id was made, to the millisecond (UTC). ValueError when it is no id."""
    if not is_id(text):
        raise ValueError("no id")
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=int(text, 32) >> 80)


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id; says nothing about its existence."""
    return len(text) == _LENGTH and all(letter in _ALPHABET for letter in text)


_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_SHIFTS = range((_LENGTH - 2) * 5, -1, -10)


def _letters(number: int) -> str:
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])
