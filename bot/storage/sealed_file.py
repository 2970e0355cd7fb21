"""A file of lines, compressed and sealed: what a backup is written to and read from.

AES-256-GCM in pieces; each is bound to its place, and the last says that it is the last, so that
a piece that was changed, moved or cut off is noticed. The key is made from one of `DATA_KEYS`.
"""

import json
import secrets
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.storage.errors import StorageError
from bot.storage.keystore import key_id
from bot.storage.sealing import KEY_BYTES

MAGIC: Final = b"Lichter backup 1\n"
PIECE: Final = 1_000_000  # bytes before compression
_ID_BYTES, _SALT_BYTES, _LENGTH_BYTES, _NONCE_BYTES = 16, 16, 4, 12
_MORE, _LAST = b"\0", b"\1"

DAMAGED: Final = "The backup is damaged or not whole: take another one."


class SealedWriter:
    """Writes lines; nothing can be read before `close`. `purpose` is bound in: data or keys."""

    def __init__(self, file: BinaryIO, data_key: bytes, purpose: str) -> None:
        salt = secrets.token_bytes(_SALT_BYTES)
        self._head = MAGIC + key_id(data_key).encode() + salt
        self._cipher = _cipher(data_key, salt, purpose)
        self._file = file
        self._waiting = bytearray()
        self._pieces = 0
        file.write(self._head)

    def line(self, value: object) -> None:
        """Add a line of JSON."""
        self._waiting += json.dumps(value, separators=(",", ":")).encode() + b"\n"
        if len(self._waiting) >= PIECE:
            self._piece(_MORE)

    def close(self) -> None:
        """Write what is left, as the last piece."""
        self._piece(_LAST)

    def _piece(self, which: bytes) -> None:
        packed = zlib.compress(bytes(self._waiting))
        self._waiting.clear()
        nonce = self._pieces.to_bytes(_NONCE_BYTES, "big")  # the key is of this file alone
        sealed = self._cipher.encrypt(nonce, packed, self._head + which)
        self._pieces += 1
        self._file.write(which + len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed)


def read_lines(file: BinaryIO, data_keys: Sequence[bytes], purpose: str) -> Iterator[object]:
    """Yield the lines; StorageError when it is no such file, damaged, or its key is not here."""
    magic, name = file.read(len(MAGIC)), file.read(_ID_BYTES)
    salt = file.read(_SALT_BYTES)
    if magic != MAGIC or len(salt) != _SALT_BYTES:
        raise StorageError("That file is no backup of Lichter.")
    key = next((one for one in data_keys if key_id(one).encode() == name), None)
    if key is None:
        raise StorageError(
            "DATA_KEYS lacks the key that this backup was made with; add it, behind the first."
        )
    cipher, head = _cipher(key, salt, purpose), magic + name + salt
    for number in range(2 ** (8 * _LENGTH_BYTES)):
        which, length = file.read(1), file.read(_LENGTH_BYTES)
        sealed = file.read(int.from_bytes(length, "big"))
        try:
            packed = cipher.decrypt(number.to_bytes(_NONCE_BYTES, "big"), sealed, head + which)
        except (InvalidTag, ValueError):
            raise StorageError(DAMAGED) from None
        for line in zlib.decompress(packed).splitlines():
            yield json.loads(line)
        if which == _LAST:
            return


def _cipher(data_key: bytes, salt: bytes, purpose: str) -> AESGCM:
    """Return the cipher of one file: a key of its own, so that no nonce is ever used twice."""
    info = f"lichter backup of {purpose}".encode()
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(data_key))
