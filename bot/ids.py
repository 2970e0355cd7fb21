"""Ids made before the insert: UUIDv7 in 26 letters that sort by time and fit in a button."""

import secrets
from datetime import datetime

_ALPHABET = "0123456789abcdefghijklmnopqrstuv"
_LENGTH = 26


def new_id(now: datetime) -> str:
    """Return a UUIDv7 (RFC 9562) for `now` as 26 characters of base32hex: ids sort by time."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    random = secrets.randbits(74)
    number = (
        milliseconds << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | random & ((1 << 62) - 1)
    )
    return "".join(_ALPHABET[number >> shift & 31] for shift in range((_LENGTH - 1) * 5, -1, -5))


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id; says nothing about its existence."""
    return len(text) == _LENGTH and all(letter in _ALPHABET for letter in text)
