"""Steps and use cases are tested on a database in memory."""

from tests.steps import in_memory

__all__ = ["in_memory"]
