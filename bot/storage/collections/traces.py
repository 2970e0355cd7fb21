"""Every row that is about one runner, as it is stored: walked, so that no table is forgotten."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, LargeBinary, Table, select

from bot.storage.columns import SealedBytes
from bot.storage.tables import coaches, metadata, runners, runs
from bot.usecases.ports import Stored


def traces_of(
    connection: Connection, runner_id: str
) -> Mapping[str, Sequence[Mapping[str, Stored]]]:
    """Return the rows of each table that has any, with all columns in clear.

    What is sealed is read through its own collection; hashes of tokens tell nobody anything.
    """
    chat = connection.scalar(select(runners.c.chat).where(runners.c.id == runner_id))
    found: dict[str, Sequence[Mapping[str, Stored]]] = {}
    for table in metadata.sorted_tables:
        about = _about(table, runner_id, chat)
        if about is None:
            continue
        clear = [one for one in table.c if not isinstance(one.type, SealedBytes | LargeBinary)]
        query = select(*clear).where(about).order_by(*table.primary_key.columns)
        rows = [dict(row) for row in connection.execute(query).mappings()]
        if rows:
            found[table.name] = [{str(name): value for name, value in row.items()} for row in rows]
    return found


def _about(table: Table, runner_id: str, chat: int | None) -> ColumnElement[bool] | None:
    """Return which rows of a table are about this runner; None: it knows nothing of runners."""
    columns = table.c
    if table is runners:
        return columns.id == runner_id
    for name in ("runner_id", "used_by"):
        if name in columns:
            return columns[name] == runner_id
    if "run_id" in columns:
        return columns.run_id.in_(select(runs.c.id).where(runs.c.runner_id == runner_id))
    if "chat" in columns and table is not coaches:
        return columns.chat == chat
    return None
