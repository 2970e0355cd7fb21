"""`.env.example` is where people learn the settings: it is held to the code."""

import pytest

from bot.settings import Settings
from tests.project.places import ROOT

LINES = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
TOLD = {line.partition("=")[0]: line.partition("=")[2] for line in LINES if "=" in line[:30]}


def test_it_holds_every_setting_and_no_other() -> None:
    """A setting that the code reads stands there, and none that it does not read."""
    assert {name for name in TOLD if not name.startswith("#")} == {
        name.upper() for name in Settings.model_fields
    }


def test_each_setting_is_explained() -> None:
    """Above each setting, or above the group it belongs to, stands a comment."""
    for number, line in enumerate(LINES):
        if line and not line.startswith("#"):
            above = LINES[number - 1]
            assert above.startswith("#") or above.partition("=")[0] in TOLD, line


def test_what_it_shows_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of it without a change is what one gets without any `.env`."""
    for name in TOLD:
        monkeypatch.delenv(name, raising=False)
    shown = Settings(_env_file=ROOT / ".env.example")
    usual = Settings(_env_file=None)
    assert shown.model_dump() == usual.model_dump()
