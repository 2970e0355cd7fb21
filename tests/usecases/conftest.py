"""Steps and use cases are tested on a database in memory."""

import pytest

from bot.usecases.ports import Database
from tests.steps import in_memory
from tests.usecases.nudged import Sanne

__all__ = ["in_memory"]


@pytest.fixture
async def sanne(database: Database) -> Sanne:
    """Return the chat of a runner who is enrolled, with a moment on each day of the week."""
    person = Sanne(database, 51, [])
    await person.enrols()
    await person.plans(1)
    return person
