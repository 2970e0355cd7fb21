"""An idle second costs nothing: what is due is found through indexes of what still matters."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Select, UpdateBase, text

from bot.storage import engines
from bot.storage.collections import (
    guiding,
    inbox,
    nudges,
    outbox,
    outbox_rules,
    planning,
    runners,
    runs,
    silences,
    slots,
)
from bot.storage.ready import Ready
from tests.databases import Addresses

LOOKS: dict[str, tuple[Select[*tuple[object, ...]] | UpdateBase, set[str]]] = {
    "outbox": (outbox_rules.LOOK.statement, {"ix_outbox_order", "ix_outbox_expires"}),
    "nudges": (nudges.ANY_DUE.statement, {"ix_nudges_look"}),
    "updates": (inbox.OPEN, {"ix_inbox_open"}),
    "turns": (inbox.EARLIER, {"ix_inbox_lane"}),
    "claims": (inbox.FREE, {"ix_inbox_open"}),
}

BATCHES = (guiding, nudges, outbox, planning, runners, runs, silences, slots)
"""Where what is known of many runners is read at once."""


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


@pytest.mark.parametrize(
    "ready",
    [outbox_rules.CLAIM, outbox.REPLACED, outbox.LAST_REPLY],
    ids=["claimed", "replaced", "last reply"],
)
def test_what_a_chat_got_before_is_not_looked_through(connection: Connection, ready: Ready) -> None:
    """A message costs the same for somebody who got a thousand of them this week."""
    asked = ready.statement.compile(dialect=connection.dialect).string
    plan = connection.execute(text(f"EXPLAIN QUERY PLAN {asked}".replace("?", "0")))
    steps = [str(row.detail) for row in plan if "ix_outbox_chat" in row.detail]
    assert steps
    assert all("state=?" in step for step in steps)


def test_the_oldest_that_is_due_is_found_without_sorting(connection: Connection) -> None:
    """A hundred thousand may be due at one moment: a batch looks at no more than its own."""
    asked = nudges.DUE.statement.compile(dialect=connection.dialect).string
    plan = connection.execute(text(f"EXPLAIN QUERY PLAN {asked}".replace("?", "0")))
    steps = " ".join(str(row.detail) for row in plan)
    assert "ix_nudges_look" in steps
    assert "TEMP B-TREE" not in steps


def test_many_are_looked_up_one_by_one_in_an_index(connection: Connection) -> None:
    """However many runners there are, a batch reads the rows of its own."""
    scans, looked = [], 0
    for ready in [one for where in BATCHES for one in vars(where).values()]:
        if not isinstance(ready, Ready):
            continue
        asked = ready.statement.compile(dialect=connection.dialect).string
        if "json_each" in asked:
            looked += 1
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN {asked}".replace("?", "0")))
            steps = [str(row.detail) for row in plan]
            scans += [step for step in steps if step.startswith("SCAN") and "json" not in step]
    assert looked
    assert scans == []
