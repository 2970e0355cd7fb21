"""What every conversation stands on: a town."""

from collections.abc import AsyncIterator

import pytest

from tests.conversations.town import START, Town, town_of
from tests.databases import Addresses
from tests.people import Coach, Runner


@pytest.fixture
async def town(sqlite_addresses: Addresses, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    """A town on a Wednesday morning at ten, or at the local time that a test asks for."""
    async with town_of(sqlite_addresses, getattr(request, "param", START)) as opened:
        yield opened


@pytest.fixture
async def sanne(town: Town) -> Runner:
    """Somebody who never wrote to the bot."""
    return await town.runner("Sanne")


@pytest.fixture
async def coach(town: Town) -> Coach:
    """A coach, signed in."""
    return await town.coach()
