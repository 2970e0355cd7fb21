"""What people agree to, and the version that says so."""

import hashlib

from tests.steps import LIBRARY, WORDS

VERSION, TEXT = "2026-11-28", "add5f046affcfac2"


def test_another_text_is_another_version() -> None:
    """The texts that people agree to are those of the version: raise it with their meaning."""
    say = [WORDS.of(language) for language in sorted(WORDS.languages)]
    texts = [(one("start-consent"), one("privacy-text", months=24)) for one in say]
    read = hashlib.sha256(repr(texts).encode()).hexdigest()[:16]
    assert (LIBRARY.consent_version, read) == (VERSION, TEXT)
