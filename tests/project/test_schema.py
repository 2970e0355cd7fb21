"""What may be stored, and how: every column says what it is, and nothing sensitive is in clear."""

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, SmallInteger, String

from bot.storage.backing_up import LEFT_OUT
from bot.storage.collections.retention import AGES
from bot.storage.collections.runners import OF_CHAT, OF_RUNNER
from bot.storage.columns import LocalDate, SealedBytes, UTCDateTime
from bot.storage.keystore import keystore_metadata
from bot.storage.tables import metadata

COLUMNS = [
    column
    for known in (metadata, keystore_metadata)
    for table in known.sorted_tables
    for column in table.columns
]
CLASSES = {"health", "personal", "technical"}
TIMES = (UTCDateTime, LocalDate, BigInteger, Integer, SmallInteger, Boolean)
WORDS_OF_PERFORMANCE = (
    "pace", "distance", "speed", "heart", "rank", "streak", "kilomet", "best", "tempo", "score",
)  # fmt: skip
# The only texts in clear: ids, words of the code itself, languages, hashes; never a person's words.
WORDS_IN_CLEAR = {
    "id", "runner_id", "run_id", "coach_id", "used_by", "owner", "state", "kind", "purpose",
    "outcome", "slot", "attachment", "version", "language", "page", "name", "holder", "key_id",
}  # fmt: skip


TABLES = {table.name: set(table.columns.keys()) for table in metadata.sorted_tables}
# Erased in another way than row by row: himself, updates that are blanked, links, coaches' own.
ERASED_OTHERWISE = {"runners", "inbox", "tokens", "coaches", "erased"}
# What has no age of its own, and why it may stay as long as the runner does.
STAYS = {
    "runners": "he himself; erased whole after a long silence",
    "consents": "the proof that he agreed",
    "sentences": "goes with its run",
    "moments": "what he plans; one that is over goes with what is as old",
    "nudges": "taken away by pruning, after half a year at most",
    "guidances": "what the coach set, as it is now",
    "asides": "until a date, as it is now",
    "erased": "an id whose key must follow, for a moment",
}  # fmt: skip


def named(column: Column[object]) -> str:
    """Return `table.column`."""
    return str(column)


@pytest.mark.parametrize("column", COLUMNS, ids=named)
def test_every_column_says_what_it_is(column: Column[object]) -> None:
    """A column without a class would escape the rules below."""
    assert column.info.get("class") in CLASSES


@pytest.mark.parametrize("column", COLUMNS, ids=named)
def test_nothing_sensitive_in_clear(column: Column[object]) -> None:
    """Health is sealed; what is personal is sealed, or a bare time or number."""
    allowed: dict[str, tuple[type, ...]] = {
        "health": (SealedBytes,),
        "personal": (SealedBytes, *TIMES),
        "technical": (SealedBytes, *TIMES, String, LargeBinary),
    }
    assert isinstance(column.type, allowed[column.info["class"]])


@pytest.mark.parametrize("column", COLUMNS, ids=named)
def test_free_text_is_sealed(column: Column[object]) -> None:
    """A text in clear is short and its name is known here; bytes in clear have a fixed length."""
    if isinstance(column.type, String):
        assert column.name in WORDS_IN_CLEAR
        assert column.type.length is not None
        assert column.type.length <= 120
    if isinstance(column.type, LargeBinary):
        assert column.type.length is not None
        assert column.type.length <= 60


@pytest.mark.parametrize("column", COLUMNS, ids=named)
def test_no_performance_in_the_schema(column: Column[object]) -> None:
    """Promise 2: there is no place to keep a performance in."""
    assert not [word for word in WORDS_OF_PERFORMANCE if word in str(column).lower()]


def test_every_table_of_people_is_erased() -> None:
    """Erasing a runner takes his rows out of a new table too, or this names it."""
    about = {name for name, columns in TABLES.items() if columns & {"runner_id", "chat", "used_by"}}
    erased = {table.name for table in (*OF_RUNNER, *OF_CHAT)}
    assert about - erased - ERASED_OTHERWISE == set()


def test_every_table_of_people_has_an_end() -> None:
    """Rows of a new table go by their age, or it is said here why they stay."""
    about = {name for name, columns in TABLES.items() if columns & {"runner_id", "used_by"}}
    aged = {table.name for table, _ in AGES} | {"tokens"}
    assert about - aged - set(STAYS) == set()
    assert set(STAYS) <= set(TABLES)
    assert aged & set(STAYS) == set()


def test_what_a_backup_leaves_out_is_of_this_schema() -> None:
    """A table is in the backup unless it is named, and no name is left of one that is gone."""
    assert set(TABLES) >= LEFT_OUT
