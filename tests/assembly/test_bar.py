"""The bar of what takes long: somebody at a terminal sees how far it is, a file gets none of it."""

import os
import sys

import pytest

from bot.assembly.bar import bar

pty = pytest.importorskip("pty", reason="a system without terminals of its own")


def shown(stream: int, read: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what stands on standard error when half of something is done."""
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(stream, "w") as opened:
        monkeypatch.setattr(sys, "stderr", opened)
        with bar("Erasing what is old") as tell:
            tell(0, 4)
            tell(2, 4)
        opened.write("the end")
        opened.flush()
        return os.read(read, 65_536).decode()


def test_a_terminal_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done, and which part of it; it is gone when all is done."""
    ours, its = pty.openpty()
    told = shown(its, ours, monkeypatch)
    os.close(ours)
    assert "Erasing what is old" in told
    assert " 50%" in told


def test_a_file_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A timer's journal is not filled with it."""
    ours, its = os.pipe()
    told = shown(its, ours, monkeypatch)
    os.close(ours)
    assert told == "the end"
