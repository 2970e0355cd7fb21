"""An idle second costs nothing: what is due is found through indexes of what still matters."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Select, UpdateBase, text

from bot.storage import engines
from bot.storage.collections import inbox, outbox_rules, planning, runs
from tests.databases import Addresses

LOOKS: dict[str, tuple[Select[*tuple[object, ...]] | UpdateBase, set[str]]] = {
    "outbox": (outbox_rules.LOOK.statement, {"ix_outbox_ready", "ix_outbox_expires"}),
    "nudges": (planning.ANY_DUE, {"ix_nudges_due"}),
    "updates": (inbox.OPEN, {"ix_inbox_open"}),
    "turns": (inbox.EARLIER, {"ix_inbox_lane"}),
    "claims": (inbox.FREE, {"ix_inbox_open"}),
    "runs": (runs.PAST, {"ix_runs_running"}),
}


@pytest.fixture
def connection(sqlite_addresses: Addresses) -> Iterator[Connection]:
    """Return a connection to an empty database."""
    url = engines.parse_url(sqlite_addresses.url, "DATABASE_URL")
    engine = engines.create(url, connections=1)
    with engine.connect() as opened:
        yield opened
    engine.dispose()


@pytest.mark.parametrize(("look", "expected"), LOOKS.values(), ids=LOOKS)
def test_a_look_uses_its_index(
    connection: Connection, look: Select[*tuple[object, ...]] | UpdateBase, expected: set[str]
) -> None:
    """No table is scanned, however many rows are done."""
    compiled = look.compile(dialect=connection.dialect)
    plan = connection.execute(text(f"EXPLAIN QUERY PLAN {compiled.string}".replace("?", "0")))
    steps = [str(row.detail) for row in plan]
    found = {name for name in expected if any(f" {name} " in f"{step} " for step in steps)}
    scans = [step for step in steps if step.startswith("SCAN") and "INDEX" not in step]
    assert found == expected
    assert not [step for step in scans if "CONSTANT" not in step]
