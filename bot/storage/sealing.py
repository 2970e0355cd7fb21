"""One value under one key: AES-256-GCM, bound to the place where it is kept."""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.storage.errors import StorageError

KEY_BYTES = 32
_NONCE_BYTES = 12  # NIST SP 800-38D: 96 bits; random, one key never seals near 2**32 values


@dataclass(slots=True)  # not frozen: decision 18
class Sealed:
    """An encrypted value: nonce, ciphertext and tag. Only a `Box` makes one that opens."""

    content: bytes


class Box:
    """Seals and opens texts with one data key; `owner` helps to bind a value to its place."""

    def __init__(self, owner: str, key: bytes) -> None:
        self._owner = owner
        self._cipher = AESGCM(key)

    def seal(self, text: str, aad: str) -> Sealed:
        """Encrypt `text` for the place `aad` (`table·column·row`).

        Lone surrogates, which no UTF-8 can hold, become U+FFFD here: nothing else is ever changed.
        """
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return Sealed(nonce + self._cipher.encrypt(nonce, _utf8(text), self._bound(aad)))

    def open(self, sealed: Sealed, aad: str) -> str:
        """Decrypt; StorageError when it was changed, moved, or sealed with another key."""
        nonce, content = sealed.content[:_NONCE_BYTES], sealed.content[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, content, self._bound(aad)).decode()
        except InvalidTag:
            raise StorageError("A sealed value does not belong where it was found.") from None

    def _bound(self, aad: str) -> bytes:
        return f"{aad}·{self._owner}".encode()


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return whole.encode()
