"""The few values that are not frozen, for what it costs (decision 18), are changed by nobody."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from bot.domain.nudges import NudgeFacts
from bot.domain.planning import DueRow
from bot.storage.keystore import Wrapped
from bot.storage.sealing import Sealed
from bot.usecases.nudge_facts import Known
from bot.usecases.nudging import SendNudge, Verdict
from bot.usecases.occasions import Occasion
from bot.usecases.ports import OutboxRow
from tests.project.places import ROOT, parsed

UNFROZEN = (DueRow, Verdict, Occasion, Known, NudgeFacts, SendNudge, OutboxRow, Sealed, Wrapped)
OTHERS = {"bot/demo/standin.py: request.outcome"}  # of a request, which is no verdict


def changed(file: Path) -> Iterator[str]:
    """Yield the attributes that this file assigns or deletes, but for an object's own."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            target = ast.unparse(node)
            if not target.startswith("self."):
                yield target


def test_what_is_not_frozen_is_not_changed() -> None:
    """No field of theirs is assigned anywhere: whoever wants another value makes another object."""
    names = {field.name for kind in UNFROZEN for field in fields(kind)}
    found = {
        f"{file.relative_to(ROOT)}: {target}"
        for folder in ("bot", "handlers")
        for file in (ROOT / folder).rglob("*.py")
        for target in changed(file)
        if target.rpartition(".")[2] in names
    }
    assert found == OTHERS
