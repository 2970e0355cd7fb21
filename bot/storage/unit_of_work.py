"""One transaction with all its collections."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection

from bot.storage.coach_views import CoachViewRows
from bot.storage.collections.coaches import CoachRows
from bot.storage.collections.guiding import GuidingRows
from bot.storage.collections.inbox import InboxRows
from bot.storage.collections.installation import KeptRows, LeaseRows
from bot.storage.collections.messages import MessageRows
from bot.storage.collections.outbox import OutboxRows
from bot.storage.collections.planning import PlanningRows
from bot.storage.collections.retention import RetentionRows
from bot.storage.collections.runners import RunnerRows
from bot.storage.collections.runs import RunRows
from bot.storage.collections.silences import SilenceRows
from bot.storage.vault import Vault


class Transaction:
    """`UnitOfWork` of the ports. `gone`: runners whose keys are destroyed after the commit."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
        self.gone: list[str] = []

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let SQLite refuse every write meanwhile."""
        self._connection.exec_driver_sql("PRAGMA query_only=ON")
        try:
            yield
        finally:
            self._connection.exec_driver_sql("PRAGMA query_only=OFF")

    @cached_property
    def runners(self) -> RunnerRows:
        """Runners."""
        return RunnerRows(self._connection, self._vault, self.gone)

    @cached_property
    def runs(self) -> RunRows:
        """Runs, answers and sentences."""
        return RunRows(self._connection, self._vault)

    @cached_property
    def planning(self) -> PlanningRows:
        """Moments and due rows."""
        return PlanningRows(self._connection, self._vault)

    @cached_property
    def coaches(self) -> CoachRows:
        """Coaches and sharing."""
        return CoachRows(self._connection, self._vault)

    @cached_property
    def guiding(self) -> GuidingRows:
        """Guidance, notes, what is set aside."""
        return GuidingRows(self._connection, self._vault)

    @cached_property
    def messages(self) -> MessageRows:
        """What coach and runner write to each other."""
        return MessageRows(self._connection, self._vault)

    @cached_property
    def views(self) -> CoachViewRows:
        """Pages of a coach."""
        return CoachViewRows(self._connection, self._vault)

    @cached_property
    def reading(self) -> CoachViewRows:
        """What a coach has read."""
        return CoachViewRows(self._connection, self._vault)

    @cached_property
    def silences(self) -> SilenceRows:
        """Chats in which a run is going on."""
        return SilenceRows(self._connection, self._vault)

    @cached_property
    def inbox(self) -> InboxRows:
        """Raw updates."""
        return InboxRows(self._connection, self._vault)

    @cached_property
    def outbox(self) -> OutboxRows:
        """Messages to be sent."""
        return OutboxRows(self._connection, self._vault)

    @cached_property
    def retention(self) -> RetentionRows:
        """What is old enough to go."""
        return RetentionRows(self._connection, self._vault)

    @cached_property
    def leases(self) -> LeaseRows:
        """Leases."""
        return LeaseRows(self._connection, self._vault)

    @cached_property
    def kept(self) -> KeptRows:
        """Small facts of the installation."""
        return KeptRows(self._connection, self._vault)
