"""Statements made ready behave as SQLAlchemy's own way, on both databases."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, Engine, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.storage import engines
from bot.storage.ready import Ready
from bot.storage.sealing import Sealed
from bot.storage.tables import inbox
from tests.databases import Addresses

AT = datetime(2026, 3, 1, 12, 30, tzinfo=timezone(timedelta(hours=2)))
NAMES = ("update_id", "chat", "state", "body", "tries", "received_at")
ADD = Ready(insert(inbox), *NAMES)
ROWS = select(inbox).order_by(inbox.c.update_id)
COUNT = Ready(select(func.count()).select_from(inbox))
DONE = Ready(
    update(inbox)
    .where(inbox.c.chat == bindparam("wanted"))
    .values(state="done", body=None, done_at=bindparam("now"))
    .returning(inbox.c.update_id, inbox.c.state, inbox.c.body, inbox.c.done_at)
)


@pytest.fixture
def engine(addresses: Addresses) -> Iterator[Engine]:
    """Return an engine of each database in turn."""
    engine = engines.create(engines.parse_url(addresses.url, "DATABASE_URL"), connections=2)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """Return a connection in a transaction for writing."""
    with engines.transaction(engine) as opened:
        yield opened


def stored(number: int, chat: int = 1001) -> dict[str, object]:
    """Return the values of an update."""
    return dict(zip(NAMES, (number, chat, "open", Sealed(b"sealed"), 0, AT), strict=True))


def test_rows_are_those_of_sqlalchemy(connection: Connection) -> None:
    """Times in UTC, sealed bytes, names: stored and read by either way they are the same."""
    assert ADD.count(connection, stored(1)) == 1
    connection.execute(insert(inbox), stored(2))
    usual = connection.execute(ROWS).all()
    ready = Ready(ROWS)
    assert ready.all(connection, {}) == usual
    assert ready.first(connection, {}) == usual[0]
    assert usual[0].received_at == usual[1].received_at == AT
    assert ready.all(connection, {})[0].body == Sealed(b"sealed")


def test_what_changed_comes_back(connection: Connection) -> None:
    """RETURNING, a value of the statement itself, and NULL."""
    for number, chat in ((1, 1001), (2, 1002)):
        ADD.count(connection, stored(number, chat))
    found = DONE.all(connection, {"wanted": 1002, "now": AT})
    assert [(row.update_id, row.state, row.body, row.done_at) for row in found] == [
        (2, "done", None, AT)
    ]
    assert DONE.first(connection, {"wanted": 9, "now": AT}) is None


def test_it_is_committed_with_the_rest(engine: Engine) -> None:
    """Also where nothing else was run: SQLAlchemy knows that there is something to commit."""
    with engine.connect() as connection:
        ADD.count(connection, stored(1))
        connection.commit()
    with engine.connect() as connection:
        row = COUNT.first(connection, {})
        assert row is not None
        assert row[0] == 1


def test_an_error_is_sqlalchemys(connection: Connection) -> None:
    """Whoever catches `IntegrityError` or `DBAPIError` gets these too, without what was stored."""
    ADD.count(connection, stored(1))
    with pytest.raises(IntegrityError) as caught, connection.begin_nested():
        ADD.count(connection, stored(1))
    assert "sealed" not in str(caught.value)


def test_what_is_not_given_is_not_guessed(connection: Connection) -> None:
    """A forgotten column is no NULL."""
    with pytest.raises(KeyError, match="tries"):
        ADD.count(connection, {name: value for name, value in stored(1).items() if name != "tries"})


def test_an_in_of_values_is_refused(connection: Connection) -> None:
    """It would be spelled for the first number of values for ever."""
    few = Ready(select(inbox.c.chat).where(inbox.c.state.in_(["open", "done"])))
    with pytest.raises(ValueError, match="literals"):
        few.all(connection, {})
