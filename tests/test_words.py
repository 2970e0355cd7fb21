"""What was said before is said again from memory; nothing that somebody typed stays in it."""

from pathlib import Path

import content
from bot.words import Words

ROOT = Path(content.__file__).parent / "locales"


def test_another_number_is_another_message() -> None:
    """What is remembered is remembered with its numbers."""
    say = Words.load(ROOT).of("en")
    one, two = say("dashboard-unread", count=1), say("dashboard-unread", count=2)
    assert one != two
    assert [say("dashboard-unread", count=n) for n in (1, 2)] == [one, two]


def test_no_name_stays_in_memory() -> None:
    """A runner who was erased is not remembered by a button that named him."""
    say = Words.load(ROOT).of("nl")
    assert "Sanne" in say("dashboard-read-whose", name="Sanne")
    assert say("dashboard-unread", count=2) in repr(say._said)  # noqa: SLF001  nobody else may look
    assert "Sanne" not in repr(say._said)  # noqa: SLF001
