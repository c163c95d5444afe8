from collections.abc import AsyncIterator

import pytest

from csbot.storage.unit_of_work import Database
from tests.builders import Office
from tests.handlers.permissions import House, built
from tests.handlers.rig import Rig


@pytest.fixture
async def rig(database: Database) -> AsyncIterator[Rig]:
    """The app on both databases."""
    made = Rig(Office(database))
    yield made
    await made.aclose()


@pytest.fixture
async def sqlite_rig(sqlite_database: Database) -> AsyncIterator[Rig]:
    """The app on SQLite, for what no database changes."""
    made = Rig(Office(sqlite_database))
    yield made
    await made.aclose()


@pytest.fixture
def house(sqlite_rig: Rig) -> House:
    return built(sqlite_rig)
