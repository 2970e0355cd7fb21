"""Migrations go up and down and end at exactly what the code says, on both databases."""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from pytest_alembic import MigrationContext, runner
from pytest_alembic import tests as checks
from pytest_alembic.config import Config as PytestAlembicConfig
from sqlalchemy import Engine, inspect, select

from bot.storage import engines
from bot.storage.migrating import alembic_config, downgrade, upgrade_to_head
from bot.storage.schema import known_forms, newest_form
from bot.storage.tables import metadata, nudges
from tests.databases import Postgres
from tests.storage.people import HOUR, NOW

_numbers = itertools.count(1)


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    postgres = request.getfixturevalue("postgres")
    assert isinstance(postgres, Postgres)
    return postgres.create(f"empty_{next(_numbers)}")


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    """Return an engine on an empty database."""
    made = engines.create(engines.parse_url(empty_url, "DATABASE_URL"), connections=2)
    yield made
    made.dispose()


@pytest.fixture
def migrations(engine: Engine) -> Iterator[MigrationContext]:
    """Return pytest-alembic's view of our migrations."""
    settings: Config = alembic_config()
    with runner(PytestAlembicConfig(alembic_config=settings), engine) as context:
        yield context


def tables(url: str) -> set[str]:
    """Return which tables there are."""
    engine = engines.create(engines.parse_url(url, "DATABASE_URL"), connections=1)
    with engine.connect() as connection:
        found = set(inspect(connection).get_table_names())
    engine.dispose()
    return found


def test_one_head(migrations: MigrationContext) -> None:
    """There is one newest revision."""
    checks.test_single_head_revision(migrations)


def test_forms_are_known_without_alembic() -> None:
    """The names of the files tell which revisions there are, and which of them is the newest."""
    scripts = ScriptDirectory.from_config(alembic_config())
    assert newest_form() == scripts.get_current_head()
    assert known_forms() == {one.revision for one in scripts.walk_revisions()}


def test_upgrade(migrations: MigrationContext) -> None:
    """Every revision can be reached from nothing."""
    checks.test_upgrade(migrations)


def test_up_and_down(migrations: MigrationContext) -> None:
    """Every revision can be taken back and made again."""
    checks.test_up_down_consistency(migrations)


def test_migrations_make_what_the_code_says(migrations: MigrationContext) -> None:
    """After all migrations the schema is that of `tables.py`."""
    checks.test_model_definitions_match_ddl(migrations)


def test_up_and_down_again(empty_url: str) -> None:
    """Our own way up and down leaves everything, then nothing."""
    upgrade_to_head(empty_url)
    upgrade_to_head(empty_url)
    assert tables(empty_url) == set(metadata.tables) | {"alembic_version"}
    downgrade(empty_url, "base")
    assert tables(empty_url) == {"alembic_version"}


def test_indexes_are_those_of_the_code(engine: Engine, empty_url: str) -> None:
    """Partial indexes too: a migration that forgets a condition would cost every idle second."""
    upgrade_to_head(empty_url)
    with engine.connect() as connection:
        inspector = inspect(connection)
        found = {
            (table, str(index["name"]), f"{engine.name}_where" in index["dialect_options"])
            for table in metadata.tables
            for index in inspector.get_indexes(table)
            if "duplicates_constraint" not in index
        }
    expected = {
        (table.name, str(index.name), index.dialect_options["sqlite"]["where"] is not None)
        for table in metadata.sorted_tables
        for index in table.indexes
    }
    assert found == expected


OVER = NOW + 2 * HOUR
ROWS_BEFORE: tuple[tuple[str, str, str, str, timedelta], ...] = (
    ("waits", "fixed", "another", "due", HOUR),
    ("went", "fixed", "moment", "sent", HOUR * 0),
    ("past went", "nudge_over", "went", "due", 2 * HOUR),
    ("answered", "later", "went", "answered", HOUR * 0),
    ("past answered", "nudge_over", "answered", "due", 3 * HOUR),
    ("done", "busy", "moment", "sent", HOUR * 0),
    ("past done", "nudge_over", "done", "sent", HOUR * 0),
    ("ends", "run_ends", "run", "due", HOUR),
)
"""Id, kind, slot, state, and how long after `NOW` it is due: as they were kept before."""


def test_a_sent_nudge_is_looked_at_when_its_row_was_to_be(
    engine: Engine, migrations: MigrationContext
) -> None:
    """The row that took its buttons away becomes a look at the nudge itself; what is due stays."""
    migrations.migrate_up_before("0006")
    people = {"id": "sanne", "chat": 1, "created_at": NOW, "profile": b""}
    migrations.insert_into("runners", people)
    names = ("id", "kind", "slot", "state")
    for *row, after in ROWS_BEFORE:
        of_time = {"local_date": NOW.date(), "due_at": NOW + after, "fits_until": OVER}
        told = dict(zip(names, row, strict=True))
        migrations.insert_into("nudges", {**told, **of_time, "runner_id": "sanne"})
    migrations.migrate_up_one()
    with engine.connect() as connection:
        found = connection.execute(select(nudges.c.id, nudges.c.look_at)).all()
    assert {row.id: row.look_at for row in found} == {
        "waits": NOW + HOUR,
        "ends": NOW + HOUR,
        "went": OVER,
        "answered": NOW + 3 * HOUR,
        "done": None,
    }
