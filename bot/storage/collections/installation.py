"""What belongs to the installation itself: leases, and small facts."""

from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select

from bot.storage.collections.rows import Rows
from bot.storage.on_conflict import insert
from bot.storage.ready import Ready
from bot.storage.tables import kept, leases
from bot.storage.vault import INSTALLATION

_INSERT_LEASE = insert(leases)
_TAKE = Ready(
    _INSERT_LEASE.on_conflict_do_update(
        index_elements=["name"],
        set_={name: _INSERT_LEASE.excluded[name] for name in ("holder", "until")},
        where=or_(
            leases.c.until <= bindparam("now", type_=leases.c.until.type),
            leases.c.holder == _INSERT_LEASE.excluded.holder,
        ),
    ),
    *("name", "holder", "until"),
)
_INSERT_KEPT = insert(kept)
_PUT = _INSERT_KEPT.on_conflict_do_update(
    index_elements=["name"], set_={"content": _INSERT_KEPT.excluded.content}
)
_GET = select(kept.c.content).where(kept.c.name == bindparam("wanted"))


class LeaseRows(Rows):
    """`Leases` of the ports."""

    def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Take or renew a lease; False when somebody else holds it."""
        row = {"name": name, "holder": holder, "until": until, "now": now}
        return _TAKE.count(self._connection, row) == 1

    def release(self, name: str, holder: str) -> None:
        """Give a lease back; that of somebody else stays."""
        mine = (leases.c.name == name, leases.c.holder == holder)
        self._connection.execute(delete(leases).where(*mine))

    def bury(self, place: str) -> None:
        """End the leases of whoever worked at this place before."""
        his = leases.c.holder.startswith(f"{place}#", autoescape=True)
        self._connection.execute(delete(leases).where(his))

    def prune(self, before: datetime) -> None:
        """Remove leases that ended before this time."""
        self._connection.execute(delete(leases).where(leases.c.until < before))


class KeptRows(Rows):
    """`Kept` of the ports."""

    def get(self, name: str) -> str | None:
        """Return the value kept under this name."""
        content = self._connection.scalar(_GET, {"wanted": name})
        return None if content is None else self._vault.of(INSTALLATION).open(content, _aad(name))

    def put(self, name: str, value: str) -> None:
        """Keep a value."""
        content = self._vault.of(INSTALLATION).seal(value, _aad(name))
        self._connection.execute(_PUT, {"name": name, "content": content})


def _aad(name: str) -> str:
    return f"kept·content·{name}"
