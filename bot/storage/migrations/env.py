"""Alembic's door: it only ever works on the connection that `bot.storage.migrating` hands it."""

from alembic import context
from sqlalchemy import Connection

from bot.storage.tables import metadata


def run(connection: Connection) -> None:
    """Migrate inside the caller's transaction. SQLite: tables are rebuilt where needed."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes["connection"]
if isinstance(given, Connection):
    run(given)
else:  # pytest-alembic gives an engine
    with given.connect() as own:
        run(own)
        own.commit()
