"""Words that were never written anywhere before: where one turns up, something leaked.

A canary is of small letters only, so that JSON, an address, a page and a traceback, however often
packed in one another, show it as it is. It is looked for in other encodings too.
"""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from string import ascii_lowercase

STEM = "kanarie"
"""All begin so: where this is not, in no disguise, there is none of them."""


def _letters(number: int) -> str:
    """Return a number in letters: digits would be read as a time or a tension."""
    found = ""
    for _ in range(4):
        number, rest = divmod(number, len(ascii_lowercase))
        found = ascii_lowercase[rest] + found
    return found


def disguises(word: str) -> Mapping[str, bytes]:
    """Return the bytes by which a word betrays itself, by the name of the encoding."""
    plain = word.encode()
    found = {
        "as it is": plain,
        "in capitals": plain.upper(),
        "as a name": plain.title(),
        "utf-16-le": word.encode("utf-16-le"),
        "utf-16-be": word.encode("utf-16-be"),
        "hex": plain.hex().encode(),
    }
    for offset in range(3):
        # Without the letters at both ends that its neighbours would change.
        packed = base64.b64encode(b"\0" * offset + plain).rstrip(b"=")
        found[f"base64 at {offset}"] = packed[offset + 1 if offset else 0 : -1]
    return found


@dataclass(slots=True)
class Canaries:
    """Canaries with who let them go: name → words."""

    let_go: dict[str, list[str]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def word(self, whose: str) -> str:
        """Return a new one."""
        made = f"{STEM}{_letters(next(self._numbers))}"
        self.let_go.setdefault(whose, []).append(made)
        return made

    def found_in(self, where: bytes, *, but: str = "") -> list[str]:
        """Return the canaries in some bytes with their disguises; not those of `but`."""
        if not any(look in where for look in disguises(STEM).values()):
            return []
        return [
            f"{word} ({name})"
            for whose, words in self.let_go.items()
            if whose != but
            for word in words
            for name, look in disguises(word).items()
            if look in where
        ]
