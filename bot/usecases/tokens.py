"""Tokens of links and cookies: what is stored of one is its hash."""

import hashlib


def token_hash(token: str) -> bytes:
    """Return the SHA-256 of a token; anything that a stranger can type has one."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
