"""What may be stored, and how: every column says what it is, and nothing sensitive is in clear."""

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, LargeBinary, SmallInteger, String

from bot.storage.columns import SealedBytes, UTCDateTime
from bot.storage.keystore import keystore_metadata
from bot.storage.tables import metadata

COLUMNS = [
    column
    for known in (metadata, keystore_metadata)
    for table in known.sorted_tables
    for column in table.columns
]
CLASSES = {"health", "personal", "technical"}
TIMES = (UTCDateTime, Date, BigInteger, Integer, SmallInteger, Boolean)
WORDS_OF_PERFORMANCE = (
    "pace", "distance", "speed", "heart", "rank", "streak", "kilomet", "best", "tempo", "score",
)  # fmt: skip
# The only texts in clear: ids, words of the code itself, languages, hashes; never a person's words.
WORDS_IN_CLEAR = {
    "id", "runner_id", "run_id", "coach_id", "used_by", "owner", "state", "kind", "purpose",
    "outcome", "slot", "attachment", "version", "language", "page", "name", "holder", "key_id",
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
