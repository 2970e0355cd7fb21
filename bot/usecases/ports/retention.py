"""What is old enough to go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Retention(Protocol):
    """Rows of runners by their age. Looking is for a reader: it goes through all of them."""

    def with_old(self, before: datetime, limit: int, beyond: str = "") -> Sequence[str]:
        """Ids of runners, in order and after `beyond`, of whom something is older than `before`."""

    def forget(self, runner_id: str, before: datetime) -> int:
        """Remove this runner's rows that are older; returns how many. He himself stays."""

    def forget_letters(self, before: datetime) -> int:
        """Remove updates that could not be handled before this time; returns how many."""

    def silent(self, before: datetime, limit: int, beyond: str = "") -> Sequence[str]:
        """Ids of runners, in order and after `beyond`, who gave no sign since `before`."""

    def last_sign(self, runner_id: str) -> datetime | None:
        """When he last checked in, wrote, planned, tapped a nudge or agreed; None: unknown."""
