"""Files that were sent, kept in memory."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from bot.demo.wire import Upload, bad_request

MediaKind = Literal["photo", "document", "voice", "sticker"]
PHOTO_LIMIT = 10 * 1024 * 1024
DOCUMENT_LIMIT = 50 * 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"


@dataclass(frozen=True, slots=True)
class Media:
    """A file in a message; width and height in pixels, duration in seconds."""

    kind: MediaKind
    file_id: str
    unique_id: str
    content: bytes
    name: str
    mime: str
    width: int = 0
    height: int = 0
    duration: int = 0

    @property
    def path(self) -> str:
        """Return where getFile says it can be fetched."""
        return f"{self.kind}s/{self.file_id}"


def picture_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG; raises ApiError for anything else."""
    if content.startswith(PNG) and content[12:16] == b"IHDR":
        return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if content.startswith(JPEG):
        found = _jpeg_size(content)
        if found:
            return found
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = len(JPEG)
    while content[at : at + 1] == b"\xff" and at + 9 <= len(content):
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004 - start of frame
            height, width = content[at + 5 : at + 7], content[at + 7 : at + 9]
            return int.from_bytes(width), int.from_bytes(height)
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None


class Files:
    """All files, by the id that messages name them by."""

    def __init__(self) -> None:
        self._known: dict[str, Media] = {}

    def keep(self, kind: MediaKind, upload: Upload, number: int, seconds: int = 0) -> Media:
        """Keep a file; raises ApiError when it is empty, too big, or a photo that is none."""
        content = upload.content
        if not content:
            raise bad_request("file must be non-empty")
        if len(content) > (PHOTO_LIMIT if kind == "photo" else DOCUMENT_LIMIT):
            raise bad_request(f"file of size {len(content)} bytes is too big for a {kind}")
        width, height = picture_size(content) if kind == "photo" else (0, 0)
        mime = upload.mime
        if kind == "photo":
            mime = "image/png" if content.startswith(PNG) else "image/jpeg"
        unique = hashlib.sha256(content).hexdigest()[:16]
        file_id = f"{kind}-{number}-{unique}"
        media = Media(kind, file_id, unique, content, upload.name, mime, width, height, seconds)
        self._known[file_id] = media
        return media

    def find(self, file_id: str) -> Media | None:
        """Return the file with this id."""
        return self._known.get(file_id)
