"""Keys follow their rows: destroyed after the commit that erased a runner, or at the next start."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from bot.storage.tables import erased
from bot.storage.vault import Vault


def keys_to_erase(connection: Connection) -> Sequence[str]:
    """Return the runners whose rows are gone and whose keys may still be there."""
    return connection.scalars(select(erased.c.runner_id)).all()


def erase_keys(connection: Connection, vault: Vault, runner_ids: Sequence[str]) -> None:
    """Destroy the keys, then forget that it had to be done. To be committed by the caller."""
    for runner_id in runner_ids:
        vault.erase(runner_id)
    connection.execute(delete(erased).where(erased.c.runner_id.in_(runner_ids)))
